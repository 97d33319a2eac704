/** A page that was published, for people to change it in Notion and for the file to be edited. */
import { expect } from "vitest";
import type { TreeNode } from "../../../src/sandbox/index.ts";
import { type Contents, type Rehearsal, type RunChanges, rehearse } from "./rehearsal.ts";

function textOf({ payload }: TreeNode): string {
  const runs = Array.isArray(payload["rich_text"]) ? payload["rich_text"] : [];
  return runs.map((run) => String(run.plain_text ?? run.text?.content ?? "")).join("");
}

/** What a page shows: a line per block, with what is in it in brackets. */
export function shown(nodes: readonly TreeNode[]): string {
  return nodes
    .map((node) => {
      const name = textOf(node) || node.type;
      return node.children.length === 0 ? name : `${name}[${shown(node.children)}]`;
    })
    .join(" | ");
}

export interface Stage extends Rehearsal {
  readonly page: string;
  /** The id of the block with this text. */
  id(text: string): string;
  shows(): string;
  /** Publishes the page's text; says what was written and complained about. */
  edit(text: string, changes?: RunChanges & { readonly title?: string }): Promise<readonly string[]>;
}

/** A page that was published, and once more so that the ids of its blocks are known. */
export async function stage(text: string, learns = true): Promise<Stage> {
  const rehearsal = await rehearse();
  const { sandbox, vault } = rehearsal;
  const files = (now: string, title = "A"): Contents => ({ "a.md": `# ${title}\n\n${now}` });
  const changes: RunChanges = { options: { comments: "ignore" } };
  if (learns) await rehearsal.publish(files(`${text}\n\nto learn ids\n`), changes);
  await rehearsal.publish(files(text), changes);
  const page = vault.memory().pages.get("a.md")?.id ?? "";
  const find = (nodes: readonly TreeNode[], wanted: string): string | undefined =>
    nodes.map((node) => (textOf(node) === wanted ? node.id : find(node.children, wanted))).find(Boolean);
  return {
    ...rehearsal,
    page,
    id: (wanted) => find(sandbox.tree(page), wanted) ?? "",
    shows: () => shown(sandbox.tree(page)),
    edit: async (now, more = {}) => {
      const options = { ...changes.options, ...more.options };
      const { requests, report } = await rehearsal.publish(files(now, more.title), { ...more, options });
      const writes = requests.filter((one) => !one.startsWith("GET")).map((one) => one.replace(/ .*/, ""));
      expect(report.stop).toBeNull();
      return [...writes, ...report.messages.map((message) => message.id)];
    },
  };
}
