/**
 * A Notion made of a map, for tests of the planner: it carries out operations, refuses what the API's
 * documentation refuses, and shows its content as snapshots. Beside the model it shares no code with the planner.
 */
import type { Block, Icon, SnapshotBlock } from "../../src/model/block.ts";
import { isPending, type Pending, type Reference } from "../../src/model/pending.ts";
import type { Operation, Position } from "../../src/model/plan.ts";
import { pendingsOf, type Resolved, resolveBlock } from "../../src/model/resolve.ts";
import type { CommentSnapshot, PageSnapshot } from "../../src/model/snapshot.ts";
import { toRequest } from "../../src/notion/toRequest.ts";

export interface NaiveLimits {
  readonly array: number;
  readonly blocks: number;
  readonly bytes: number;
}

interface Node {
  readonly id: string;
  parent: string | null;
  /** The page it lies in, itself for a page. */
  page: string;
  title: string | null;
  content: Block | null;
  foreign: string | null;
  by: string;
  editedBy: string;
  children: string[];
}

const NOTION: NaiveLimits = { array: 100, blocks: 1000, bytes: 500_000 };
const NOT_SECOND = ["column_list", "column"];
const NOT_THIRD = ["column_list", "column", "table"];
const HEADINGS = ["heading_1", "heading_2", "heading_3", "heading_4"];
const WITH_CHILDREN = [
  ...["paragraph", "bulleted_list_item", "numbered_list_item", "to_do", "toggle", "quote", "callout"],
  ...["table", "column_list", "column", "tab", "synced_block", "template", ...HEADINGS],
];

class Refusal extends Error {}

function refuseIf(condition: boolean, says: string): void {
  if (condition) throw new Refusal(says);
}

function count(blocks: readonly Block[]): number {
  return blocks.reduce((total, block) => total + 1 + count(block.children), 0);
}

/** Checks one array of blocks as it stands in a request; `level` 0 is its top. */
function checkBlocks(blocks: readonly Block[], level: number, parent: string, limits: NaiveLimits): void {
  refuseIf(blocks.length > limits.array, `children.length should be ≤ ${limits.array}`);
  for (const block of blocks) {
    const { type, children } = block;
    refuseIf(level > 2, "children should be not present");
    refuseIf(level === 1 && parent !== "column_list" && NOT_SECOND.includes(type), `${type} as a child`);
    refuseIf(level === 2 && NOT_THIRD.includes(type), `${type} as a grandchild`);
    refuseIf((type === "table_row") !== (parent === "table"), `${type} in ${parent}`);
    refuseIf((type === "column") !== (parent === "column_list"), `${type} in ${parent}`);
    refuseIf(parent === "tab" && type !== "paragraph", `${type} in tab`);
    refuseIf(children.length > 0 && !WITH_CHILDREN.includes(type), `${type} has children`);
    refuseIf(type === "table" && children.length === 0, "table without rows");
    refuseIf(type === "column_list" && children.length < 2, "fewer than two columns");
    refuseIf(type === "column" && children.length === 0, "empty column");
    // A list of columns takes no level: what is in its columns may be as deep as what is in a toggle.
    checkBlocks(children, type === "column_list" ? level : level + 1, type, limits);
  }
}

/** Refuses what the API refuses of one request. Throws. */
export function checkRequest(blocks: readonly Block[], parent: string, limits: NaiveLimits): void {
  checkBlocks(blocks, 0, parent, limits);
  refuseIf(count(blocks) > limits.blocks, `more than ${limits.blocks} blocks`);
  const sent = blocks.filter((block) => pendingsOf(block).length === 0).map(toRequest);
  const bytes = new TextEncoder().encode(JSON.stringify(sent)).length;
  refuseIf(bytes > limits.bytes, `body of ${bytes} bytes`);
  refuseIf(blocks.length === 0, "nothing to append");
}

export class NaiveNotion {
  readonly nodes = new Map<string, Node>();
  readonly made = new Map<number, { readonly page: string; readonly children: readonly string[] }>();
  readonly uploads = new Map<string, string>();
  /** Icons of pages. */
  readonly icons = new Map<string, Icon | null>();
  readonly comments = new Map<string, CommentSnapshot[]>();
  readonly limits: NaiveLimits;
  readonly bot: string;
  requests = 0;
  #next = 0;

