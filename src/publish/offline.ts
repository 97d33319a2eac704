/** Rows without a network: by what earlier runs remembered of targets and schemas. */
import type { ResolvedConfig } from "../config.ts";
import { readLockfile } from "../files/lockfile.ts";
import { openSchemaCache } from "../files/schemaCache.ts";
import { emptyMemory } from "../model/fold.ts";
import { rememberedTarget, Stopped, targetId } from "./connect.ts";
import { schemaFile } from "./files.ts";
import type { Rows } from "./rows.ts";
import { rowSource } from "./targets.ts";

/** Null for what is no id or URL: a run that publishes says so. */
function idIn(to: string | null): string | null {
  try {
    return to === null ? null : targetId(to);
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  }
}

/** How the files of a configuration's sources are rows, as far as that is known without asking Notion. */
export function offlineRows(config: ResolvedConfig): Rows {
  const memory = readLockfile(config.lockfile).memory ?? emptyMemory();
  const cache = openSchemaCache(schemaFile(config));
  const sources = new Map(config.sources.map((source) => [source.name, source]));
  const dataSource = (name: string): string | null => {
    const id = idIn(sources.get(name)?.to ?? null);
    const target = id === null ? null : rememberedTarget(id, name, memory);
    return target?.kind === "dataSource" ? target.id : null;
  };
  return {
    dataSource,
    input: (name) => (dataSource(name) === null ? null : ""),
    load: async (name) => {
      const id = dataSource(name);
      return id === null ? null : cache.read(id);
    },
    how: (name) => rowSource(sources.get(name)),
  };
}
