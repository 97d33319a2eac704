import type { LayoutPage } from "../files/index.ts";
import type { Inputs, PageDraft } from "../model/draft.ts";
import type { Memory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import type { PageKey } from "../model/pending.ts";
import type { Asset, AssetProblem, Site } from "../model/site.ts";
import { assetsOf } from "./assets.ts";
import { createRules, type DraftRequest, draftAll, draftOf, hasError, type Lack, lacksOf } from "./drafts.ts";
import { inputsOf } from "./inputs.ts";
import type { Library } from "./library.ts";
import { linkedPlaces, NO_NAMES, namesFor, parseAll, sitePages, slugsOf } from "./parsed.ts";
import { inputSources, sortOutRows, subjectOf } from "./sortOut.ts";

/** A page whose file has an error. */
export interface Refused {
  readonly page: LayoutPage;
  readonly messages: readonly Message[];
}

/** What the files ask for. */
export interface Gathered {
  readonly pages: readonly LayoutPage[];
  readonly unchanged: ReadonlySet<PageKey>;
  /** New and changed pages. */
  readonly drafts: readonly PageDraft[];
  /** Pages in step whose places new or changed pages link to. */
  readonly references: readonly PageDraft[];
  readonly refused: readonly Refused[];
  /** Files by the digest of their content. */
  readonly files: ReadonlyMap<
    string,
    { readonly path: string; readonly bytes: number; readonly name?: string }
  >;
  readonly messages: readonly Message[];
  /** What data sources lack for the rows among the drafts. */
  readonly schemas: readonly Lack[];
  /** What each drafted page depends on, by what the memory says by then. */
  inputs(memory: Memory): Promise<ReadonlyMap<PageKey, Inputs>>;
}

export interface GatherRequest extends DraftRequest {
  /** Symbolic links that make no page of their own → the path they lead to. */
  readonly links: ReadonlyMap<string, string>;
  readonly library: Library;
  readonly memory: Memory;
  digest(text: string): string;
  /** Tells whether a page was asked for. */
  isSelected(page: LayoutPage): boolean;
  /** False for a page in step that nothing has happened to since it was last compared. */
  mayDiffer(page: LayoutPage, inputs: Inputs): boolean;
  /** All pages asked for are looked at, also those that are as they were. */
  readonly isForced?: boolean;
  /** Fetches an image from the web; left out where the web is not asked. */
  download?(url: string): Promise<Asset | AssetProblem>;
}

function filesByDigest(site: Site): Gathered["files"] {
  return new Map(
    [...site.assets].flatMap(([path, asset]) =>
      typeof asset === "string" ? [] : [[asset.digest, { ...asset, path }] as const],
    ),
  );
}

/** Reads, parses and converts what is new or changed since the memory was written. */
export async function gather(request: GatherRequest): Promise<Gathered> {
  const { layout, library, memory } = request;
  const { pages } = layout;
  const paths: Site = {
    pages: sitePages(request, new Map(), NO_NAMES),
    assets: new Map(),
    others: new Set(),
  };
  const inputs = inputSources(request, paths, memory);
  const { unchanged, changed, schemas } = await sortOutRows(request, inputs);
  const rulesOf = createRules(request, schemas);
  const refused: Refused[] = [];
  const parsed = await parseAll(changed, request, refused, rulesOf);
  const names = await namesFor(parsed, request, paths);
  const named: Site = names === NO_NAMES ? paths : { ...paths, pages: sitePages(request, new Map(), names) };
  const referenced = await parseAll(linkedPlaces(parsed, pages, named), request, [], rulesOf);
  const all = [...parsed, ...referenced];
  const site: Site = {
    pages: sitePages(request, slugsOf(all), names),
    ...(await assetsOf(all, request, named)),
  };

  const made = draftAll(parsed, site, request, schemas, rulesOf);
  const drafts = made.drafts.filter(({ messages }) => !hasError(messages));
  for (const [index, { messages }] of made.drafts.entries()) {
    const page = parsed[index]?.page;
    if (page !== undefined && hasError(messages)) refused.push({ page, messages });
  }
  const draftsOfReferenced = referenced
    .filter(({ page }) => memory.pages.has(page.key))
    .map((one) => draftOf(one, site, request, rulesOf(one.page.source)).draft);
  const dependencies = parsed.map(({ page, references }) => ({ page, references }));
  library.forgetDocuments();
  return {
    pages,
    unchanged,
    drafts,
    references: draftsOfReferenced,
    refused,
    schemas: lacksOf(schemas, made.lacks),
    files: filesByDigest(site),
    messages: [
      ...layout.messages,
      ...drafts.flatMap((draft) => draft.messages),
      ...refused.flatMap((one) => one.messages),
    ],
    inputs: async (known) => {
      const now = inputSources(request, paths, known);
      const entries = await Promise.all(
        dependencies.map(
          async ({ page, references }) =>
            [page.key, await inputsOf(subjectOf(page), references, now)] as const,
        ),
      );
      return new Map(entries);
    },
  };
}
