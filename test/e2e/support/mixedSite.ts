import type { Contents } from "./rehearsal.ts";

/** The smallest picture there is. */
const PIXEL = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index + 1)).join("\n");
}

/**
 * Twenty pages of all sorts: in folders three deep, linked to each other in circles, to places in each other and
 * in themselves, with footnotes, pictures, deep lists, long tables, and more blocks than one request holds.
 */
export function mixedSite(): Contents {
  return {
    "index.md":
      "---\ntitle: Start\nicon: 🚀\n---\n\nTo [guide](guide/) and [its end](guide/setup.md#the-end).\n\n![A dot](dot.png)\n",
    "dot.png": PIXEL,
    "about.md": "# About\n\nBack to [start](index.md).\n\n> [!NOTE]\n> A note with `code`.\n",
    "long.md": `# Long\n\n${lines(230, (n) => `Paragraph ${n}.\n`)}`,
    "deep.md":
      "# Deep\n\n- one\n  - two\n    - three\n      - four\n        - five\n\n1. a\n   1. b\n      1. c\n         1. d\n",
    "table.md": `# Table\n\n| n | square |\n| - | - |\n${lines(130, (n) => `| ${n} | ${n * n} |`)}\n`,
    "empty.md": "",
    "same.md": `# Same\n\n${lines(30, () => "Again.\n")}`,
    "notes.md":
      "# Notes\n\nA claim[^1] and another[^b].\n\nMore.\n\n[^1]: First note.\n[^b]: Second note.\n\n    With a second paragraph.\n",
    "self.md":
      "# Self\n\nSee [below](#below) and [further](#further).\n\n## Below\n\nText, back to [further](#further).\n\n## Further\n\nText.\n",
    "guide/index.md": "# Guide\n\n[Setup](setup.md), [use](use.md), [parts](parts/engine.md#pistons).\n",
    "guide/setup.md": "# Setup\n\n```sh\nnpm install\n```\n\n## The end\n\nOn to [use](use.md#first).\n",
    "guide/use.md": "# Use\n\n## First\n\nAfter [setup](setup.md#the-end).\n\n![A dot](../dot.png)\n",
    "guide/parts/index.md": "# Parts\n\n- [Engine](engine.md)\n- [Wheel](wheel.md)\n",
    "guide/parts/engine.md": "# Engine\n\n## Pistons\n\nFour.\n\n---\n\n[Wheel](wheel.md#spokes)\n",
    "guide/parts/wheel.md":
      "# Wheel\n\n## Spokes\n\n32, see [engine](engine.md#pistons).\n\n- [ ] true it\n- [x] oil it\n",
    "guide/parts/toggle.md":
      "# Toggle\n\n<details><summary>More</summary>\n\nHidden **text**.\n\n</details>\n",
    "blog/first.md": "# First\n\nHello.\n",
    "blog/second.md": "# Second\n\nAfter [first](first.md).\n",
    "blog/third.md": "# Third\n\nAfter [second](second.md) and before [first](first.md).\n",
  };
}

/** The same site after a day's work: texts, lists, rows, kinds and titles changed, a page added, one taken out. */
export function editedSite(): Contents {
  const files = new Map(Object.entries(mixedSite()));
  const edit = (path: string, ...changes: readonly (readonly [from: string, to: string])[]): void => {
    const text = changes.reduce((now, [from, to]) => now.replace(from, () => to), String(files.get(path)));
    if (text === files.get(path)) throw new Error(`Nothing was edited in ${path}.`);
    files.set(path, text);
  };
  edit("about.md", ["# About", "# About us"], ["Back to", "See [the new page](new.md), or back to"]);
  edit(
    "long.md",
    ["Paragraph 30.", "Changed."],
    ["Paragraph 31.\n\n", ""],
    ["Paragraph 100.", "Paragraph 100.\n\nInserted.\n\nInserted too."],
  );
  edit("deep.md", ["    - three\n", "    - three, changed\n    - three and a half\n"]);
  edit("table.md", ["| 5 | 25 |", "| 5 | twenty-five |"], ["| 9 | 81 |\n", ""]);
  edit("notes.md", ["First note.", "First note, edited."]);
  edit("self.md", ["## Below", "# Below, and bigger"]);
  edit("same.md", ["Again.", "Once."]);
  edit("guide/setup.md", ["npm install", "npm ci"], ["## The end", "```js\n1;\n```\n\n## The end"]);
  files.set("new.md", "# New\n\nBack to [about](about.md), and [the end](guide/setup.md#the-end).\n");
  files.delete("blog/third.md");
  return Object.fromEntries(files);
}
