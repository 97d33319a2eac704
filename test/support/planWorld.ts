/** Plans and carries out against a naive Notion, keeping a memory as a run would. */
import { createHash } from "node:crypto";
import type { Block, DraftBlock, SnapshotBlock } from "../../src/model/block.ts";
import type { PageDraft } from "../../src/model/draft.ts";
import { emptyMemory, fold } from "../../src/model/fold.ts";
import { baseOf, lineOf } from "../../src/model/line.ts";
import type { BlockMemory, Effect, Memory, MemoryPosition } from "../../src/model/memory.ts";
import {
  type AnswerOf,
  type Answers,
  type Need,
  type NeedKind,
  needKey,
  noAnswers,
} from "../../src/model/need.ts";
import { DEFAULT_PLAN_OPTIONS, type PlanOptions } from "../../src/model/options.ts";
import type { PageKey, Reference } from "../../src/model/pending.ts";
import type { Operation, Plan, Position } from "../../src/model/plan.ts";
import { type Lookup, resolveBlock } from "../../src/model/resolve.ts";
import type { Account } from "../../src/model/snapshot.ts";
import { type PlanInput, plan } from "../../src/plan/index.ts";
import { NaiveNotion } from "./naiveNotion.ts";

const ACCOUNT: Account = {
  botId: "bot",
  botName: "Bot",
  workspaceId: "w",
  workspaceName: "W",
  personal: false,
  maxUploadBytes: null,
};

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A draft of a page under the target, or under another page. */
export function draftOf(key: PageKey, blocks: readonly Block[], more: Partial<PageDraft> = {}): PageDraft {
  return {
    key,
    source: "",
    path: key,
    parent: { kind: "target" },
    inputs: { file: digest(JSON.stringify(blocks)) },
    title: key,
    icon: undefined,
    cover: undefined,
    properties: {},
    blocks: blocks.map(asDraft),
    bound: null,
    messages: [],
    ...more,
  };
}

function slugsOf(block: Block): readonly string[] {
  return "slugs" in block && Array.isArray(block.slugs)
    ? block.slugs.filter((slug) => typeof slug === "string")
    : [];
}

function asDraft(block: Block): DraftBlock {
  return { ...block, children: block.children.map(asDraft), place: null, slugs: slugsOf(block) };
}

/** A block by which links reach it. */
export function named<B extends Block>(block: B, ...slugs: readonly string[]): B {
  return Object.assign({}, block, { slugs });
}

export interface Outcome {
  readonly plan: Plan;
  /** Requests for operations and for answers. */
  readonly writes: number;
  readonly reads: number;
}

export interface RunOptions {
  readonly options?: Partial<PlanOptions>;
  readonly references?: readonly PageDraft[];
  readonly withdrawn?: readonly PageKey[];
  readonly stale?: readonly PageKey[];
  /** Digests of files that can be uploaded. */
  readonly files?: readonly string[];
}

export class PlanWorld {
  readonly notion: NaiveNotion;
  readonly target: string;
  readonly users = new Map<string, string>();
  memory: Memory = emptyMemory();

  constructor(notion = new NaiveNotion()) {
    this.notion = notion;
    this.target = notion.addPage("Target");
  }

  pageId(key: PageKey): string {
    const page = this.memory.pages.get(key);
    if (page === undefined) throw new Error(`no page of ${key}`);
    return page.id;
  }

