/**
 * Properties of a row in their three versions. One that was never written counts as written empty: filling it
 * takes nothing from anybody. One that is gone from the front matter is to be empty again.
 */
import type { PageDraft } from "../model/draft.ts";
import { EMPTY_PROPERTIES, emptyProperty } from "../model/emptyProperty.ts";
import { withoutFilledIn } from "../model/filledIn.ts";
import { hashProperty, relationsOf } from "../model/line.ts";
import type { PageBase } from "../model/memory.ts";
import type { Place } from "../model/message.ts";
import type { PropertyValue } from "../model/property.ts";
import { resolveProperty } from "../model/resolve.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import type { PlanContext } from "./context.ts";
import type { NowPart, Part } from "./part.ts";
import { propertyText } from "./propertyText.ts";
import type { References } from "./references.ts";

/** What Notion has of a property; null: the data source has none of that name; undefined: it must be read. */
function live(page: PageSnapshot, name: string, context: PlanContext): PropertyValue | null | undefined {
  const shown = page.properties[name] ?? null;
  const id = page.cut?.[name];
  if (shown === null || id === undefined) return shown;
  const whole = context.ask({ kind: "property", page: page.id, property: id });
  return whole === null ? shown : whole;
}

function nowOf(name: string, wanted: PropertyValue, context: PlanContext): Part["now"] {
  return (page) => {
    // A page that is still to be moved into the data source gets its properties there, empty.
    const isRow = page.parent.kind === "dataSource";
    const shown = isRow ? live(page, name, context) : emptyProperty(wanted.type);
    if (shown === undefined || shown === null) return shown;
    const found = withoutFilledIn(shown, wanted);
    return { hash: hashProperty(found, context.input.digest), text: propertyText(found) };
  };
}

/** Ids of rows that are in the trash, or shared no longer; undefined: one of them must be read first. */
function areGone(ids: readonly string[], context: PlanContext): boolean | undefined {
  const pages = ids.map((id) => context.ask({ kind: "page", page: id }));
  if (pages.includes(undefined)) return undefined;
  return pages.every((page) => page === null || page === undefined || page.inTrash);
}

/** A relation loses rows by itself when these go to the trash: nobody changed it then. */
function lostFrom(
  name: string,
  written: readonly string[],
  context: PlanContext,
): NonNullable<Part["onlyLost"]> {
  return (page) => {
    const found = live(page, name, context);
    if (found === undefined) return undefined;
    const ids = found?.type === "relation" ? found.value.map(({ id }) => id) : null;
    if (ids === null || !ids.every((id) => typeof id === "string" && written.includes(id))) return false;
    return areGone(
      written.filter((id) => !ids.includes(id)),
      context,
    );
  };
}

function wantedPart(
  [name, value]: readonly [string, PropertyValue],
  place: Place | null,
  written: string | undefined,
  references: References,
  context: PlanContext,
): Part {
  const { digest } = context.input;
  const resolved = resolveProperty(value, references.known);
  const { [name]: relation } = relationsOf({ [name]: resolved });
  return {
    what: "property",
    name,
    place,
    ...(relation !== undefined && { relation }),
    wanted: hashProperty(resolved, digest),
    base: written ?? hashProperty(emptyProperty(value.type), digest),
    now: nowOf(name, value, context),
    after: propertyText(value),
    write: { properties: { [name]: value } },
  };
}

/** A property that front matter had and has no longer. */
function droppedPart(name: string, base: string, context: PlanContext, page: PageSnapshot | null): Part {
  const { digest } = context.input;
  // Until the page is read its type is not known; any empty value differs from what was written.
  const value = emptyProperty(page?.properties[name]?.type ?? "rich_text");
  return {
    what: "property",
    name,
    wanted: hashProperty(value, digest),
    base,
    now: nowOf(name, value, context),
    after: "",
    write: { properties: { [name]: value } },
  };
}

/**
 * The properties to compare: those that front matter sets, and those it set before.
 *
 * @param page - the page as far as it has been read
 */
export function propertyParts(
  { properties: wanted, propertyPlaces, row }: Pick<PageDraft, "properties" | "propertyPlaces" | "row">,
  base: PageBase,
  references: References,
  context: PlanContext,
  page: PageSnapshot | null,
): readonly Part[] {
  if (row === undefined) return [];
  const { digest } = context.input;
  const written = base.properties ?? {};
  const empties = new Set(EMPTY_PROPERTIES.map((value) => hashProperty(value, digest)));
  const dropped = Object.entries(written).filter(
    ([name, hash]) => !Object.hasOwn(wanted, name) && !empties.has(hash),
  );
  return [
    ...Object.entries(wanted).map((entry) => {
      const [name] = entry;
      const place = propertyPlaces?.[name] ?? null;
      const part = wantedPart(entry, place, written[name], references, context);
      const ids = base.relations?.[name];
      return ids === undefined ? part : { ...part, onlyLost: lostFrom(name, ids, context) };
    }),
    ...dropped.map(([name, hash]) => droppedPart(name, hash, context, page)),
  ];
}

/** A hash that nothing has: what stands there may be anybody's. */
export const UNKNOWN = "?";

/** The base of properties whose memory is lost: what is not as wanted may be somebody's wish, also where it is empty. */
export function unknownBase(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, UNKNOWN]));
}

/** What Notion has of parts that nobody wants to change: shown where it is not as it was written. */
export function isDrifted(part: Part, now: NowPart): boolean {
  return part.base !== undefined && now.hash.split(".", 1)[0] !== part.base.split(".", 1)[0];
}
