import type { Cover, FileSource, Icon } from "../model/block.ts";
import type { Message } from "../model/message.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import { renderBlocks } from "./blocks/index.ts";
import type { CreatableNode, PreviewBlock, PreviewContext } from "./context.ts";
import { EMPTY, type Html, html } from "./html.ts";
import { renderIcon } from "./icon.ts";
import { anchorOf, linksAmong } from "./links.ts";
import { STYLE } from "./style.ts";

/** A page to show. `id` is Notion's, or the page's key where it has none yet. */
export interface PreviewPage {
  readonly id: string;
  readonly title: string;
  readonly icon: Icon | null;
  readonly cover: Cover | null;
  readonly blocks: readonly PreviewBlock[];
  /** `id` of the page it lies in; null at the top. */
  readonly parent: string | null;
  /** What is to happen to the page, or has. */
  readonly status?: string;
  readonly messages?: readonly Message[];
}

export interface PreviewOptions {
  /** Gives a `data:` URL for a file; null, and without it: the file is named, not shown. */
  readonly embed?: (source: FileSource) => string | null;
}

/** Nothing is loaded, run or sent: the document shows what is in it. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const HEADINGS: readonly string[] = ["heading_1", "heading_2", "heading_3", "heading_4"];

function headingsOf(blocks: readonly PreviewBlock[]): readonly CreatableNode[] {
  return blocks.flatMap((block) =>
    block.type !== "foreign" && HEADINGS.includes(block.type) ? [block] : [],
  );
}

function dataUrl(embed: PreviewOptions["embed"]): (source: FileSource) => string | null {
  return (source) => {
    const url = embed?.(source) ?? null;
    return url?.startsWith("data:image/") ? url : null;
  };
}

function contextOf(
  blocks: readonly PreviewBlock[],
  hrefOf: PreviewContext["hrefOf"],
  options: PreviewOptions,
): PreviewContext {
  const context: PreviewContext = {
    hrefOf,
    embed: dataUrl(options.embed),
    headings: headingsOf(blocks),
    render: (children) => (children === null ? EMPTY : renderBlocks(children, context)),
  };
  return context;
}

/** Draws sibling blocks by themselves, as a fragment. */
export function renderFragment(
  blocks: readonly PreviewBlock[],
  hrefOf: PreviewContext["hrefOf"],
  options: PreviewOptions,
): Html {
  return contextOf(blocks, hrefOf, options).render(blocks);
}

const SEVERITIES: Readonly<Record<Message["severity"], string>> = {
  error: "Error",
  warn: "Warning",
  info: "Note",
};

function messageItem({ id, fix, place, says, severity }: Message): Html {
  const where = place === null ? EMPTY : html`line ${place.line}: `;
  return html`<li><strong>${SEVERITIES[severity]}</strong> ${where}${says} ${fix} <code>${id}</code></li>`;
}

/** One page as an `<article>`, with `body` in place of its blocks when it is given. */
export function renderArticle(
  page: PreviewPage,
  hrefOf: PreviewContext["hrefOf"],
  options: PreviewOptions,
  body?: Html,
): Html {
  const context = contextOf(page.blocks, hrefOf, options);
  const picture = page.cover === null ? null : context.embed(page.cover);
  const cover = picture === null ? EMPTY : html`<img class="cover" alt="" src="${picture}">`;
  const icon = page.icon === null ? EMPTY : renderIcon(page.icon, context);
  const status = page.status === undefined ? EMPTY : html`<p class="status">${page.status}</p>`;
  const messages = page.messages ?? [];
  const complaints =
    messages.length === 0 ? EMPTY : html`<ul class="messages">${messages.map(messageItem)}</ul>`;
  return html`<article id="${anchorOf(page.id)}"><header>${cover}${icon}<h1>${page.title}</h1>${status}</header>${complaints}${body ?? context.render(page.blocks)}</article>
`;
}

/** What a document of the live preview may do besides: run the server's one script, which listens to the server. */
export const LIVE_POLICY = `${POLICY}; script-src 'self'; connect-src 'self'`;

/** A whole HTML document that loads nothing; `live` with the script that keeps it as it is. */
export function renderDocument(title: string, kind: "page" | "site" | "live", body: Html): string {
  const isLive = kind === "live";
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${isLive ? LIVE_POLICY : POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
${isLive ? html`<script src="/live.js" defer></script>` : EMPTY}
</head>
<body class="${kind}">
${body}
</body>
</html>
`.markup;
}

/**
 * A page read from Notion as one self-contained HTML document.
 *
 * @param page - the page; its own `blocks` are not looked at
 * @param children - its blocks, with what lies in them
 */
export function renderPage(
  page: Pick<PageSnapshot, "id" | "title" | "icon" | "cover">,
  children: readonly PreviewBlock[],
  options: PreviewOptions = {},
): string {
  const { cover, icon, id, title } = page;
  const shown = { id, title, icon, cover, blocks: children, parent: null };
  const article = renderArticle(shown, linksAmong([id]), options);
  return renderDocument(title, "page", html`<main>${article}</main>`);
}
