import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { CheckedConfig, SourceEntry } from "./config/check.ts";
import { componentsOf, handlersOf, holdsFunctions, pluginsOf, programDigest } from "./config/extensions.ts";
import { type Located, locateBare, locateConfigured } from "./config/locate.ts";
import { findPreset, type PresetPlace } from "./config/preset.ts";
import { findConfig, readConfig } from "./config/read.ts";
import { expectedOf, foundOf, isOptionValue, type Layer, parseOption, pick } from "./config/values.ts";
import { LOCKFILE, STATE_FOLDER } from "./facts/files.ts";
import {
  isOptionName,
  OPTIONS,
  type OptionFacts,
  type OptionName,
  type OptionValues,
  type SourceOptionName,
} from "./facts/options.ts";
import { PRESETS } from "./facts/presets.ts";
import { type Message, message } from "./model/message.ts";
import { type ConvertOptions, DEFAULT_PROPERTY_MAPPING, type PropertyMapping } from "./model/options.ts";

/** A folder to publish, with what holds for it. Patterns are relative to it. */
export interface ResolvedSource
  extends Pick<
    OptionValues,
    "to" | "identity" | "prefix" | "include" | "exclude" | "select" | "rootPage" | "branches"
  > {
  /** Empty for the only, unnamed one. */
  readonly name: string;
  /** Relative to the root. */
  readonly path: string;
  /** The folder its program works from. */
  readonly preset: PresetPlace;
  readonly convert: ConvertOptions;
}

/** Options that hold for a whole run. The token is not among them. */
type RunOptions = Omit<OptionValues, SourceOptionName | "token" | "config" | "codeConfig" | "source">;

/** Everything a run wants to know before it looks at a file. */
export interface ResolvedConfig {
  /** Absolute. Nothing outside it is read. */
  readonly root: string;
  /** The configuration, absolute; null without one. */
  readonly file: string | null;
  /** Absolute path of the memory that is committed. */
  readonly lockfile: string;
  /** Absolute path of the folder for what is not committed. */
  readonly state: string;
  readonly sources: readonly ResolvedSource[];
  /** Files and folders to publish, relative to the root; empty: all of the sources. */
  readonly selected: readonly string[];
  readonly options: RunOptions;
}

