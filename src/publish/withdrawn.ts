/** Pages whose files are gone or skipped, and whether they may go to the trash in this run. */
import type { ResolvedConfig, ResolvedSource } from "../config.ts";
import type { Decision, Files, LayoutPage } from "../files/index.ts";
import type { Memory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import type { PlanOptions } from "../model/options.ts";
import { baseName, directoryOf } from "../model/paths.ts";
import type { PageKey } from "../model/pending.ts";
import { Stopped } from "./connect.ts";

/** Keys the memory names and no file asks for. */
export interface Withdrawn {
  readonly keys: readonly PageKey[];
  /** Those of them whose files are still there. */
  readonly skipped: ReadonlySet<PageKey>;
  /** Only some files were asked for: nothing is said of them. */
  readonly isPartial: boolean;
  /** What git says was renamed: new key → old key. */
  readonly renames: ReadonlyMap<PageKey, PageKey>;
}

/** As many may go in any case; of a larger source, a tenth. */
const FEW = 10;

function prefixOf({ name }: ResolvedSource): string {
  return name === "" ? "" : `${name}:`;
}

/** Keys under which a file that is there may be remembered: its own, and that of the folder it is the text of. */
function keysOf(path: string, source: ResolvedSource): readonly PageKey[] {
  const inside = source.path === "" ? path : path.slice(source.path.length + 1);
  const key = `${prefixOf(source)}${inside.normalize("NFC")}`;
  const folder = /^(?:index|readme)\./i.test(baseName(inside)) ? [`${directoryOf(key)}/`] : [];
  return [key, ...folder];
}

function isIn(path: string, { path: folder }: ResolvedSource): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

/** Pages of files that git says were renamed; git is asked only where a page is new. */
async function renamedPages(
  files: Files,
  keys: readonly PageKey[],
  pages: readonly LayoutPage[],
  sources: readonly ResolvedSource[],
  memory: Memory,
): Promise<ReadonlyMap<PageKey, PageKey>> {
  const fresh = keys.length === 0 ? [] : pages.filter(({ key }) => !memory.pages.has(key));
  if (fresh.length === 0) return new Map();
  const renames = (await files.renames?.()) ?? new Map<string, string>();
  const gone = new Set(keys);
  return new Map(
    fresh.flatMap(({ key, path }) => {
      const old = path === null ? undefined : renames.get(path);
      if (old === undefined) return [];
      const known = sources.filter((source) => isIn(old, source)).flatMap((source) => keysOf(old, source));
      const from = known.find((one) => gone.has(one));
      return from === undefined ? [] : [[key, from] as const];
    }),
  );
}

/** Finds the withdrawn pages of the sources at hand. */
export async function findWithdrawn(
  { sources }: ResolvedConfig,
  files: Files,
  decisions: readonly Decision[],
  pages: readonly LayoutPage[],
  memory: Memory,
  isPartial: boolean,
): Promise<Withdrawn> {
  const wanted = new Set(pages.map((page) => page.key));
  const keys = [...memory.pages.keys()].filter(
    (key) => !wanted.has(key) && sources.some((source) => key.startsWith(prefixOf(source))),
  );
  const there = new Set(
    keys.length === 0
      ? []
      : decisions.flatMap(({ path, published }) =>
          published ? [] : sources.filter((one) => isIn(path, one)).flatMap((one) => keysOf(path, one)),
        ),
  );
  const renames = await renamedPages(files, keys, pages, sources, memory);
  return { keys, skipped: new Set(keys.filter((key) => there.has(key))), isPartial, renames };
}

/**
 * Decides whether withdrawn pages may go to the trash in this run.
 *
 * @param going - withdrawn pages that no other file took over
 * @param failed - how many files have errors
 * @throws Stopped where more would go than one might have meant
 */
export function pruneOptions(
  options: PlanOptions,
  going: number,
  memory: Memory,
  failed: number,
): { readonly options: PlanOptions; readonly messages: readonly Message[] } {
  if (options.prune === "report" || going === 0) return { options, messages: [] };
  if (failed > 0) {
    return {
      options: { ...options, prune: "report" },
      messages: [message("prune-waits", { count: failed })],
    };
  }
  const limit = options.pruneLimit ?? Math.max(FEW, memory.pages.size / 10);
  if (going <= limit) return { options, messages: [] };
  throw new Stopped({
    kind: "usage",
    says: `${going} of ${memory.pages.size} pages have no published file any more, and \`--prune trash\` would move them all to Notion's trash.`,
    fix: `If that is meant, give \`--prune-limit ${going}\`; else look with \`mdnotion plan --prune report\` for why the files are not found.`,
  });
}