  #answer: { readonly [K in NeedKind]: (need: Extract<Need, { kind: K }>) => AnswerOf[K] } = {
    block: ({ block }) => (this.notion.has(block) ? this.notion.snapshot(block) : null),
    children: ({ block, deep }) => (this.notion.has(block) ? this.notion.snapshots(block, deep) : null),
    comments: ({ block }) => this.notion.comments.get(block) ?? [],
    page: ({ page }) => this.notion.page(page),
    property: () => null,
    schema: () => null,
    user: ({ who }) => {
      const id = this.users.get(who);
      return id === undefined ? [] : [id];
    },
    emoji: () => null,
    row: () => [],
  };

  #fill<K extends NeedKind>(
    kind: K,
    need: Extract<Need, { kind: K }>,
    into: { readonly [N in NeedKind]: Map<string, AnswerOf[N]> },
  ): number {
    const answer = this.#answer[kind](need);
    into[kind].set(needKey(need), answer);
    return costOf(need, answer);
  }

  /** Plans, answering needs until there are none. */
  plan(drafts: readonly PageDraft[], run: RunOptions = {}): { plan: Plan; reads: number } {
    const into = { ...emptyAnswers() };
    let reads = 0;
    for (let round = 0; round < 30; round += 1) {
      const made = plan(this.input(drafts, into, run));
      if (made.needs.length === 0) return { plan: made, reads };
      const fresh = made.needs.filter((need) => !into[need.kind].has(needKey(need)));
      if (fresh.length === 0) throw new Error(`asked again: ${JSON.stringify(made.needs)}`);
      for (const need of fresh) reads += this.#fill(need.kind, need, into);
    }
    throw new Error("the plan asks for ever more");
  }

  input(drafts: readonly PageDraft[], answers: Answers, run: RunOptions): PlanInput {
    const { target } = this;
    return {
      drafts,
      unchanged: new Set(),
      references: run.references ?? [],
      withdrawn: run.withdrawn ?? [],
      stale: new Set(run.stale ?? []),
      memory: this.memory,
      targets: new Map([["", { kind: "page", id: target, title: "Target", url: "" }]]),
      answers,
      account: ACCOUNT,
      accountKey: "w/bot",
      files: new Map(
        (run.files ?? []).map((name) => [name, { path: name, name, contentType: "image/png", bytes: 10 }]),
      ),
      options: { ...DEFAULT_PLAN_OPTIONS, ...run.options },
      digest,
    };
  }

  /** Plans and carries the plan out. */
  publish(drafts: readonly PageDraft[], run: RunOptions = {}): Outcome {
    const { plan: made, reads } = this.plan(drafts, run);
    for (const page of made.pages) this.#remember(page.effects);
    for (const operation of made.operations) this.carryOut(operation);
    for (const page of made.pages) {
      const { key, inputs } = page;
      if (inputs !== null) this.#remember([{ kind: "finished", key, inputs }]);
    }
    return { plan: made, writes: made.operations.length, reads };
  }

  /** Publishes; where something was not where it was remembered, the page is read and planned anew, as in a run. */
  publishUntilRead(drafts: readonly PageDraft[], run: RunOptions = {}): void {
    try {
      this.publish(drafts, run);
    } catch {
      this.publish(drafts, { ...run, stale: drafts.map(({ key }) => key) });
    }
  }

  /** Carries out one operation and remembers it. */
  carryOut(operation: Operation): void {
    this.notion.apply(operation);
    this.#remember(this.#effectsOf(operation));
  }

  #remember(effects: readonly Effect[]): void {
    this.memory = fold(this.memory, effects);
  }

  #lines(blocks: readonly Block[], ids: readonly string[]): BlockMemory[] {
    return blocks.map((block, index) => ({
      ...lineOf(resolveBlock(block, this.notion.lookup), digest),
      id: ids[index] ?? null,
    }));
  }

  #position(position: Position): MemoryPosition {
    return typeof position === "string" ? position : { after: this.notion.idOf(position.after) };
  }

  #id(reference: Reference | null): string | null {
    return reference === null ? null : this.notion.idOf(reference);
  }

  #effects: { readonly [K in Operation["kind"]]: (operation: Extract<Operation, { kind: K }>) => Effect[] } =
    {
      updateSchema: () => [],
      createPage: ({ id, key, title, icon, cover, parent, children }) => {
        const base = baseOf({ title, icon, cover, parent: this.notion.idOf(parent.id) }, digest);
        const page = this.notion.made.get(id)?.page ?? "";
        return [
          {
            kind: "page",
            key,
            page: { id: page, title, inputs: null, base, blocks: this.#lines(children, []) },
          },
        ];
      },
      append: ({ id, key, container, position, follows, children }) => [
        {
          kind: "inserted",
          key,
          parent: this.#id(container),
          position: this.#position(follows ?? position),
          blocks: this.#lines(children, this.notion.made.get(id)?.children ?? []),
        },
      ],
      updateBlock: ({ key, block, to }) => {
        const { hash, fields } = lineOf(resolveBlock(to, this.notion.lookup), digest);
        const updated = { kind: "updated", key, block: this.notion.idOf(block), hash } as const;
        return [fields === undefined ? updated : { ...updated, fields }];
      },
      deleteBlock: ({ key, block }) => [{ kind: "removed", key, block }],
      updatePage: ({ key, title, icon, inTrash }) => {
        if (inTrash === true) return [{ kind: "forgotten", key }];
        const look = { ...(title === undefined ? {} : { title }), ...(icon === undefined ? {} : { icon }) };
        return [{ kind: "base", key, base: baseOf(look, digest) }];
      },
      movePage: ({ key, parent }) => [{ kind: "base", key, base: { parent: this.notion.idOf(parent.id) } }],
      list: ({ id, key, container }) => [
        { kind: "learned", key, parent: this.#id(container), ids: this.notion.made.get(id)?.children ?? [] },
      ],
      upload: ({ digest: name }) => [
        { kind: "uploaded", account: "w/bot", digest: name, id: this.notion.uploads.get(name) ?? "" },
      ],
    };

  #effectsOf(operation: Operation): Effect[] {
    return this.#effectsOfKind(operation.kind, operation);
  }

  #effectsOfKind<K extends Operation["kind"]>(kind: K, operation: Extract<Operation, { kind: K }>): Effect[] {
    return this.#effects[kind](operation);
  }

  /** What a draft's page must hold, with its links leading where they should. */
  wanted(draft: PageDraft, drafts: readonly PageDraft[]): Block[] {
    const blocks = new Map<string, string>();
    for (const one of drafts) {
      if (!this.memory.pages.has(one.key)) continue;
      this.#locate(one.key, one.blocks, this.pageId(one.key), blocks);
    }
    const lookup: Lookup = (pending) => {
      if (pending.kind === "upload") return this.notion.lookup(pending);
      if (pending.kind !== "page" && pending.kind !== "heading") return undefined;
      const page = this.memory.pages.get(pending.path)?.id;
      if (page === undefined) return undefined;
      if (pending.kind === "page") return { id: page };
      const id = blocks.get(`${pending.path} ${pending.slug}`);
      return id === undefined ? { id: page } : { id, page };
    };
    return draft.blocks.map((block) => resolveBlock(block, lookup));
  }

  #locate(key: PageKey, drafts: readonly DraftBlock[], parent: string, into: Map<string, string>): void {
    const ids = this.notion.node(parent).children.filter((id) => this.notion.node(id).content !== null);
    for (const [index, block] of drafts.entries()) {
      const id = ids[index];
      if (id === undefined) continue;
      for (const slug of block.slugs) into.set(`${key} ${slug}`, id);
      this.#locate(key, block.children, id, into);
    }
  }
}

function costOf(need: Need, answer: unknown): number {
  if (need.kind !== "children" || !Array.isArray(answer)) return 1;
  const pages = Math.max(1, Math.ceil(answer.length / 100));
  return need.deep
    ? pages + answer.reduce((total: number, block: SnapshotBlock) => total + deepCost(block), 0)
    : pages;
}

function deepCost(block: SnapshotBlock): number {
  if (!block.hasChildren || block.children === null) return 0;
  return block.children.reduce(
    (total, child) => total + deepCost(child),
    Math.ceil(block.children.length / 100),
  );
}

function emptyAnswers(): { readonly [K in NeedKind]: Map<string, AnswerOf[K]> } {
  const { block, children, comments, page, property, schema, user, emoji, row } = noAnswers();
  return {
    block: new Map(block),
    children: new Map(children),
    comments: new Map(comments),
    page: new Map(page),
    property: new Map(property),
    schema: new Map(schema),
    user: new Map(user),
    emoji: new Map(emoji),
    row: new Map(row),
  };
}