  constructor(limits: NaiveLimits = NOTION, bot = "bot") {
    this.limits = limits;
    this.bot = bot;
  }

  #id(): string {
    this.#next += 1;
    return `00000000-0000-4000-8000-${this.#next.toString(16).padStart(12, "0")}`;
  }

  node(id: string): Node {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Refusal(`no ${id}`);
    return node;
  }

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  #put(
    parent: string | null,
    node: Omit<Node, "id" | "parent" | "children" | "editedBy">,
    at: number,
  ): string {
    const id = this.#id();
    this.nodes.set(id, {
      id,
      parent,
      children: [],
      editedBy: node.by,
      ...node,
      page: node.page === "" ? id : node.page,
    });
    if (parent !== null) this.node(parent).children.splice(at, 0, id);
    return id;
  }

  /** A page somebody made. */
  addPage(title: string, parent: string | null = null, by = "person"): string {
    const at = parent === null ? 0 : this.node(parent).children.length;
    return this.#put(parent, { page: "", title, content: null, foreign: "child_page", by }, at);
  }

  /** A block no request can make. */
  addForeign(parent: string, at: number, name = "unsupported"): string {
    const { page } = this.node(parent);
    return this.#put(parent, { page, title: null, content: null, foreign: name, by: "person" }, at);
  }

  /** Blocks somebody writes. */
  addBlocks(parent: string, at: number, blocks: readonly Block[], by = "person"): string[] {
    const { page } = this.node(parent);
    return blocks.map((block, index) => {
      const content: Block = { ...block, children: [] };
      const id = this.#put(parent, { page, title: null, content, foreign: null, by }, at + index);
      this.addBlocks(id, 0, block.children, by);
      return id;
    });
  }

  edit(id: string, content: Block, by?: string): void {
    const node = this.node(id);
    node.content = { ...content, children: [] };
    node.editedBy = by ?? node.editedBy;
  }

  /** Puts a block or page elsewhere. */
  move(id: string, to: string, at: number): void {
    const node = this.node(id);
    const siblings = node.parent === null ? [] : this.node(node.parent).children;
    siblings.splice(siblings.indexOf(id), 1);
    node.parent = to;
    const { children } = this.node(to);
    children.splice(at % (children.length + 1), 0, id);
  }

  remove(id: string): void {
    const { parent, children } = this.node(id);
    for (const child of [...children]) this.remove(child);
    this.nodes.delete(id);
    if (parent === null) return;
    const siblings = this.nodes.get(parent)?.children ?? [];
    siblings.splice(siblings.indexOf(id), 1);
  }

  lookup = (pending: Pending): Resolved | undefined => {
    if (pending.kind === "upload") {
      const id = this.uploads.get(pending.digest);
      return id === undefined ? undefined : { id };
    }
    if (pending.kind !== "created") throw new Refusal(`${pending.kind} left pending`);
    const made = this.made.get(pending.operation);
    const id = pending.child === null ? made?.page : made?.children[pending.child];
    if (made === undefined || id === undefined)
      throw new Refusal("what an operation needs was not made before");
    return pending.child === null ? { id } : { id, page: made.page };
  };

  idOf(reference: Reference): string {
    return isPending(reference) ? (this.lookup(reference)?.id ?? "") : reference;
  }

  #index(parent: string, position: Position): number {
    const { children } = this.node(parent);
    if (position === "start") return 0;
    if (position === "end") return children.length;
    const at = children.indexOf(this.idOf(position.after));
    refuseIf(at < 0, "anchor is not there");
    return at + 1;
  }

  #resolved(blocks: readonly Block[]): Block[] {
    return blocks.map((block) => resolveBlock(block, this.lookup));
  }

  readonly #run: { readonly [K in Operation["kind"]]: (operation: Extract<Operation, { kind: K }>) => void } =
    {
      updateSchema: () => undefined,
      createPage: (operation) => {
        const parent = this.idOf(operation.parent.id);
        const at = this.#index(parent, operation.position);
        const children = this.#resolved(operation.children);
        if (children.length > 0) checkRequest(children, "page", this.limits);
        const page = this.#put(
          parent,
          { page: "", title: operation.title, content: null, foreign: "child_page", by: this.bot },
          at,
        );
        this.addBlocks(page, 0, children, this.bot);
        this.icons.set(page, operation.icon);
        this.made.set(operation.id, { page, children: [] });
      },
      append: (operation) => {
        const page = this.idOf(operation.page);
        const parent = this.idOf(operation.container ?? operation.page);
        const children = this.#resolved(operation.children);
        const { content } = this.node(parent);
        checkRequest(children, content?.type ?? "page", this.limits);
        refuseIf(content !== null && !WITH_CHILDREN.includes(content.type), `${content?.type} has children`);
        const at = this.#index(parent, operation.position);
        this.made.set(operation.id, { page, children: this.addBlocks(parent, at, children, this.bot) });
      },
      updateBlock: (operation) => {
        const node = this.node(this.idOf(operation.block));
        const to = resolveBlock(operation.to, this.lookup);
        refuseIf(node.content?.type !== to.type, "type cannot change");
        if (node.content?.type === "table" && to.type === "table") {
          refuseIf(node.content.value.table_width !== to.value.table_width, "width cannot change");
        }
        this.edit(node.id, to, this.bot);
        this.made.set(operation.id, { page: node.page, children: [] });
      },
      deleteBlock: (operation) => {
        this.node(operation.block);
        this.remove(operation.block);
      },
      updatePage: (operation) => {
        const node = this.node(this.idOf(operation.page));
        if (operation.title !== undefined) node.title = operation.title;
        if (operation.icon !== undefined) this.icons.set(node.id, operation.icon);
        if (operation.inTrash === true) this.remove(node.id);
      },
      movePage: (operation) => {
        const to = this.idOf(operation.parent.id);
        this.move(this.idOf(operation.page), to, this.node(to).children.length);
      },
      list: (operation) => {
        const page = this.idOf(operation.page);
        const { children } = this.node(this.idOf(operation.container ?? operation.page));
        this.made.set(operation.id, {
          page,
          children: children.filter((id) => this.node(id).foreign === null),
        });
      },
      upload: (operation) => {
        this.uploads.set(operation.digest, `upload-${operation.digest}`);
      },
    };

  #runKind<K extends Operation["kind"]>(kind: K, operation: Extract<Operation, { kind: K }>): void {
    this.#run[kind](operation);
  }

  /** Carries out one operation. Throws what Notion would refuse. */
  apply(operation: Operation): void {
    this.requests += 1;
    this.#runKind(operation.kind, operation);
  }

  /** Content of a page or block as trees, without ids; what nobody can create is left out. */
  tree(id: string): Block[] {
    return this.node(id).children.flatMap((child) => {
      const { content } = this.node(child);
      return content === null ? [] : [{ ...content, children: this.tree(child) }];
    });
  }

  snapshots(id: string, deep: boolean): SnapshotBlock[] {
    return this.node(id).children.map((child) => this.snapshot(child, deep));
  }

  snapshot(id: string, deep = false): SnapshotBlock {
    const { content, foreign, title, by, editedBy, children } = this.node(id);
    const about = {
      id,
      createdTime: "2026-01-01T00:00:00.000Z",
      createdBy: by,
      lastEditedTime: "2026-01-01T00:00:00.000Z",
      lastEditedBy: editedBy,
      hasChildren: children.length > 0,
    };
    if (content === null) {
      return {
        ...about,
        type: "foreign",
        name: foreign ?? "unsupported",
        title: title ?? "",
        children: null,
      };
    }
    return { ...about, ...content, children: deep ? this.snapshots(id, true) : null };
  }

  page(id: string): PageSnapshot | null {
    const node = this.nodes.get(id);
    if (node === undefined || node.title === null) return null;
    const parent = node.parent;
    return {
      id,
      url: `https://www.notion.so/${id.replaceAll("-", "")}`,
      title: node.title,
      icon: this.icons.get(id) ?? null,
      cover: null,
      parent: parent === null ? { kind: "workspace" } : { kind: "page", id: parent },
      inTrash: false,
      createdTime: "2026-01-01T00:00:00.000Z",
      createdBy: node.by,
      lastEditedTime: "2026-01-01T00:00:00.000Z",
      lastEditedBy: node.by,
      properties: {},
      blocks: null,
    };
  }
}
