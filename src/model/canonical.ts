/**
 * What counts as the same content, whatever form Notion gives it back in: runs merged or split, links to its
 * pages in any of their forms, native icons as drawings, uploads as hosted files, times with or without zeros.
 */
import type { Cover, FileSource, Icon } from "./block.ts";
import { minutesAt } from "./calendar.ts";
import { canonicalUrl, normalizeId, parseNativeIcon } from "./links.ts";
import { isPending, pendingKey, type Reference } from "./pending.ts";
import type { DateValue, PropertyValue, PropertyValues } from "./property.ts";
import type { Annotations, Mention, RichText } from "./richText.ts";

/** A value made of plain data, equal exactly where the content is. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** An id, or what will become one. */
export function canonicalId(reference: Reference): string {
  if (isPending(reference)) return pendingKey(reference);
  return normalizeId(reference) ?? reference;
}

/** A URL, or what will become one. */
export function canonicalLink(reference: Reference): string {
  return isPending(reference) ? pendingKey(reference) : canonicalUrl(reference);
}

function canonicalAnnotations(a: Annotations): string {
  const marks = [
    a.bold && "b",
    a.italic && "i",
    a.strikethrough && "s",
    a.underline && "u",
    a.code && "c",
  ].filter((mark) => mark !== false);
  return a.color === "default" ? marks.join("") : `${marks.join("")} ${a.color}`;
}

const TIME = /^(.{10}T\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?$/;

/** A day, or a local time with its seconds, as it is; of a time with an offset the moment, whatever the offset. */
function canonicalTime(time: string): Canonical {
  const [, minute, second = "00", fraction = "", offset] = TIME.exec(time) ?? [];
  if (minute === undefined) return time;
  const rest = fraction.replace(/0+$/, "");
  if (offset === undefined) return `${minute}:${second}${rest}`;
  return [minutesAt(minute + offset), Number(second), rest];
}

function canonicalDate(date: DateValue): Canonical {
  return [canonicalTime(date.start), date.end === null ? null : canonicalTime(date.end), date.time_zone];
}

function canonicalMention(mention: Mention): Canonical {
  if ("user" in mention) return ["user", canonicalId(mention.user.id)];
  if ("page" in mention) return ["page", canonicalId(mention.page.id)];
  if ("database" in mention) return ["database", canonicalId(mention.database.id)];
  if ("custom_emoji" in mention) return ["emoji", canonicalId(mention.custom_emoji.id)];
  if ("date" in mention) return ["date", canonicalDate(mention.date)];
  if ("template_mention" in mention) return ["template", { ...mention.template_mention }];
  if ("link_preview" in mention) return ["preview", canonicalUrl(mention.link_preview.url)];
  if ("link_mention" in mention) return ["link", canonicalUrl(mention.link_mention.url)];
  return ["other", mention.other.kind, mention.other.text];
}

/** Rich text: neighbouring text of one look and link is one. */
export function canonicalRuns(runs: readonly RichText[]): Canonical {
  const all: Canonical[][] = [];
  let open: [string, string, string | null] | null = null;
  for (const run of runs) {
    const look = canonicalAnnotations(run.annotations);
    if (run.type === "text") {
      const { content } = run.text;
      if (content === "") continue;
      const link = run.text.link === null ? null : canonicalLink(run.text.link.url);
      if (open !== null && open[1] === look && open[2] === link) {
        open[0] += content;
      } else {
        open = [content, look, link];
        all.push(open);
      }
    } else {
      open = null;
      all.push(
        run.type === "equation"
          ? ["equation", run.equation.expression, look, null]
          : ["mention", canonicalMention(run.mention), look, null],
      );
    }
  }
  return all;
}

/** Where a file lies; of an upload only that it is one, since its id cannot be read back. */
export function canonicalFile(file: FileSource): Canonical {
  return "external" in file ? ["external", canonicalUrl(file.external.url)] : "hosted";
}

/** An icon; null is none. */
export function canonicalIcon(icon: Icon | null): Canonical {
  if (icon === null) return null;
  if ("emoji" in icon) return ["emoji", icon.emoji];
  if ("custom_emoji" in icon) return ["custom", canonicalId(icon.custom_emoji.id)];
  const native = "icon" in icon ? icon.icon : "external" in icon ? parseNativeIcon(icon.external.url) : null;
  if (native !== null) return ["native", native.name, native.color];
  return "icon" in icon ? null : canonicalFile(icon);
}

/** A cover; null is none. */
export function canonicalCover(cover: Cover | null): Canonical {
  return cover === null ? null : canonicalFile(cover);
}

/** Digest of an uploaded file; null for files that are no uploads of ours. */
export function uploadDigest(file: FileSource | Icon): string | null {
  if (!("file_upload" in file)) return null;
  const { id, digest } = file.file_upload;
  if (digest !== undefined) return digest;
  if (!isPending(id)) return id;
  return id.kind === "upload" ? id.digest : pendingKey(id);
}

function sortedIds(items: readonly { readonly id: Reference }[]): Canonical {
  return items.map((item) => canonicalId(item.id)).sort();
}

const named = (value: { readonly name: string } | null): Canonical => value?.name ?? null;
const same = (value: string | number | boolean | null): Canonical => value;

const PROPERTY: { readonly [K in keyof PropertyValues]: (value: PropertyValues[K]) => Canonical } = {
  title: canonicalRuns,
  rich_text: canonicalRuns,
  number: same,
  url: same,
  email: same,
  phone_number: same,
  checkbox: same,
  date: (value) => (value === null ? null : canonicalDate(value)),
  select: named,
  status: named,
  multi_select: (value) => value.map((option) => option.name),
  people: sortedIds,
  relation: sortedIds,
  files: (value) => value.map((file) => [file.name, canonicalFile(file)]),
  place: (value) => (value === null ? null : { ...value }),
  verification: ({ state, date }) => [state, date === null ? null : canonicalDate(date)],
};

function canonicalOf<K extends keyof PropertyValues>(type: K, value: PropertyValues[K]): Canonical {
  return PROPERTY[type](value);
}

/** A property's value. */
export function canonicalProperty(property: PropertyValue): Canonical {
  return [property.type, canonicalOf(property.type, property.value)];
}
