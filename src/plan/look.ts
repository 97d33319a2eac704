/** The three-way comparison of what a page shows beside its blocks: title, icon, cover, properties. */
import type { Cover, Icon } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import { baseOf, hashCover, hashIcon, hashProperty, hashTitle, sameContent } from "../model/line.ts";
import type { PageBase } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import type { Change, UpdatePage } from "../model/plan.ts";
import type { PropertyValue } from "../model/property.ts";
import { resolveCover, resolveIcon, resolveProperty } from "../model/resolve.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import type { PlanContext } from "./context.ts";
import type { References } from "./references.ts";

type Changed = Pick<UpdatePage, "title" | "icon" | "cover" | "properties">;

/** One part of a page's look: as wanted, as last written, as it is. */
interface Part {
  readonly what: "title" | "icon" | "cover" | "property";
  readonly name: string;
  /** Hash of what is wanted; undefined: not ours to set. */
  readonly wanted: string | undefined;
  readonly base: string | undefined;
  readonly now: (page: PageSnapshot) => string;
  readonly shown: (page: PageSnapshot) => string;
  readonly after: string;
  readonly write: Changed;
}

/** What comparing a page's look found. */
export interface LookComparison {
  readonly write: Changed | null;
  /** What is remembered of parts that are as wanted without a write. */
  readonly base: PageBase;
  readonly changes: readonly Change[];
  readonly messages: readonly Message[];
  readonly conflicts: number;
  readonly isOpen: boolean;
}

/** What is wanted of a part that the draft leaves open: nothing, if it was ours before. */
function orCleared<V>(value: V | undefined, base: string | undefined, empty: string): V | null | undefined {
  if (value !== undefined) return value;
  return base === undefined || base === empty ? undefined : null;
}

function show(icon: Icon | Cover | null): string {
  if (icon === null) return "";
  if ("emoji" in icon) return icon.emoji;
  if ("external" in icon) return icon.external.url;
  return "icon" in icon ? icon.icon.name : "file";
}

function partsOf(
  draft: PageDraft,
  base: PageBase,
  references: References,
  context: PlanContext,
): readonly Part[] {
  const { digest } = context.input;
  const wantedIcon = orCleared(draft.icon, base.icon, hashIcon(null, digest));
  const wantedCover = orCleared(draft.cover, base.cover, hashCover(null, digest));
  const icon = wantedIcon === undefined ? undefined : resolveIcon(wantedIcon, references.known);
  const cover = wantedCover === undefined ? undefined : resolveCover(wantedCover, references.known);
  const properties = Object.entries(draft.properties).map(([name, value]): Part => {
    const resolved: PropertyValue = resolveProperty(value, references.known);
    return {
      what: "property",
      name,
      wanted: hashProperty(resolved, digest),
      base: base.properties?.[name],
      now: (page) => {
        const live = page.properties[name];
        return live === undefined ? "" : hashProperty(live, digest);
      },
      shown: () => "",
      after: "",
      write: { properties: { [name]: value } },
    };
  });
  return [
    {
      what: "title",
      name: "title",
      wanted: hashTitle(draft.title, digest),
      base: base.title,
      now: (page) => hashTitle(page.title, digest),
      shown: (page) => page.title,
      after: draft.title,
      write: { title: draft.title },
    },
    {
      what: "icon",
      name: "icon",
      wanted: icon === undefined ? undefined : hashIcon(icon, digest),
      base: base.icon ?? hashIcon(null, digest),
      now: (page) => hashIcon(page.icon, digest),
      shown: (page) => show(page.icon),
      after: show(icon ?? null),
      write: { icon: wantedIcon ?? null },
    },
    {
      what: "cover",
      name: "cover",
      wanted: cover === undefined ? undefined : hashCover(cover, digest),
      base: base.cover ?? hashCover(null, digest),
      now: (page) => hashCover(page.cover, digest),
      shown: (page) => show(page.cover),
      after: show(cover ?? null),
      write: { cover: wantedCover ?? null },
    },
    ...properties,
  ];
}

function merge(a: Changed, b: Changed): Changed {
  const properties = { ...a.properties, ...b.properties };
  return { ...a, ...b, ...(Object.keys(properties).length > 0 ? { properties } : {}) };
}

/** What is to be done about one part: nothing, since it is as wanted; write it; or somebody changed it too. */
function judge(part: Part, page: PageSnapshot): "done" | "write" | "conflict" {
  const { base, wanted = "" } = part;
  const now = part.now(page);
  if (sameContent(now, wanted) && !wanted.includes(".")) return "done";
  // A title nobody remembers is that of a page just bound to the file, which then names it.
  if (base === undefined) return part.what === "title" ? "write" : "conflict";
  return sameContent(now, base) ? "write" : "conflict";
}

/** Compares a page's look; the page is asked for only where the draft differs from what was written. */
export function compareLook(
  draft: PageDraft,
  id: string,
  base: PageBase,
  references: References,
  context: PlanContext,
): LookComparison {
  const { digest, options } = context.input;
  const parts = partsOf(draft, base, references, context).filter(
    ({ wanted, base: written }) => wanted !== undefined && wanted !== written,
  );
  const nothing = { write: null, base: {}, changes: [], messages: [], conflicts: 0, isOpen: false };
  if (parts.length === 0) return nothing;
  const page = context.ask({ kind: "page", page: id });
  if (page === undefined || page === null) return { ...nothing, isOpen: page === undefined };

  const judged = parts.map((part) => ({ part, verdict: judge(part, page) }));
  const conflicts = judged.filter(({ verdict }) => verdict === "conflict");
  const isOurs = options.onConflict === "markdown";
  const written = judged.filter(({ verdict }) => verdict === "write" || (verdict === "conflict" && isOurs));
  const known = judged.filter(({ verdict }) => verdict === "done" || (verdict === "conflict" && !isOurs));
  const merged = (some: typeof judged): Changed =>
    some.reduce<Changed>((all, { part }) => merge(all, part.write), {});
  const winner = isOurs ? "the file's is written" : "Notion's stays";
  return {
    write: written.length === 0 ? null : merged(written),
    base: baseOf(merged(known), digest),
    changes: judged
      .filter(({ verdict }) => verdict !== "done")
      .map(({ part, verdict }): Change => {
        const isKept = verdict === "conflict" && !isOurs;
        const { what, name, after } = part;
        const reason = verdict === "conflict" ? "somebody changed it in Notion" : "";
        return { sign: isKept ? "!" : "~", what, name, place: null, before: part.shown(page), after, reason };
      }),
    messages: conflicts.map(({ part }) =>
      message("page-look-conflict", { what: part.name, winner }, draft.path),
    ),
    conflicts: conflicts.length,
    isOpen: false,
  };
}
