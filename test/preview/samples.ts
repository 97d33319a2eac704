import type { BlockType } from "../../src/model/block.ts";
import type { RichText } from "../../src/model/richText.ts";
import { text } from "../../src/model/text.ts";
import type { CreatableNode } from "../../src/preview/context.ts";

/** A block without children. */
export function leaf<T extends BlockType>(type: T, value: CreatableNode<T>["value"], id?: string) {
  return { type, value, children: [], ...(id === undefined ? {} : { id }) };
}

export function words(content: string): readonly RichText[] {
  return [text(content)];
}

export function paragraph(content: string | readonly RichText[]) {
  const runs = typeof content === "string" ? words(content) : content;
  return leaf("paragraph", { rich_text: runs, color: "default" });
}

const plain = { rich_text: words("t"), color: "default" } as const;
const heading = { ...plain, is_toggleable: false } as const;
const web = { external: { url: "https://example.org/f.bin" } } as const;
const child = [paragraph("inner")];

/** One block of each type, with the markup it becomes (a stylesheet's class attributes without a value left out). */
export const SAMPLES: {
  readonly [K in BlockType]: { readonly block: CreatableNode<K>; readonly markup: string };
} = {
  paragraph: {
    block: { type: "paragraph", value: plain, children: child },
    markup: '<div class="text"><p>t</p><div class="nested"><div class="text"><p>inner</p></div></div></div>',
  },
  heading_1: { block: leaf("heading_1", heading), markup: "<h2>t</h2>" },
  heading_2: { block: leaf("heading_2", heading), markup: "<h3>t</h3>" },
  heading_3: {
    block: leaf("heading_3", { ...heading, color: "red" }),
    markup: '<h4 class="color-red">t</h4>',
  },
  heading_4: {
    block: { type: "heading_4", value: { ...heading, is_toggleable: true }, children: child },
    markup:
      '<details open><summary><h5>t</h5></summary><div class="nested"><div class="text"><p>inner</p></div></div></details>',
  },
  bulleted_list_item: { block: leaf("bulleted_list_item", plain), markup: "<ul><li>t</li></ul>" },
  numbered_list_item: { block: leaf("numbered_list_item", plain), markup: "<ol><li>t</li></ol>" },
  to_do: {
    block: leaf("to_do", { ...plain, checked: true }),
    markup:
      '<ul class="tasks"><li class="done"><label><input type="checkbox" checked disabled><span>t</span></label></li></ul>',
  },
  toggle: { block: leaf("toggle", plain), markup: "<details><summary>t</summary></details>" },
  quote: { block: leaf("quote", plain), markup: "<blockquote><p>t</p></blockquote>" },
  callout: {
    block: leaf("callout", { ...plain, color: "blue_background", icon: { emoji: "💡" } }),
    markup:
      '<aside class="callout color-blue_background"><span class="icon">💡</span><div><p>t</p></div></aside>',
  },
  code: {
    block: leaf("code", { rich_text: words("a < b\n"), language: "c", caption: words("x.c") }),
    markup:
      '<figure class="code"><div class="language">c</div><pre tabindex="0"><code>a &#x3C; b\n</code></pre><figcaption>x.c</figcaption></figure>',
  },
  equation: {
    block: leaf("equation", { expression: "a<b" }),
    markup: '<pre class="tex"><code>a&#x3C;b</code></pre>',
  },
  divider: { block: leaf("divider", {}), markup: "<hr>" },
  breadcrumb: { block: leaf("breadcrumb", {}), markup: '<p class="dim">… / this page</p>' },
  table_of_contents: {
    block: leaf("table_of_contents", { color: "default" }),
    markup: '<ul class="toc"></ul>',
  },
  bookmark: {
    block: leaf("bookmark", { url: "https://example.org/", caption: [] }),
    markup:
      '<figure class="media"><div class="attachment">🔖 <a href="https://example.org/" rel="noopener noreferrer" target="_blank">https://example.org/</a></div></figure>',
  },
  embed: {
    block: leaf("embed", { url: "javascript:alert(1)", caption: [] }),
    markup: '<figure class="media"><div class="attachment">🌐 javascript:alert(1)</div></figure>',
  },
  image: {
    block: leaf("image", { file: { url: "https://files.example/a/b.png?sig=1" }, caption: words("A b") }),
    markup:
      '<figure class="media"><div class="attachment">🖼 b.png</div><figcaption>A b</figcaption></figure>',
  },
  video: {
    block: leaf("video", { ...web, caption: [] }),
    markup:
      '<figure class="media"><div class="attachment">🎬 <a href="https://example.org/f.bin" rel="noopener noreferrer" target="_blank">https://example.org/f.bin</a></div></figure>',
  },
  pdf: {
    block: leaf("pdf", {
      file_upload: { id: { kind: "upload", digest: "00", otherwise: "plan.pdf" } },
      caption: [],
    }),
    markup: '<figure class="media"><div class="attachment">📕 plan.pdf</div></figure>',
  },
  audio: {
    block: leaf("audio", { file: { url: "https://files.example/x.mp3" }, caption: [] }),
    markup: '<figure class="media"><div class="attachment">🔊 x.mp3</div></figure>',
  },
  file: {
    block: leaf("file", { file: { url: "https://files.example/y" }, caption: [], name: "notes.txt" }),
    markup: '<figure class="media"><div class="attachment">📎 notes.txt</div></figure>',
  },
  link_to_page: {
    block: leaf("link_to_page", { page_id: { kind: "page", path: "a.md", otherwise: "A" } }),
    markup: '<p class="page-link"><a href="#page-a.md">↗ A</a></p>',
  },
  table: {
    block: {
      type: "table",
      value: { table_width: 2, has_column_header: true, has_row_header: true },
      children: [
        leaf("table_row", { cells: [words("a"), words("b")] }),
        leaf("table_row", { cells: [words("c"), []] }),
      ],
    },
    markup:
      '<div class="table" tabindex="0"><table><tbody><tr><th scope="col">a</th><th scope="col">b</th></tr><tr><th scope="row">c</th><td></td></tr></tbody></table></div>',
  },
  table_row: {
    block: leaf("table_row", { cells: [words("a")] }),
    markup: '<div class="table"><table><tbody><tr><td>a</td></tr></tbody></table></div>',
  },
  column_list: {
    block: { type: "column_list", value: {}, children: [leaf("column", { width_ratio: 0.25 })] },
    markup: '<div class="columns"><div class="column" style="flex-grow: 0.25"></div></div>',
  },
  column: {
    block: { type: "column", value: {}, children: child },
    markup: '<div class="column" style="flex-grow: 1"><div class="text"><p>inner</p></div></div>',
  },
  tab: {
    block: {
      type: "tab",
      value: {},
      children: [{ type: "paragraph", value: { ...plain, icon: { emoji: "🐍" } }, children: child }],
    },
    markup:
      '<div class="tabs"><details class="tab" open><summary><span class="icon">🐍</span>t</summary><div class="nested"><div class="text"><p>inner</p></div></div></details></div>',
  },
  synced_block: {
    block: { type: "synced_block", value: { synced_from: null }, children: child },
    markup: '<div class="synced"><div class="text"><p>inner</p></div></div>',
  },
  template: {
    block: leaf("template", { rich_text: words("t") }),
    markup: '<div class="text"><p>t</p></div>',
  },
};
