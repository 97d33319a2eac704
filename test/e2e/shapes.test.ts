import { expect, test } from "vitest";
import type { Sandbox, TreeNode } from "../../src/sandbox/index.ts";
import { rehearse } from "./support/rehearsal.ts";

const lines = (count: number, line: (index: number) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, index) => line(index + 1)).join(between);

/** All text of a page, in order. */
function textOf(nodes: readonly TreeNode[]): string {
  return nodes
    .map(({ payload, children }) => {
      const runs = [...JSON.stringify(payload).matchAll(/"plain_text":("(?:[^"\\]|\\.)*")/g)];
      return runs.map(([, text]) => JSON.parse(text ?? '""')).join("") + textOf(children);
    })
    .join("");
}

function contentOf(sandbox: Sandbox): readonly TreeNode[] {
  const [page] = sandbox.tree(sandbox.rootPageId);
  return sandbox.tree(page?.id ?? "");
}

const link = (n: number): string => `[link ${n}](https://example.org/${n})`;

/** Requests of the plan: creating the page is one of them. */
const SHAPES: readonly (readonly [name: string, requests: number, markdown: string, text: string])[] = [
  [
    "a list five levels deep",
    4,
    "- one\n  - two\n    - three\n      - four\n        - five\n",
    "onetwothreefourfive",
  ],
  [
    "a table of 250 rows",
    4,
    `| n |\n| - |\n${lines(250, (n) => `| ${n} |`)}\n`,
    `n${lines(250, String, "")}`,
  ],
  ["a page of 1,500 blocks", 15, lines(1500, (n) => `Line ${n}.\n`), lines(1500, (n) => `Line ${n}.`, "")],
  ["a paragraph of 300 links", 1, lines(300, link, " "), lines(300, (n) => `link ${n}`, " ")],
  ["a line of 10,000 characters", 1, "0123456789".repeat(1000), "0123456789".repeat(1000)],
  [
    "a code block of 250,000 characters",
    1,
    `\`\`\`text\n${lines(2500, () => "x".repeat(99))}\n\`\`\`\n`,
    lines(2500, () => "x".repeat(99)),
  ],
  [
    "a code block of 190,000 Chinese characters",
    2,
    `\`\`\`text\n${lines(1900, () => "字".repeat(99))}\n\`\`\`\n`,
    lines(1900, () => "字".repeat(99)),
  ],
];

test.each(SHAPES)("%s is published whole in %i requests", async (_name, requests, markdown, text) => {
  const { publish, sandbox } = await rehearse();
  const { report } = await publish({ "page.md": markdown });
  expect(report.stop).toBeNull();
  expect(report.messages).toEqual([]);
  expect(report.requests.plan).toBe(requests);
  expect(textOf(contentOf(sandbox)).replaceAll("\n", "").replaceAll(" ", "")).toBe(
    text.replaceAll("\n", "").replaceAll(" ", ""),
  );
  expect(sandbox.requests.list().filter(({ status }) => status !== 200)).toEqual([]);
  expect((await publish({ "page.md": markdown })).requests).toEqual([]);
});
