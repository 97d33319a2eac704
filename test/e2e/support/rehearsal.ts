import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig, type ResolvedConfig, type ResolvedSource } from "../../../src/config.ts";
import { memoryFiles } from "../../../src/files/index.ts";
import type { PublishEvent, PublishOptions, PublishResult } from "../../../src/publish.ts";
import { publish } from "../../../src/publish.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../../src/sandbox/index.ts";
import { createVault, type MemoryVault } from "../../support/memoryVault.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtualClock.ts";

export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** How a single run differs from the usual one. */
export interface RunChanges {
  readonly select?: readonly string[];
  readonly dryRun?: boolean;
  readonly token?: string | null;
  readonly signal?: AbortSignal;
  readonly source?: Partial<ResolvedSource>;
  readonly options?: Partial<ResolvedConfig["options"]>;
  readonly confirm?: PublishOptions["confirm"];
  readonly fetch?: PublishOptions["world"]["fetch"];
  readonly sleep?: PublishOptions["world"]["sleep"];
  /** What git says was renamed: new path → old path. */
  readonly renames?: ReadonlyMap<string, string>;
}

/** A run, and what the sandbox was asked during it. */
export type Rehearsed = PublishResult & { readonly requests: readonly string[] };

/** A sandbox, a clock and a memory that outlive the runs of a test. */
export interface Rehearsal {
  readonly clock: VirtualClock;
  readonly sandbox: Sandbox;
  readonly vault: MemoryVault;
  readonly events: PublishEvent[];
  /** Starts publishing; somebody must turn the clock. */
  begin(files: Contents, changes?: RunChanges): Promise<PublishResult>;
  /** Publishes files in virtual time. */
  publish(files: Contents, changes?: RunChanges): Promise<Rehearsed>;
  /** Starts a run, and leaves it where it stands once `death` resolves. */
  abandon(files: Contents, changes: RunChanges, death: Promise<void>): Promise<void>;
}

/** The defaults of every option. */
async function defaultConfig(): Promise<ResolvedConfig> {
  const { config } = await loadConfig({ cwd: tmpdir(), paths: [], flags: new Map(), environment: {} });
  if (config === null) throw new Error("There is no configuration without a file.");
  return config;
}

/** Starts a rehearsal; time stands at 2026-01-01T00:00:00Z. */
export function rehearse(
  options: SandboxOptions = {},
  clock: VirtualClock = createVirtualClock(),
): Promise<Rehearsal> {
  return rehearseWith(createSandbox({ clock, ...options }), clock);
}

/** Starts a rehearsal on a sandbox that others use too, with a memory of its own. */
export async function rehearseWith(sandbox: Sandbox, clock: VirtualClock): Promise<Rehearsal> {
  const vault = createVault();
  const base = await defaultConfig();
  const events: PublishEvent[] = [];
  const start = (files: Contents, changes: RunChanges): Promise<PublishResult> => {
    const [source] = base.sources;
    if (source === undefined) throw new Error("There is no source.");
    return publish({
      config: {
        ...base,
        root: "/rehearsal",
        sources: [{ ...source, path: "", to: sandbox.rootPageId, ...changes.source }],
        options: { ...base.options, ...changes.options },
      },
      select: changes.select ?? [],
      token: changes.token === undefined ? sandbox.token : changes.token,
      sandbox: false,
      dryRun: changes.dryRun ?? false,
      world: {
        fetch: changes.fetch ?? sandbox.fetch,
        now: clock.now,
        sleep: changes.sleep ?? clock.sleep,
        random: () => 0.5,
        signal: changes.signal ?? new AbortController().signal,
        process: { pid: 1, isAlive: () => true },
      },
      files: { ...memoryFiles(files), renames: async () => changes.renames ?? new Map() },
      store: vault.open(),
      onEvent: (event) => events.push(event),
      confirm: changes.confirm ?? (async () => true),
    });
  };
  return {
    clock,
    sandbox,
    vault,
    events,
    begin: (files, changes = {}) => start(files, changes),
    publish: async (files, changes = {}) => {
      const before = sandbox.requests.list().length;
      const result = await clock.run(start(files, changes));
      const requests = sandbox.requests
        .list()
        .slice(before)
        .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…")}`);
      return { ...result, requests };
    },
    abandon: async (files, changes, death) => {
      await clock.run(Promise.race([death, start(files, changes).then(() => undefined)]));
    },
  };
}

/** Files below a folder on disk. */
export function readFolder(folder: string): Contents {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const content = readFileSync(path);
      const relative = path.slice(folder.length + 1);
      return [relative, relative.endsWith(".md") ? content.toString("utf8") : new Uint8Array(content)];
    }),
  );
}
