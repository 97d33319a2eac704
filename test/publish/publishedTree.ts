import type { Sandbox, TreeNode } from "../../src/sandbox/index.ts";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const ID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/g;

/** What each id stands for: a page by its title, a block by its page and words. */
type Names = Map<string, string>;

function words(value: unknown): string {
  if (!Array.isArray(value)) return "";
  return value.map((run: unknown) => (isRecord(run) ? String(run["plain_text"] ?? "") : "")).join("");
}

function nameAll(sandbox: Sandbox, nodes: readonly TreeNode[], page: string, names: Names): void {
  for (const { id, type, payload, children } of nodes) {
    const title = String(payload["title"] ?? "");
    const isPage = type === "child_page";
    names.set(id.replaceAll("-", ""), isPage ? `→ ${title}` : `→ ${page} “${words(payload["rich_text"])}”`);
    nameAll(sandbox, isPage ? sandbox.tree(id) : children, isPage ? title : page, names);
  }
}

/** Runs of text as a reader sees them, with where links lead. */
function shown(value: unknown, names: Names): string {
  if (!Array.isArray(value)) return "";
  const runs = value.map((run: unknown) => {
    if (!isRecord(run)) return "";
    const plain = String(run["plain_text"] ?? "");
    const href = run["href"];
    if (typeof href !== "string") return plain;
    const lead = href.replace(/^.*[/#]([0-9a-f]{32})$/, (_, id: string) => names.get(id) ?? "nowhere");
    return `[${plain}](${lead})`;
  });
  return runs.join("").replaceAll("\n", "⏎");
}

/** What says how a block looks, and is not what a block has unless it is told. */
function looks(payload: Readonly<Record<string, unknown>>): string {
  const { color, language, checked, icon } = payload;
  const emoji = isRecord(icon) ? icon["emoji"] : undefined;
  return [language, checked, emoji, color === "default" ? undefined : color]
    .filter((part) => part !== undefined && part !== null)
    .map((part) => ` ${String(part)}`)
    .join("");
}

function lineOf({ type, payload }: TreeNode, names: Names): string {
  const cells = payload["cells"];
  if (Array.isArray(cells)) return `${type} ${cells.map((cell) => shown(cell, names)).join(" | ")}`;
  const texts = ["rich_text", "caption"]
    .map((key) => shown(payload[key], names))
    .filter((text) => text !== "");
  const external = payload["external"];
  const source = isRecord(external) ? ` ${String(external["url"])}` : "";
  const own = ["expression", "url", "title"]
    .map((key) => payload[key])
    .filter((text) => typeof text === "string");
  return [`${type}${looks(payload)}${source}`, ...own, ...texts]
    .join(" ")
    .replaceAll(ID, (id) => names.get(id) ?? id);
}

/** All pages under a page with their blocks, in their order, one a line; ids are what they stand for. */
export function publishedTree(sandbox: Sandbox, pageId: string): string {
  const names: Names = new Map();
  nameAll(sandbox, sandbox.tree(pageId), "", names);
  const lines: string[] = [];
  const put = (nodes: readonly TreeNode[], indent: string): void => {
    for (const node of nodes) {
      const isPage = node.type === "child_page";
      lines.push(isPage ? `${indent}# ${String(node.payload["title"])}` : `${indent}${lineOf(node, names)}`);
      put(isPage ? sandbox.tree(node.id) : node.children, `${indent}  `);
    }
  };
  put(sandbox.tree(pageId), "");
  return `${lines.join("\n")}\n`;
}
