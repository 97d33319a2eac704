/** The parts that answers share, in canonical form. Types of the SDK only. */
import type { PartialUserObjectResponse, RichTextItemResponse, UserObjectResponse } from "@notionhq/client";
import type {
  DateResponse,
  GroupObjectResponse,
  MentionRichTextItemResponse,
  PageCoverResponse,
  PageIconResponse,
} from "@notionhq/client/build/src/api-endpoints/common.js";
import { type Color, isColor } from "../facts/colors.ts";
import type { Cover, Icon } from "../model/block.ts";
import { canonicalUrl, normalizeId, parseNativeIcon } from "../model/links.ts";
import type { DateValue, PersonReading } from "../model/property.ts";
import { type Annotations, type Mention, PLAIN, type RichText } from "../model/richText.ts";
import { mergeRuns } from "../model/text.ts";

type MentionResponse = MentionRichTextItemResponse["mention"];

/** An id in canonical form; what is none stays as it came. */
export function idOf(id: string): string {
  return normalizeId(id) ?? id;
}

/** A colour, where the answer names one that is known. */
export function colorOf(color: string | undefined): Color {
  return color !== undefined && isColor(color) ? color : "default";
}

export function dateOf({ start, end, time_zone }: DateResponse): DateValue {
  return { start, end: end ?? null, time_zone: time_zone ?? null };
}

type Whoever = PartialUserObjectResponse | UserObjectResponse | GroupObjectResponse;

/** A person, bot or group; of those the connection may not see only the id is known. */
export function personOf(user: Whoever): PersonReading {
  const id = idOf(user.id);
  if (user.object === "group") return { id, kind: "group", name: user.name ?? null, email: null };
  if (!("type" in user)) return { id, kind: "unknown", name: null, email: null };
  const email = user.type === "person" ? (user.person?.email ?? null) : null;
  return { id, kind: user.type, name: user.name ?? null, email };
}

const MENTION: {
  readonly [T in MentionResponse["type"]]: (mention: Extract<MentionResponse, { type: T }>) => Mention;
} = {
  user: ({ user }) => ({ user: { id: idOf(user.id) } }),
  page: ({ page }) => ({ page: { id: idOf(page.id) } }),
  database: ({ database }) => ({ database: { id: idOf(database.id) } }),
  date: ({ date }) => ({ date: dateOf(date) }),
  template_mention: ({ template_mention: template }) =>
    template.type === "template_mention_user"
      ? { template_mention: { template_mention_user: template.template_mention_user } }
      : { template_mention: { template_mention_date: template.template_mention_date } },
  custom_emoji: ({ custom_emoji }) => ({ custom_emoji: { id: idOf(custom_emoji.id) } }),
  link_preview: ({ link_preview }) => ({ link_preview: { url: link_preview.url } }),
  link_mention: ({ link_mention }) => ({ link_mention: { url: link_mention.href } }),
};

function readMention<T extends MentionResponse["type"]>(
  type: T,
  mention: Extract<MentionResponse, { type: T }>,
): Mention {
  return MENTION[type](mention);
}

function mentionOf(item: Extract<RichTextItemResponse, { type: "mention" }>): Mention {
  const { mention, plain_text } = item;
  return Object.hasOwn(MENTION, mention.type)
    ? readMention(mention.type, mention)
    : { other: { kind: mention.type, text: plain_text } };
}

function annotationsOf(annotations: Partial<RichTextItemResponse["annotations"]> | undefined): Annotations {
  return { ...PLAIN, ...annotations, color: colorOf(annotations?.color) };
}

function run(item: RichTextItemResponse): RichText {
  const annotations = annotationsOf(item.annotations);
  if (item.type === "equation") {
    return { type: "equation", equation: { expression: item.equation.expression }, annotations };
  }
  if (item.type === "mention") {
    return { type: "mention", mention: mentionOf(item), annotations };
  }
  const { content, link } = item.text;
  const url = link?.url;
  return {
    type: "text",
    text: { content, link: url === undefined ? null : { url: canonicalUrl(url) } },
    annotations,
  };
}

/** Rich text in canonical form: annotations complete, links to Notion in one form, equal neighbours merged. */
export function fromRichText(items: readonly RichTextItemResponse[] | undefined): readonly RichText[] {
  return mergeRuns((items ?? []).map(run));
}

/** A file in canonical form; of one that Notion hosts only the signed URL is known. */
export function fileOf(file: PageCoverResponse): Cover {
  return file.type === "file" ? { file: { url: file.file.url } } : { external: { url: file.external.url } };
}

const ICON: {
  readonly [T in PageIconResponse["type"]]: (icon: Extract<PageIconResponse, { type: T }>) => Icon;
} = {
  emoji: ({ emoji }) => ({ emoji }),
  // Notion gave its own icons as drawings before it named them.
  external: (icon) => {
    const native = parseNativeIcon(icon.external.url);
    return native === null ? fileOf(icon) : { icon: native };
  },
  file: fileOf,
  custom_emoji: ({ custom_emoji }) => ({ custom_emoji: { id: idOf(custom_emoji.id) } }),
  icon: ({ icon }) => ({ icon: { name: icon.name, color: icon.color ?? "gray" } }),
};

function readIcon<T extends PageIconResponse["type"]>(
  type: T,
  icon: Extract<PageIconResponse, { type: T }>,
): Icon {
  return ICON[type](icon);
}

/** An icon in canonical form; null for none, and for a kind that is not known. */
export function iconOf(icon: PageIconResponse | null | undefined): Icon | null {
  return icon != null && Object.hasOwn(ICON, icon.type) ? readIcon(icon.type, icon) : null;
}
