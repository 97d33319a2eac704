/** The three-way comparison of what a page shows beside its blocks: title, icon, cover, properties. */
import type { Cover, Icon } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import { hashCover, hashIcon, hashTitle, sameContent } from "../model/line.ts";
import type { PageBase } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import { answerTo } from "../model/need.ts";
import { fileWins } from "../model/options.ts";
import type { Change } from "../model/plan.ts";
import { resolveCover, resolveIcon } from "../model/resolve.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import type { PlanContext } from "./context.ts";
import type { Changed, NowPart, Part } from "./part.ts";
import { isDrifted, propertyParts, UNKNOWN } from "./properties.ts";
import type { References } from "./references.ts";

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
  page: PageSnapshot | null,
): readonly Part[] {
  const { digest } = context.input;
  const wantedIcon = orCleared(draft.icon, base.icon, hashIcon(null, digest));
  const wantedCover = orCleared(draft.cover, base.cover, hashCover(null, digest));
  const icon = wantedIcon === undefined ? undefined : resolveIcon(wantedIcon, references.known);
  const cover = wantedCover === undefined ? undefined : resolveCover(wantedCover, references.known);
  return [
    {
      what: "title",
      name: "title",
      wanted: hashTitle(draft.title, digest),
      base: base.title,
      now: ({ title }) => ({ hash: hashTitle(title, digest), text: title }),
      after: draft.title,
      write: { title: draft.title },
    },
    {
      what: "icon",
      name: "icon",
      wanted: icon === undefined ? undefined : hashIcon(icon, digest),
      base: base.icon ?? hashIcon(null, digest),
      now: (shown) => ({ hash: hashIcon(shown.icon, digest), text: show(shown.icon) }),
      after: show(icon ?? null),
      write: { icon: wantedIcon ?? null },
    },
    {
      what: "cover",
      name: "cover",
      wanted: cover === undefined ? undefined : hashCover(cover, digest),
      base: base.cover ?? hashCover(null, digest),
      now: (shown) => ({ hash: hashCover(shown.cover, digest), text: show(shown.cover) }),
      after: show(cover ?? null),
      write: { cover: wantedCover ?? null },
    },
    ...propertyParts(draft, base, references, context, page),
  ];
}

function merge(a: Changed, b: Changed): Changed {
  const properties = { ...a.properties, ...b.properties };
  return { ...a, ...b, ...(Object.keys(properties).length > 0 ? { properties } : {}) };
}

type Verdict = "done" | "write" | "conflict";

interface Judged {
  readonly part: Part;
  readonly now: NowPart | null;
  readonly verdict: Verdict;
}

/** What is to be done about one part: nothing, since it is as wanted; write it; or somebody changed it too. */
function verdictOn({ base, wanted = "", what }: Part, now: NowPart | null): Verdict {
  if (base === wanted && now !== null && sameContent(now.hash, wanted)) return "done";
  // That a file was uploaded can be seen, which one cannot: without a memory one of its name is taken for it.
  const isTold = !wanted.includes(".") || base === UNKNOWN;
  if (now === null || (sameContent(now.hash, wanted) && isTold)) return "done";
  // A title nobody remembers is that of a page just bound to the file, which then names it.
  if (base === undefined) return what === "title" ? "write" : "conflict";
  return sameContent(now.hash, base) ? "write" : "conflict";
}

/** As `verdictOn`; what Notion lost by itself is nobody's change. Undefined: something must be read first. */
function judge(part: Part, now: NowPart | null, page: PageSnapshot): Verdict | undefined {
  const verdict = verdictOn(part, now);
  if (verdict !== "conflict" || part.onlyLost === undefined) return verdict;
  const isLost = part.onlyLost(page);
  if (isLost === undefined) return undefined;
  return isLost ? "write" : verdict;
}

/** Judges all parts; null where something must be read first. */
function judgeAll(parts: readonly Part[], page: PageSnapshot): readonly Judged[] | null {
  const seen = parts.map((part) => ({ part, now: part.now(page) }));
  if (seen.some(({ now }) => now === undefined)) return null;
  const judged = seen.map(({ part, now = null }) => ({ part, now, verdict: judge(part, now, page) }));
  return judged.every((one): one is Judged => one.verdict !== undefined) ? judged : null;
}

