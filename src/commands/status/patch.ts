/** Notion's text as a patch on the files. */
import { createTwoFilesPatch } from "diff";
import type { ResolvedConfig } from "../../config.ts";
import { type Files, FilesError } from "../../files/index.ts";
import type { DraftBlock } from "../../model/block.ts";
import type { PageDraft } from "../../model/draft.ts";
import { parseNotionUrl } from "../../model/links.ts";
import type { Memory } from "../../model/memory.ts";
import { directoryOf, relativePath } from "../../model/paths.ts";
import type { Change } from "../../model/plan.ts";
import { resolveBlock } from "../../model/resolve.ts";
import { isDocument, openLibrary } from "../../publish/library.ts";
import { gatherAnew } from "../check.ts";
import { type Edit, editsFor, withEdits } from "./edits.ts";

/** A file whose text Notion has otherwise. */
export interface PatchRequest {
  readonly config: ResolvedConfig;
  readonly files: Files;
  readonly memory: Memory;
  readonly draft: PageDraft;
  /** Path of the file relative to the root. */
  readonly path: string;
  readonly changes: readonly Change[];
}

export interface Patch {
  /** Empty where nothing could be said in Markdown. */
  readonly text: string;
  /** What the patch does not hold. */
  readonly left: readonly Change[];
}

/** The files with another text for one of them. */
function withText(files: Files, path: string, text: string): Files {
  const content = new TextEncoder().encode(text);
  return { ...files, read: async (asked) => (asked === path ? content : files.read(asked)) };
}

type Plain = readonly { readonly type: string; readonly value: unknown; readonly children: Plain }[];

/** A page's blocks as Notion would have them, as far as what they lead to is known. */
function plain(blocks: readonly DraftBlock[], memory: Memory, given: ReadonlyMap<string, Change>): Plain {
  const lookup = (pending: Parameters<Parameters<typeof resolveBlock>[1]>[0]) => {
    const id = pending.kind === "page" ? memory.pages.get(pending.path)?.id : undefined;
    return id === undefined ? undefined : { id };
  };
  return blocks.flatMap((block) => {
    const change = given.get(placeKey(block));
    if (change?.sign === "+") return [];
    const { before } = change ?? {};
    const shown = before === undefined || before === null || typeof before === "string" ? null : before;
    const { type, value } = resolveBlock({ ...block, children: [] }, lookup);
    const keys = Object.keys(value);
    const seen = Object.fromEntries(
      Object.entries(shown?.value ?? value).filter(([key]) => keys.includes(key)),
    );
    return [{ type, value: seen, children: plain(block.children, memory, given) }];
  });
}

function placeKey({ place, type }: Pick<DraftBlock, "place" | "type">): string {
  return place === null ? "" : `${type}@${place.line}:${place.column}`;
}

const keyOf = ({ name, place }: Change): string =>
  place === null ? "" : `${name}@${place.line}:${place.column}`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, sorted(part)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const textOf = (blocks: Plain): string => JSON.stringify(sorted(blocks));

/** Tells whether a text becomes what Notion has: then publishing it finds nothing to write. */
async function says(request: PatchRequest, text: string, taken: readonly Change[]): Promise<boolean> {
  const { config, draft, files, memory, path } = request;
  const overlaid = withText(files, path, text);
  const { drafts } = await gatherAnew(
    config,
    overlaid,
    (asked) => asked === path,
    () => undefined,
  );
  const made = drafts.find((one) => one.path === path);
  if (made === undefined) return false;
  const title = taken.find(({ what }) => what === "title")?.before ?? draft.title;
  const given = new Map(taken.flatMap((one) => (one.what === "block" ? [[keyOf(one), one] as const] : [])));
  const wanted = plain(draft.blocks, memory, given);
  return made.title === title && textOf(plain(made.blocks, memory, new Map())) === textOf(wanted);
}

/** A link to a page of ours as the file would write it, any other as it is. */
function linkFrom(path: string, { memory, config }: PatchRequest) {
  const byId = new Map([...memory.pages].map(([key, { id }]) => [id, key]));
  return (url: string): string | null => {
    const parsed = parseNotionUrl(url);
    const key = parsed === null ? undefined : byId.get(parsed.page);
    if (parsed === null || key === undefined) return url;
    const source = config.sources.find(({ name }) => name === "" || key.startsWith(`${name}:`));
    const own = source === undefined || source.name === "" ? key : key.slice(source.name.length + 1);
    const target = source === undefined || source.path === "" ? own : `${source.path}/${own}`;
    return parsed.block === null ? relativePath(directoryOf(path), target) : null;
  };
}

/**
 * The patch that brings Notion's text into a file. What is in it is tried first: converted again, the file must say
 * exactly what Notion has.
 *
 * @param shownPath - the file's path as `git apply` wants it
 */
export async function patchFor(request: PatchRequest, shownPath: string): Promise<Patch> {
  const { changes, config, files, path } = request;
  const source = config.sources.find(({ name }) => name === request.draft.source);
  const text = await files.read(path).then(
    (content) => Buffer.from(content).toString("utf8"),
    (error: unknown) => {
      if (error instanceof FilesError) return null;
      throw error;
    },
  );
  if (text === null || source === undefined) return { text: "", left: changes };
  const document = await openLibrary(files).document(path, source.convert);
  if (!isDocument(document)) return { text: "", left: changes };
  const linkOf = linkFrom(path, request);
  let edits: readonly Edit[] = [];
  let taken: readonly Change[] = [];
  const left: Change[] = [];
  for (const change of changes) {
    const more = editsFor(change, { document, text, linkOf });
    const next = more === null ? null : withEdits(text, [...edits, ...more]);
    if (more !== null && next !== null && (await says(request, next, [...taken, change]))) {
      edits = [...edits, ...more];
      taken = [...taken, change];
    } else left.push(change);
  }
  const edited = withEdits(text, edits) ?? text;
  if (edited === text) return { text: "", left };
  const body = createTwoFilesPatch(`a/${shownPath}`, `b/${shownPath}`, text, edited, "", "", { context: 3 });
  const lines = body.split("\n");
  const head = lines.findIndex((line) => line.startsWith("--- "));
  const clean = lines.slice(head).map((line) => (/^(?:---|\+\+\+) /.test(line) ? line.trimEnd() : line));
  return { text: `diff --git a/${shownPath} b/${shownPath}\n${clean.join("\n")}`, left };
}
