import type { ListItem } from "mdast";
import type { Dialect } from "./dialect.ts";
import { only } from "./presets.ts";

const MARK = /^\[[^\]\s]\][ \t]+(?=\S)/;

/** `- [/] half done`: whatever stands in the brackets, the task is done. */
function task(node: ListItem): readonly ListItem[] | null {
  const [first] = node.children;
  const text = first?.type === "paragraph" ? first.children[0] : undefined;
  if (typeof node.checked === "boolean" || first?.type !== "paragraph" || text?.type !== "text") return null;
  if (!MARK.test(text.value)) return null;
  const rest = { ...text, value: text.value.replace(MARK, "") };
  const paragraph = { ...first, children: [rest, ...first.children.slice(1)] };
  return [{ ...node, checked: true, children: [paragraph, ...node.children.slice(1)] }];
}

/** Source: https://help.obsidian.md/syntax#Task+lists ("any character inside the brackets to mark it as complete") */
export const tasks: Dialect = {
  name: "tasks",
  presets: only("obsidian"),
  rewrites: { listItem: task },
};
