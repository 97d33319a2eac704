import { isPending, pendingKey, type Reference } from "../../../src/model/pending.ts";
import type { DateValue, PropertyType, PropertyValue, PropertyValues } from "../../../src/model/property.ts";
import { richText } from "../../../src/report/outlineText.ts";

const reference = (id: Reference): string => {
  if (!isPending(id)) return id;
  const [kind, ...rest] = JSON.parse(pendingKey(id));
  return `${kind}(${rest.join(", ")})`;
};
const list = (items: readonly string[]): string => (items.length === 0 ? "none" : items.join(" + "));
const ids = (items: readonly { readonly id: Reference }[]): string =>
  list(items.map(({ id }) => reference(id)));
const named = (value: { readonly name: string } | null): string => value?.name ?? "none";
const plain = (value: string | number | boolean | null): string => (value === null ? "none" : String(value));
const date = (value: DateValue | null): string =>
  value === null
    ? "none"
    : [value.start, value.end, value.time_zone].filter((part) => part !== null).join(" → ");

const LINE: { readonly [T in PropertyType]: (value: PropertyValues[T]) => string } = {
  title: richText,
  rich_text: richText,
  number: plain,
  url: plain,
  email: plain,
  phone_number: plain,
  checkbox: plain,
  date,
  select: named,
  status: named,
  multi_select: (value) => list(value.map(({ name }) => name)),
  people: ids,
  relation: ids,
  files: (value) =>
    list(
      value.map((file) => {
        if ("external" in file) return `${file.name} at ${file.external.url}`;
        return "file_upload" in file ? `${file.name} from ${reference(file.file_upload.id)}` : file.name;
      }),
    ),
  place: (value) =>
    value === null ? "none" : `${value.lat} ${value.lon}, name ${value.name}, address ${value.address}`,
  verification: ({ state, date: on }) => `${state}, ${date(on)}`,
};

function lineOf<T extends PropertyType>(type: T, value: PropertyValues[T]): string {
  return LINE[type](value);
}

/** A property's value in one line that says all of it. */
export function valueLine({ type, value }: PropertyValue): string {
  return `${type} ${lineOf(type, value)}`;
}
