import type { RichText } from "../../model/richText.ts";
import { plainText } from "../../model/text.ts";
import type { PreviewContext, Renderer } from "../context.ts";
import { EMPTY, type Html, html } from "../html.ts";
import { renderRichText } from "../richText.ts";
import { idAttribute } from "./text.ts";

/** A caption below code, media and bookmarks; nothing where it is empty. */
export function caption(runs: readonly RichText[], context: PreviewContext): Html {
  return runs.length === 0 ? EMPTY : html`<figcaption>${renderRichText(runs, context)}</figcaption>`;
}

export const code: Renderer<"code"> = (block, context) => {
  const { caption: runs, language, rich_text: text } = block.value;
  return html`<figure class="code"${idAttribute(block)}><div class="language">${language}</div><pre tabindex="0"><code>${plainText(text)}</code></pre>${caption(runs, context)}</figure>`;
};

export const equation: Renderer<"equation"> = (block) =>
  html`<pre class="tex"${idAttribute(block)}><code>${block.value.expression}</code></pre>`;
