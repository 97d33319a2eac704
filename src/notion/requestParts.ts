/** The parts that requests share: references, rich text, icons and covers. Types of the SDK only. */
import type {
  PageCoverRequest,
  PageIconRequest,
  RichTextItemRequest,
} from "@notionhq/client/build/src/api-endpoints/common.js";
import { NATIVE_ICON_COLORS, type NativeIconColor } from "../facts/colors.ts";
import type { Cover, FileSource, Icon } from "../model/block.ts";
import { InternalError } from "../model/internalError.ts";
import { isPending, pendingKey, type Reference } from "../model/pending.ts";
import type { Annotations, Mention, RichText } from "../model/richText.ts";
import { splitRuns } from "../model/text.ts";

type AnnotationsRequest = NonNullable<RichTextItemRequest["annotations"]>;
type MentionRequest = Extract<RichTextItemRequest, { mention: unknown }>["mention"];

/**
 * The id or URL a request needs.
 *
 * @throws InternalError for what has not been resolved: the plan must have done that
 */
export function settled(reference: Reference): string {
  if (isPending(reference)) {
    throw new InternalError(`A request was built before ${pendingKey(reference)} was known.`);
  }
  return reference;
}

/** The annotations that are set; undefined for plain text. */
function annotationsRequest(annotations: Annotations): AnnotationsRequest | undefined {
  const request: AnnotationsRequest = {
    ...(annotations.bold && { bold: true }),
    ...(annotations.italic && { italic: true }),
    ...(annotations.strikethrough && { strikethrough: true }),
    ...(annotations.underline && { underline: true }),
    ...(annotations.code && { code: true }),
    ...(annotations.color !== "default" && { color: annotations.color }),
  };
  return Object.keys(request).length === 0 ? undefined : request;
}

/** A mention a request can hold; null for those that are only ever read. */
function mentionRequest(mention: Mention): MentionRequest | null {
  if ("user" in mention) return { user: { id: settled(mention.user.id) } };
  if ("page" in mention) return { page: { id: settled(mention.page.id) } };
  if ("database" in mention) return { database: { id: settled(mention.database.id) } };
  if ("custom_emoji" in mention) return { custom_emoji: { id: settled(mention.custom_emoji.id) } };
  if ("template_mention" in mention) return { template_mention: mention.template_mention };
  if ("date" in mention) {
    const { start, end, time_zone } = mention.date;
    return { date: { start, ...(end !== null && { end }), ...(time_zone !== null && { time_zone }) } };
  }
  return null;
}

function textItem(content: string, url: string | null): RichTextItemRequest {
  return { type: "text", text: url === null ? { content } : { content, link: { url } } };
}

/** What stands for a mention that cannot be written. */
function unwritable(mention: Mention): RichTextItemRequest {
  if ("link_preview" in mention) return textItem(mention.link_preview.url, mention.link_preview.url);
  if ("link_mention" in mention) return textItem(mention.link_mention.url, mention.link_mention.url);
  return textItem("other" in mention ? mention.other.text : "", null);
}

function item(run: RichText): RichTextItemRequest {
  if (run.type === "text") {
    const { content, link } = run.text;
    return textItem(content, link === null ? null : settled(link.url));
  }
  if (run.type === "equation") {
    return { type: "equation", equation: { expression: run.equation.expression } };
  }
  const mention = mentionRequest(run.mention);
  return mention === null ? unwritable(run.mention) : { type: "mention", mention };
}

/**
 * Rich text as requests hold it: runs longer than 2000 UTF-16 units cut, annotations left out where they are off.
 *
 * @throws InternalError when a reference in it has not been resolved
 */
export function toRichTextRequest(runs: readonly RichText[]): RichTextItemRequest[] {
  return splitRuns(runs).map((run) => {
    const annotations = annotationsRequest(run.annotations);
    return annotations === undefined ? item(run) : { ...item(run), annotations };
  });
}

function isNativeIconColor(color: string): color is NativeIconColor {
  return NATIVE_ICON_COLORS.some((known) => known === color);
}

/**
 * An icon as requests hold it.
 *
 * @throws InternalError for an icon that was uploaded by somebody: it can be read, not written
 */
export function toIconRequest(icon: Icon): PageIconRequest {
  if ("emoji" in icon) return { emoji: icon.emoji };
  if ("custom_emoji" in icon) return { custom_emoji: { id: settled(icon.custom_emoji.id) } };
  if ("icon" in icon) {
    const { name, color } = icon.icon;
    return { icon: { name, ...(isNativeIconColor(color) && { color }) } };
  }
  return toFileRequest(icon);
}

/**
 * A file as requests hold it.
 *
 * @throws InternalError for a file Notion hosts: its signed URL can be read, not written
 */
export function toFileRequest(
  source: FileSource,
): { external: { url: string } } | { file_upload: { id: string } } {
  if ("external" in source) return { external: { url: source.external.url } };
  if ("file_upload" in source) return { file_upload: { id: settled(source.file_upload.id) } };
  throw new InternalError(
    "A file that Notion hosts was to be written; only uploads and external files can be.",
  );
}

/** A cover as requests hold it. Throws as `toFileRequest` does. */
export function toCoverRequest(cover: Cover): PageCoverRequest {
  return toFileRequest(cover);
}
