import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { isOptionName, type OptionName } from "../../src/facts/options.ts";
import type { World } from "../../src/publish/types.ts";
import type { Sandbox, TreeNode } from "../../src/sandbox/index.ts";
import { type WatchEnd, type WatchEvent, type Watching, type WatchOptions, watch } from "../../src/watch.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files; gone after the tests. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mdnotion-watch-")));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) put(folder, path, content);
  return folder;
}

export function put(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const never = (): Promise<never> => new Promise<never>(() => undefined);

type Kind = WatchEvent["kind"];
type Of<K extends Kind> = Extract<WatchEvent, { kind: K }>;

/** A watch over a folder that publishes to its local Notion. */
export interface TestWatch {
  readonly watching: Watching;
  readonly events: readonly WatchEvent[];
  /** The next event of a kind, of those that come after the call or were not waited for yet. */
  next<K extends Kind>(kind: K, is?: (event: Of<K>) => boolean): Promise<Of<K>>;
  /** The local Notion as of the last round. */
  sandbox(): Sandbox;
  /** Text of a file's page, a line for each block; null where it has no page. */
  pageText(key: string): string | null;
  pageId(key: string): string | null;
  stop(): Promise<WatchEnd>;
}

export interface TestWatchOptions {
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly world?: Partial<World>;
  readonly hasKeys?: boolean;
  readonly onEvent?: (event: WatchEvent) => void;
  readonly more?: Partial<WatchOptions>;
}

function textOf(nodes: readonly TreeNode[]): string {
  return nodes
    .flatMap(({ children, payload, type }) => {
      const rich = payload["rich_text"];
      const texts = Array.isArray(rich)
        ? rich.map((run) => String(Reflect.get(Object(run), "plain_text")))
        : [];
      const own = Array.isArray(rich) ? texts.join("") : type;
      return children.length === 0 ? [own] : [own, textOf(children)];
    })
    .join("\n");
}

function flagsOf(flags: Readonly<Record<string, unknown>>): ReadonlyMap<OptionName, unknown> {
  return new Map(
    Object.entries(flags).flatMap(([name, value]) => (isOptionName(name) ? [[name, value]] : [])),
  );
}

/** Starts to watch, and waits for the first round. */
export async function startWatch(folder: string, options: TestWatchOptions = {}): Promise<TestWatch> {
  const request = { cwd: folder, paths: [], flags: flagsOf(options.flags ?? {}), environment: {} };
  const { config, messages } = await loadConfig(request);
  if (config === null) throw new Error(JSON.stringify(messages));
  const controller = new AbortController();
  const events: WatchEvent[] = [];
  const waiting = new Set<() => void>();
  const seen = new Set<WatchEvent>();
  let sandbox: Sandbox | null = null;
  const watching = watch({
    config,
    token: null,
    sandbox: true,
    world: {
      fetch: () => Promise.reject(new Error("no network in this test")),
      now: () => Date.now(),
      sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
      random: () => 0.5,
      signal: controller.signal,
      process: { pid: process.pid, isAlive: () => true },
      ...options.world,
    },
    hasKeys: options.hasKeys ?? true,
    reload: () => loadConfig(request),
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
      for (const wake of [...waiting]) wake();
    },
    onSandbox: (current) => {
      sandbox = current;
    },
    confirm: async () => true,
    ...options.more,
  });
  // Whoever waits for an event learns that none will come.
  const failed = watching.ended.then((end) => (end.kind === "stopped" ? Promise.reject(end) : never()));
  failed.catch(() => undefined);

  function find<K extends Kind>(kind: K, is: (event: Of<K>) => boolean): Of<K> | null {
    for (const event of events) {
      if (seen.has(event) || !isKind(event, kind) || !is(event)) continue;
      seen.add(event);
      return event;
    }
    return null;
  }
  function isKind<K extends Kind>(event: WatchEvent, kind: K): event is Of<K> {
    return event.kind === kind;
  }
  async function next<K extends Kind>(kind: K, is: (event: Of<K>) => boolean = () => true): Promise<Of<K>> {
    for (;;) {
      const found = find(kind, is);
      if (found !== null) return found;
      let wake = (): void => undefined;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
        waiting.add(wake);
      });
      await Promise.race([woken, failed]);
      waiting.delete(wake);
    }
  }
  const local = (): Sandbox => {
    if (sandbox === null) throw new Error("No round has ended.");
    return sandbox;
  };
  const pageId = (key: string): string | null => {
    for (const event of [...events].reverse()) {
      if (event.kind !== "published") continue;
      return event.result.report.pages.find((page) => page.key === key)?.id ?? null;
    }
    return null;
  };
  await next("published");
  return {
    watching,
    events,
    next,
    sandbox: local,
    pageId,
    pageText: (key) => {
      const id = pageId(key);
      return id === null ? null : textOf(local().tree(id));
    },
    stop: () => {
      controller.abort();
      return watching.ended;
    },
  };
}
