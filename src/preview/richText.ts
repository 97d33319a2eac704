import type { Annotations, Mention, RichText } from "../model/richText.ts";
import type { PreviewContext } from "./context.ts";
import { EMPTY, type Html, html } from "./html.ts";
import { labelOf } from "./links.ts";

type Links = Pick<PreviewContext, "hrefOf">;

/** Class name of a colour; empty for the default. */
export function colorClass(color: string): string {
  return color === "default" ? "" : `color-${color}`;
}

function annotated(content: Html, annotations: Annotations): Html {
  const { bold, italic, strikethrough, underline, code, color } = annotations;
  let result = content;
  if (code) {
    result = html`<code>${result}</code>`;
  }
  if (bold) {
    result = html`<strong>${result}</strong>`;
  }
  if (italic) {
    result = html`<em>${result}</em>`;
  }
  if (strikethrough) {
    result = html`<s>${result}</s>`;
  }
  if (underline) {
    result = html`<u>${result}</u>`;
  }
  return color === "default" ? result : html`<span class="${colorClass(color)}">${result}</span>`;
}

/** A link, or its text where the address leads nowhere. */
export function link(content: Html, href: string | null): Html {
  if (href === null) {
    return content;
  }
  return href.startsWith("#") || href.startsWith("/")
    ? html`<a href="${href}">${content}</a>`
    : html`<a href="${href}" rel="noopener noreferrer" target="_blank">${content}</a>`;
}

function reference(id: Parameters<Links["hrefOf"]>[0], sign: string, links: Links): Html {
  return link(html`<span class="mention">${sign}${labelOf(id)}</span>`, links.hrefOf(id));
}

function dateText(start: string, end: string | null): string {
  return end === null ? start : `${start} → ${end}`;
}

function mention(value: Mention, links: Links): Html {
  if ("page" in value) {
    return reference(value.page.id, "↗ ", links);
  }
  if ("database" in value) {
    return reference(value.database.id, "↗ ", links);
  }
  if ("user" in value) {
    return html`<span class="mention">@${labelOf(value.user.id)}</span>`;
  }
  if ("custom_emoji" in value) {
    return html`<span class="mention">:${labelOf(value.custom_emoji.id)}:</span>`;
  }
  if ("date" in value) {
    return html`<time class="mention">${dateText(value.date.start, value.date.end)}</time>`;
  }
  if ("template_mention" in value) {
    return html`<span class="mention">@${Object.values(value.template_mention).join()}</span>`;
  }
  if ("link_preview" in value) {
    return link(html`${value.link_preview.url}`, links.hrefOf(value.link_preview.url));
  }
  if ("link_mention" in value) {
    return link(html`${value.link_mention.url}`, links.hrefOf(value.link_mention.url));
  }
  return html`<span class="mention">${value.other.text}</span>`;
}

function lines(text: string): Html {
  const pieces = text.split("\n");
  return html`${pieces.map((piece, index) => html`${index === 0 ? EMPTY : { markup: "<br>" }}${piece}`)}`;
}

const RUNS: {
  readonly [K in RichText["type"]]: (run: Extract<RichText, { type: K }>, links: Links) => Html;
} = {
  text: ({ text }, links) =>
    link(lines(text.content), text.link === null ? null : links.hrefOf(text.link.url)),
  mention: (run, links) => mention(run.mention, links),
  equation: (run) => html`<code class="tex">${run.equation.expression}</code>`,
};

function one<K extends RichText["type"]>(kind: K, run: Extract<RichText, { type: K }>, links: Links): Html {
  return RUNS[kind](run, links);
}

/** Runs of rich text as inline markup; line breaks become `<br>`. */
export function renderRichText(runs: readonly RichText[], links: Links): Html {
  return html`${runs.map((run) => annotated(one(run.type, run, links), run.annotations))}`;
}