/** The base by which parts count as written. */
function baseFrom(parts: readonly Part[]): PageBase {
  const of = (what: Part["what"]) => parts.find((part) => part.what === what)?.wanted;
  const [title, icon, cover] = [of("title"), of("icon"), of("cover")];
  const properties = parts.flatMap(({ what, name, wanted }) =>
    what === "property" && wanted !== undefined ? [[name, wanted] as const] : [],
  );
  const relations = parts.flatMap(({ name, relation }) =>
    relation === undefined ? [] : [[name, relation] as const],
  );
  return {
    ...(title !== undefined && { title }),
    ...(icon !== undefined && { icon }),
    ...(cover !== undefined && { cover }),
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    ...(relations.length > 0 && { relations: Object.fromEntries(relations) }),
  };
}

/** What somebody changed in Notion where the file changed nothing, as far as the page was read anyway. */
function driftOf(parts: readonly Part[], page: PageSnapshot | null): readonly Change[] {
  if (page === null) return [];
  const whole = parts.filter(({ name }) => !Object.hasOwn(page.cut ?? {}, name));
  return whole.flatMap((part): Change[] => {
    const now = part.now(page);
    if (now === undefined || now === null || !isDrifted(part, now)) return [];
    const { what, name, after, place = null } = part;
    const reason = "changed in Notion, not in the file";
    return [{ sign: "!", what, name, place, before: now.text, after, reason, cause: "notion" }];
  });
}

function changeOf({ part, now, verdict }: Judged, isKept: boolean): Change {
  const { what, name, after, place = null } = part;
  const about = {
    sign: isKept ? "!" : "~",
    what,
    name,
    place,
    before: now?.text ?? "",
    after,
  } as const;
  if (verdict !== "conflict") return { ...about, reason: "" };
  const cause = part.wanted === part.base ? "notion" : "both";
  return { ...about, reason: "somebody changed it in Notion", cause };
}

/** Compares a page's look; the page is asked for only where the draft differs from what was written. */
export function compareLook(
  draft: PageDraft,
  id: string,
  base: PageBase,
  references: References,
  context: PlanContext,
): LookComparison {
  const { answers, options } = context.input;
  const seen = answerTo(answers, { kind: "page", page: id }) ?? null;
  const parts = partsOf(draft, base, references, context, seen).filter(({ wanted }) => wanted !== undefined);
  const differing = parts.filter(({ wanted, base: written }) => options.repair || wanted !== written);
  const drift = driftOf(
    parts.filter((part) => !differing.includes(part)),
    seen,
  );
  const nothing = { write: null, base: {}, changes: drift, messages: [], conflicts: 0, isOpen: false };
  if (differing.length === 0) return nothing;
  const page = context.ask({ kind: "page", page: id });
  if (page === undefined || page === null) return { ...nothing, isOpen: page === undefined };
  const judged = judgeAll(differing, page);
  if (judged === null) return { ...nothing, isOpen: true };

  const conflicts = judged.filter(({ verdict, part }) => verdict === "conflict" && part.wanted !== part.base);
  const isOurs = fileWins(options);
  const isWritten = ({ verdict }: Judged): boolean =>
    verdict === "write" || (verdict === "conflict" && isOurs);
  const written = judged.filter(isWritten).map(({ part }) => part);
  const known = judged
    .filter((one) => !isWritten(one) && one.part.wanted !== one.part.base)
    .map(({ part }) => part);
  const winner = isOurs ? "the file's is written" : "Notion's stays";
  return {
    write: written.length === 0 ? null : written.map(({ write }) => write).reduce(merge),
    base: baseFrom(known),
    changes: [
      ...judged
        .filter(({ verdict }) => verdict !== "done")
        .map((one) => changeOf(one, one.verdict === "conflict" && !isOurs)),
      ...drift,
    ],
    messages: conflicts.map(({ part }) =>
      message("page-look-conflict", { what: part.name, winner }, draft.path, part.place ?? null),
    ),
    conflicts: conflicts.length,
    isOpen: false,
  };
}
