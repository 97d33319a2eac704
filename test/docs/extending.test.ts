import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { convert, outline } from "../../src/index.ts";
import { folderWith } from "../files/tree.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The program in the page, importing this working tree instead of the package. */
function example(): string {
  const page = readFileSync(join(ROOT, "docs/extending.md"), "utf8");
  const program = /```js\n\/\/ mdnotion\.config\.mjs\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  return program.replace("mdnotion/blocks", join(ROOT, "src/model/builders/blocks.ts"));
}

it("shows a program that does what it says", async () => {
  const folder = folderWith({ "docs/a.md": "", "mdnotion.config.mjs": example() });
  const { config, messages } = await loadConfig({
    cwd: folder,
    paths: [],
    flags: new Map(),
    environment: {},
  });
  expect(messages).toEqual([]);
  const text = [
    "See JIRA-12, for <Price of=basic /> a month.",
    "> words",
    "```mermaid-url\nhttps://example.org/d\n```",
    "```js\nx\n```",
    "```mermaid-url\nnone\n```",
    "<Banner title=Hear>\n\n- one\n\n</Banner>",
  ].join("\n\n");
  const converted = convert(text, { ...config?.sources[0]?.convert });
  expect(outline(converted.blocks)).toMatchInlineSnapshot(`
    "paragraph "See [JIRA-12](https://tickets.example.org/JIRA-12), for **$9** a month."
    quote "words"
    paragraph "— quoted"
    bookmark https://example.org/d caption="diagram"
    code javascript "x"
    code plain_text "none"
    callout 📣 "Hear"
      bulleted_list_item "one"
    "
  `);
  expect(
    converted.messages.map(({ id, says, place }) => `${place?.line} ${id}: ${says}`),
  ).toMatchInlineSnapshot(`
    [
      "13 handler-says: This is no address.",
      "13 code-language-unknown: Notion has no code language \`mermaid-url\`, so the block is shown as plain text.",
    ]
  `);
});
