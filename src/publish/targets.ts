/** Where the sources of a run are published to: each target and each schema is asked for once. */
import type { ResolvedSource } from "../config.ts";
import type { SchemaCache } from "../files/schemaCache.ts";
import type { TargetMemory } from "../model/memory.ts";
import type { Schema } from "../model/property.ts";
import type { Target } from "../model/snapshot.ts";
import { retrieveDataSource } from "../notion/calls.ts";
import type { Wire } from "../notion/client.ts";
import { findTarget, rememberedTarget, Stopped, targetId } from "./connect.ts";
import { type RowSource, type Rows, schemaText, sourceProblem } from "./rows.ts";
import { type Run, sha256 } from "./run.ts";

/** Targets of the sources of a run, and how their files are rows. */
export interface Targets extends Rows {
  /** The target of a source; null where none was given. @throws Stopped, NotionError */
  of(source: ResolvedSource): Promise<Target | null>;
  /** Ids of target pages that were seen to be empty. */
  readonly empty: ReadonlySet<string>;
  /** Remembers a schema as it is now. */
  learn(schema: Schema): Promise<void>;
}

/** How the files of a source are rows; where nothing is said their paths begin with the source's name. */
export function rowSource(source: ResolvedSource | undefined): RowSource {
  return { identity: source?.identity ?? "source", prefix: source?.prefix ?? source?.name ?? "" };
}

/** @throws Stopped where the data source went to the trash; NotionError */
async function askSchema(wire: Wire, id: string): Promise<Schema> {
  const { inTrash, schema, title } = await retrieveDataSource(wire, id);
  if (!inTrash) return schema;
  const says = `The target “${title}” is in Notion's trash.`;
  throw new Stopped({
    kind: "usage",
    says,
    fix: "Take it out of the trash in Notion, or give another target.",
  });
}

/** @param cache - where schemas are kept for work without a network; null: nowhere */
export function createTargets(run: Run, cache: SchemaCache | null): Targets {
  const sources = new Map(run.options.config.sources.map((source) => [source.name, source]));
  const empty = new Set<string>();
  const told = new Map<string, Schema>();
  const loads = new Map<string, Promise<Schema>>();

  const remembered = (name: string): Target | null => {
    const to = sources.get(name)?.to ?? null;
    return to === null ? null : rememberedTarget(targetId(to), name, run.memory());
  };
  const find = async (name: string, id: string): Promise<Target> => {
    const { target, isEmpty, schema } = await findTarget((await run.connection()).wire, id);
    if (isEmpty) empty.add(target.id);
    if (schema !== null) told.set(schema.dataSource, schema);
    const { kind, title } = target;
    const known: TargetMemory = { kind, id: target.id, title, ...(target.id !== id && { given: id }) };
    await run.know([{ kind: "target", source: name, target: known }]);
    run.count("run");
    return target;
  };
  const dataSource = (name: string): string | null => {
    const target = remembered(name);
    return target?.kind === "dataSource" ? target.id : null;
  };
  const learn = async (schema: Schema): Promise<void> => {
    const digest = sha256(schemaText(schema)).slice(0, 16);
    if (!run.options.dryRun) cache?.write(schema);
    for (const name of sources.keys()) {
      const known = run.memory().targets[name];
      if (known?.id !== schema.dataSource || known.schema === digest) continue;
      await run.know([{ kind: "target", source: name, target: { ...known, schema: digest } }]);
    }
  };
  const fetchSchema = async (id: string): Promise<Schema> => {
    const schema = told.get(id) ?? (await askSchema((await run.connection()).wire, id));
    run.count("read");
    await learn(schema);
    return schema;
  };
  const check = (schema: Schema, { identity, convert, name }: ResolvedSource): void => {
    const mayCreate = convert.properties.createProperties;
    const title = run.memory().targets[name]?.title ?? "";
    const problem = identity === "title" ? null : sourceProblem(schema, title, mayCreate);
    if (problem !== null) throw new Stopped({ kind: "usage", ...problem });
  };

  return {
    empty,
    learn,
    dataSource,
    of: async ({ name, to }) => {
      if (to === null) return null;
      return remembered(name) ?? find(name, targetId(to));
    },
    input: (name) => {
      if (dataSource(name) === null) return null;
      const { identity, prefix } = rowSource(sources.get(name));
      return [run.memory().targets[name]?.schema ?? "", identity, prefix].join(" ");
    },
    load: async (name) => {
      const source = sources.get(name);
      const id = dataSource(name);
      if (source === undefined || id === null) return null;
      const loading = loads.get(id) ?? fetchSchema(id);
      loads.set(id, loading);
      const schema = await loading;
      check(schema, source);
      return schema;
    },
    how: (name) => rowSource(sources.get(name)),
  };
}