/** What the command line and the world say. */
export interface ConfigRequest {
  /** Absolute. */
  readonly cwd: string;
  /** As typed, relative to `cwd`. */
  readonly paths: readonly string[];
  readonly flags: ReadonlyMap<OptionName, unknown>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A configuration, or why there is none. */
export type ConfigResult =
  | { readonly config: ResolvedConfig; readonly messages: readonly Message[] }
  | { readonly config: null; readonly messages: readonly Message[] };

const refuse = (...messages: readonly Message[]): ConfigResult => ({ config: null, messages });

interface Checked {
  readonly file: string | null;
  readonly config: CheckedConfig;
}

const NO_CONFIG: Checked = { file: null, config: { sources: null, options: new Map() } };

const OPTION_NAMES: readonly OptionName[] = Object.keys(OPTIONS).filter(isOptionName);

function environmentLayer(environment: ConfigRequest["environment"]): {
  readonly layer: Layer;
  readonly messages: readonly Message[];
} {
  const layer = new Map<OptionName, unknown>();
  const messages: Message[] = [];
  for (const name of OPTION_NAMES) {
    const { environment: variables }: OptionFacts = OPTIONS[name];
    const variable = variables.find((key) => (environment[key] ?? "") !== "");
    // A token is never judged here: what is wrong with it must not be repeated.
    if (variable === undefined || name === "token") continue;
    const text = environment[variable] ?? "";
    const value = parseOption(name, text);
    if (value !== undefined) layer.set(name, value);
    else {
      const says = { option: `\`${variable}\``, found: foundOf(text), expected: expectedOf(name) };
      messages.push(message("option-value", says));
    }
  }
  return { layer, messages };
}

function flagMessages(flags: Layer): readonly Message[] {
  return [...flags].flatMap(([name, value]) => {
    if (isOptionValue(name, value)) return [];
    const { flag }: OptionFacts = OPTIONS[name];
    const says = { option: `\`--${flag?.name ?? name}\``, found: foundOf(value), expected: expectedOf(name) };
    return [message("option-value", says)];
  });
}

/** Finds, reads and checks the configuration file. */
async function readChecked(cwd: string, flags: Layer): Promise<Checked | readonly Message[]> {
  const named = pick("config", [flags]);
  const found = named === null ? findConfig(cwd) : { value: resolve(cwd, named), problem: null };
  if (found.problem) return [found.problem];
  if (found.value === null) return NO_CONFIG;
  const raw = await readConfig(found.value, pick("codeConfig", [flags]));
  if (raw.problem) return [raw.problem];
  // The schema library takes its time to load, and is wanted only here.
  const { checkConfig } = await import("./config/check.ts");
  const { config, messages } = checkConfig(raw.value);
  return config === null ? messages : { file: found.value, config };
}

function locate({ file, config }: Checked, request: ConfigRequest): Located {
  const cwd = realpathSync(request.cwd);
  const paths = request.paths.map((path) => resolve(cwd, path));
  const missing = request.paths.find((_, index) => !existsSync(paths[index] ?? ""));
  if (missing !== undefined) return { location: null, problem: message("path-not-found", { path: missing }) };
  const names = pick("source", [request.flags]);
  if (file !== null) return locateConfigured(dirname(file), config.sources, paths, names);
  const [name] = names;
  if (name === undefined) return locateBare(paths.length === 0 ? [cwd] : paths, cwd);
  return {
    location: null,
    problem: message("source-unknown", { name, names: "none, as there is no configuration" }),
  };
}

function propertyMapping(layers: readonly Layer[]): PropertyMapping {
  return {
    ...DEFAULT_PROPERTY_MAPPING,
    ...pick("properties", layers),
    timezone: pick("timezone", layers),
    createProperties: pick("createProperties", layers),
    createOptions: pick("createOptions", layers),
  };
}

function convertOptions(
  layers: readonly Layer[],
  { preset, linkRoots }: PresetPlace,
  file: string | null,
): ConvertOptions {
  const extensions = {
    components: componentsOf(pick("components", layers)),
    remarkPlugins: pluginsOf(pick("remarkPlugins", layers)),
    handlers: handlersOf(pick("handlers", layers)),
  };
  return {
    ...extensions,
    ...(file !== null && holdsFunctions(extensions) && { code: programDigest(file) }),
    preset,
    directives: pick("directives", layers),
    softBreaks: pick("softBreaks", layers),
    footnotes: pick("footnotes", layers),
    images: pick("images", layers),
    sourceUrl: pick("sourceUrl", layers),
    linkRoots: { ...linkRoots, ...pick("linkRoots", layers) },
    languages: pick("languages", layers),
    callouts: pick("callouts", layers),
    properties: propertyMapping(layers),
    rules: pick("rules", layers),
    strict: pick("strict", layers),
  };
}

function resolveSource(
  { name, path, options }: SourceEntry,
  [flags, ...rest]: readonly [Layer, ...Layer[]],
  root: string,
  file: string | null,
): ResolvedSource {
  const layers = [flags, options, ...rest];
  const preset = findPreset(root, path, pick("preset", layers));
  return {
    name,
    path,
    preset,
    to: pick("to", layers),
    include: pick("include", layers),
    exclude: pick("exclude", layers),
    select: pick("select", layers),
    rootPage: pick("rootPage", layers),
    identity: pick("identity", layers),
    prefix: pick("prefix", layers),
    branches: pick("branches", layers),
    convert: convertOptions(layers, preset, file),
  };
}

function runOptions(layers: readonly Layer[]): RunOptions {
  return {
    dryRun: pick("dryRun", layers),
    exitCode: pick("exitCode", layers),
    yes: pick("yes", layers),
    adopt: pick("adopt", layers),
    onConflict: pick("onConflict", layers),
    onMissing: pick("onMissing", layers),
    comments: pick("comments", layers),
    prune: pick("prune", layers),
    pruneLimit: pick("pruneLimit", layers),
    repair: pick("repair", layers),
    rewrite: pick("rewrite", layers),
    anyBranch: pick("anyBranch", layers),
    staged: pick("staged", layers),
    onFailure: pick("onFailure", layers),
    deadline: pick("deadline", layers),
    hookType: pick("hookType", layers),
    where: pick("where", layers),
    sort: pick("sort", layers),
    columns: pick("columns", layers),
    limit: pick("limit", layers),
    find: pick("find", layers),
    sandbox: pick("sandbox", layers),
    reporter: pick("reporter", layers),
    quiet: pick("quiet", layers),
    verbose: pick("verbose", layers),
    list: pick("list", layers),
    diff: pick("diff", layers),
    openComments: pick("openComments", layers),
    outline: pick("outline", layers),
    html: pick("html", layers),
    out: pick("out", layers),
    plan: pick("plan", layers),
    quietFor: pick("quietFor", layers),
    requestsPerMinute: pick("requestsPerMinute", layers),
    settle: pick("settle", layers),
    baseUrl: pick("baseUrl", layers),
    apiVersion: pick("apiVersion", layers),
    port: pick("port", layers),
    file: pick("file", layers),
    latency: pick("latency", layers),
    rateLimit: pick("rateLimit", layers),
    faults: pick("faults", layers),
    seed: pick("seed", layers),
  };
}

function presetMessages({ path, preset: { preset, marker } }: ResolvedSource): readonly Message[] {
  if (marker === null) return [];
  const folder = path === "" ? "This folder" : `\`${path}\``;
  return [message("preset-found", { folder, program: PRESETS[preset].title, marker })];
}

/**
 * Finds, reads and checks the configuration, and lays flags and environment over it: a flag wins over the
 * environment, that over what the configuration says of a source, that over what it says at the top.
 *
 * @returns the configuration, or messages saying why nothing can be attempted
 */
export async function loadConfig(request: ConfigRequest): Promise<ConfigResult> {
  const { flags } = request;
  const { layer: environment, messages } = environmentLayer(request.environment);
  const wrong = [...flagMessages(flags), ...messages];
  if (wrong.length > 0) return refuse(...wrong);
  const checked = await readChecked(request.cwd, flags);
  if (!("config" in checked)) return refuse(...checked);
  const { location, problem } = locate(checked, request);
  if (problem) return refuse(problem);
  const top = checked.config.options;
  const { root } = location;
  const sources = location.sources.map((source) =>
    resolveSource(source, [flags, environment, top], root, checked.file),
  );
  return {
    config: {
      root,
      file: checked.file,
      lockfile: join(location.home, LOCKFILE),
      state: join(location.home, STATE_FOLDER),
      sources,
      selected: location.selected,
      options: runOptions([flags, environment, top]),
    },
    messages: sources.flatMap(presetMessages),
  };
}

/** Tells whether a file is among those a run was asked for; `selected` as a configuration has it. */
export function isSelected(path: string, selected: readonly string[]): boolean {
  return (
    selected.length === 0 ||
    selected.some((chosen) => chosen === "" || path === chosen || path.startsWith(`${chosen}/`))
  );
}
