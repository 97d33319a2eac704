import { join } from "node:path";
import { isSelected, type ResolvedConfig, type ResolvedSource } from "../config.ts";
import { SANDBOX_LOCKFILE, SCHEMAS } from "../facts/files.ts";
import { PRESETS, type Preset, type PresetFacts } from "../facts/presets.ts";
import {
  bytesOfDataUrl,
  type Decision,
  diskFiles,
  type Files,
  type Layout,
  type LayoutPage,
  linksOf,
  lockRun,
  type MemoryStore,
  openStore,
  readNavigation,
  renamesOf,
  selectionMessages,
  selector,
} from "../files/index.ts";
import { openSchemaCache, type SchemaCache } from "../files/schemaCache.ts";
import { type Document, frontMatterAt } from "../model/document.ts";
import type { Effect, Memory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../model/options.ts";
import type { PageKey } from "../model/pending.ts";
import { openDownloads } from "./download.ts";
import { type Gathered, type GatherRequest, gather } from "./gather.ts";
import { layOutOnce, selectOnce } from "./layouts.ts";
import { isDocument, type Library, openLibrary } from "./library.ts";
import { type Run, sha256 } from "./run.ts";
import type { Targets } from "./targets.ts";
import type { PublishOptions } from "./types.ts";
import { findWithdrawn, type Withdrawn } from "./withdrawn.ts";

/** Milliseconds a run waits for another one on the same folder. */
const PATIENCE = 60_000;

/** Which files are published, by what rule, and the pages they become. */
export interface Selection {
  readonly decisions: readonly Decision[];
  readonly layout: Layout;
  readonly messages: readonly Message[];
}

function rulesOf(source: ResolvedSource) {
  return { folder: source.path, include: source.include, exclude: source.exclude };
}

/** What front matter says of publishing a file; null: nothing. */
function verdict(document: Document): boolean | null {
  const { publish, draft } = document.frontMatter?.values ?? {};
  if (publish === false || draft === true) return false;
  return publish === true ? true : null;
}

/** A page's rank among its siblings, by the keys the preset has for it. */
function orderIn(document: Document, preset: Preset): number | null {
  const { order }: PresetFacts = PRESETS[preset];
  for (const key of order) {
    const rank = frontMatterAt(document, key);
    if (typeof rank === "number" && Number.isFinite(rank)) return rank;
  }
  return null;
}

interface Chosen {
  readonly source: ResolvedSource;
  readonly paths: readonly string[];
  readonly skipped: readonly string[];
  readonly order: ReadonlyMap<string, number>;
}

/**
 * Takes out files that their front matter takes out. A file whose content the memory knows is published; only
 * the others are parsed.
 */
async function chosen(
  source: ResolvedSource,
  paths: readonly string[],
  library: Library,
  known: ReadonlySet<string>,
): Promise<Chosen> {
  const kept: string[] = [];
  const skipped: string[] = [];
  const order = new Map<string, number>();
  for (const path of paths) {
    if (known.has(await library.digest(path))) {
      kept.push(path);
      continue;
    }
    const document = await library.document(path, source.convert);
    const said = isDocument(document) ? verdict(document) : null;
    const isOut = said === false || (source.select === "opt-in" && said !== true && isDocument(document));
    (isOut ? skipped : kept).push(path);
    const rank = isDocument(document) ? orderIn(document, source.convert.preset) : null;
    if (rank !== null) order.set(path, rank);
  }
  return { source, paths: kept, skipped, order };
}

/** Decides which files are published and lays them out as pages. */
export async function selectFiles(
  config: ResolvedConfig,
  files: Files,
  library: Library,
  memory: Memory,
  isRows: (source: ResolvedSource) => Promise<boolean>,
): Promise<Selection> {
  const known = new Set([...memory.pages.values()].flatMap((page) => page.inputs?.["file"] ?? []));
  const decisions: Decision[] = [];
  const messages: Message[] = [];
  const pages: LayoutPage[] = [];
  for (const source of config.sources) {
    const rules = rulesOf(source);
    const made = selectOnce(await files.list(source.path, selector(rules).enter), rules);
    messages.push(...selectionMessages(made));
    if (!made.some(({ published }) => published))
      messages.push(message("source-empty", {}, source.path || "."));
    const paths = made.flatMap(({ path, published }) => (published ? [path] : []));
    const { paths: kept, skipped, order } = await chosen(source, paths, library, known);
    const out = new Set(skipped);
    decisions.push(
      ...made.map(
        (one): Decision =>
          out.has(one.path) ? { ...one, published: false, rule: { kind: "skipped" } } : one,
      ),
    );
    const rows = kept.length > 0 && (await isRows(source));
    const folder = { name: source.name, path: source.path, rootPage: source.rootPage, rows };
    const { ranks, labels, aliases } = await readNavigation(files, source.preset, kept, source.path);
    const given = { order, ranks, labels, aliases: aliases ?? new Map<string, readonly string[]>() };
    const laid = layOutOnce(source, kept, folder, given);
    pages.push(...laid.pages);
    messages.push(...laid.messages);
  }
  return { decisions, layout: { pages, messages: [] }, messages };
}

/** A memory that nothing is written to. */
function readOnly(store: MemoryStore): MemoryStore {
  return {
    ...store,
    log: { intend: async () => 0, settle: async () => undefined, record: async () => undefined },
    save: async () => [],
  };
}

/** The files of a run, and its memory. */
export interface RunFiles {
  readonly store: MemoryStore;
  /** The page is the target itself. */
  isTarget(key: PageKey): boolean;
  read(path: string): Promise<Uint8Array>;
  /** Where schemas are kept for work without a network; null: nowhere. */
  readonly schemas: SchemaCache | null;
  gather(run: Run, targets: Targets): Promise<{ readonly gathered: Gathered; readonly withdrawn: Withdrawn }>;
  /** Lets go of the folder. */
  close(): Promise<void>;
}

/** A folder's page is asked for by its folder too. */
function isPageSelected(page: LayoutPage, selected: readonly string[]): boolean {
  const folders = page.aliases.filter((alias) => !alias.endsWith("/"));
  const paths = page.path === null ? folders : [page.path, ...folders];
  return selected.length === 0 || paths.some((path) => isSelected(path, selected));
}

/** Where the memory of a run lies; what concerns the sandbox is apart from the rest. */
export function memoryPaths({ config, sandbox }: Pick<PublishOptions, "config" | "sandbox">): {
  readonly lockfile: string;
  readonly journal: string;
} {
  if (!sandbox) return { lockfile: config.lockfile, journal: join(config.state, "journal.jsonl") };
  return {
    lockfile: join(config.state, SANDBOX_LOCKFILE),
    journal: join(config.state, "sandbox.journal.jsonl"),
  };
}

/** Where the schemas of data sources are kept. */
export function schemaFile({ state }: Pick<ResolvedConfig, "state">): string {
  return join(state, SCHEMAS);
}

async function openMemory(options: PublishOptions): Promise<{ store: MemoryStore; release: () => void }> {
  const { world, config } = options;
  if (options.store !== undefined) {
    return { store: options.dryRun ? readOnly(options.store) : options.store, release: () => undefined };
  }
  const paths = memoryPaths(options);
  if (options.dryRun) return { store: readOnly(openStore(paths)), release: () => undefined };
  const lock = await lockRun(
    config.state,
    {
      pid: world.process.pid,
      isAlive: (pid) => world.process.isAlive(pid),
      now: () => world.now(),
      sleep: (milliseconds) => world.sleep(milliseconds, world.signal),
    },
    { patience: PATIENCE, onWait: (why) => options.onEvent({ kind: "message", message: why }) },
  );
  try {
    const open = options.session?.openStore ?? openStore;
    return { store: open(paths), release: () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Which pages are to be compared with what they were made from: all, where nothing is known of earlier runs. */
function mayDifferIn(
  { session }: PublishOptions,
  pages: readonly LayoutPage[],
  memory: Memory,
): GatherRequest["mayDiffer"] {
  const inputs = () => [...memory.pages.values()].map((page) => page.inputs);
  return session?.mayDiffer(pages, inputs) ?? (() => true);
}

/** Opens the folder and the memory of a run. @throws FilesError where one of them cannot be used */
export async function openFiles(options: PublishOptions): Promise<RunFiles> {
  const { config } = options;
  const { store, release } = await openMemory(options);
  const files = options.files ?? diskFiles(config.root);
  const library = openLibrary(files);
  const downloads = openDownloads(options.world.fetch, options.world.signal);
  const targets = new Set<PageKey>();
  const converts = new Map(config.sources.map((source) => [source.name, source.convert]));

  return {
    store,
    isTarget: (key) => targets.has(key),
    read: async (path) => bytesOfDataUrl(path) ?? (await downloads.bytes(path)) ?? files.read(path),
    schemas: options.store === undefined ? openSchemaCache(schemaFile(config)) : null,
    gather: async (run, where) => {
      const isRows = async (source: ResolvedSource): Promise<boolean> =>
        (await where.of(source))?.kind === "dataSource";
      const selection = await selectFiles(config, files, library, run.memory(), isRows);
      const { pages } = selection.layout;
      for (const page of pages) if (page.isTarget) targets.add(page.key);
      const renames: readonly Effect[] = renamesOf(pages, run.memory());
      await run.know(renames);
      const gathered = await gather({
        layout: { pages, messages: selection.messages },
        links: linksOf(selection.decisions),
        library,
        memory: run.memory(),
        optionsOf: (source) => converts.get(source) ?? DEFAULT_CONVERT_OPTIONS,
        rows: where,
        digest: sha256,
        isSelected: (page) => isPageSelected(page, options.select),
        mayDiffer: mayDifferIn(options, pages, run.memory()),
        isForced: config.options.repair,
        download: (url) => downloads.asset(url),
        onProgress: (done, total) => options.onEvent({ kind: "step", step: "convert", done, total }),
      });
      const isPartial = options.select.length > 0;
      const withdrawn = await findWithdrawn(
        config,
        files,
        selection.decisions,
        pages,
        run.memory(),
        isPartial,
      );
      return { gathered, withdrawn };
    },
    close: async () => {
      await store.close();
      release();
    },
  };
}
