/**
 * A local Notion: it takes what the real one takes, refuses what it refuses, and answers as it answers.
 */

import { LIMITS } from "../facts/limits.ts";
import { DEFAULT_ANSWERS } from "./answers.ts";
import { createApp, type Face } from "./app.ts";
import { type Clock, realClock } from "./clock.ts";
import type { Core } from "./core.ts";
import { createFaults, type Faults } from "./faults/rules.ts";
import { createHands, type Hands } from "./hands/index.ts";
import { type FetchInit, inProcess } from "./inProcess.ts";
import type { JsonObject } from "./json.ts";
import { type Listening, listenOn } from "./listen.ts";
import { createLog, type RequestLog } from "./log.ts";
import {
  PERSON_TOKEN,
  SANDBOX_TOKEN,
  type SandboxOptions,
  type SeedDatabase,
  type SeededDatabase,
  type SeedPage,
  type SeedRow,
} from "./options.ts";
import { createRandom, type Random } from "./random.ts";
import { createRateLimit } from "./rateLimit.ts";
import { CAPABILITIES } from "./request/capability.ts";
import { readSaved, type Saved } from "./store/file.ts";
import { createKeeper } from "./store/keeper.ts";
import { addLandmarkPages, addPage, createWorkspace } from "./store/seed.ts";
import { addSeedDatabase, addSeedRows } from "./store/seedDatabase.ts";
import { transaction } from "./store/store.ts";
import { pagesOf, sourcesOf, type TreeNode, treeOf } from "./tree.ts";
import type { Consistency, World } from "./world.ts";

export type { Answers } from "./answers.ts";
export type { Clock } from "./clock.ts";
export type { Faults } from "./faults/rules.ts";
export type { Fault, FaultRule, LoggedRequest, When, Where } from "./faults/types.ts";
export type { Hands } from "./hands/index.ts";
export type { FetchInit } from "./inProcess.ts";
export type { Json, JsonObject } from "./json.ts";
export type { Listening } from "./listen.ts";
export type { RequestLog } from "./log.ts";
export type {
  SandboxOptions,
  SeedDatabase,
  SeededDatabase,
  SeedPage,
  SeedRow,
  SeedTemplate,
} from "./options.ts";
export { DEFAULT_PORT, PERSON_TOKEN, SANDBOX_TOKEN } from "./options.ts";
export type { Capability } from "./request/capability.ts";
export type { TreeNode } from "./tree.ts";
export type { Consistency } from "./world.ts";

export interface Sandbox {
  /** Stands in for the global `fetch`; give it to a client. Any host will do. */
  fetch(input: string | URL | Request, init?: FetchInit): Promise<Response>;
  /** The connection's token. */
  readonly token: string;
  /** The token of a person who sees and edits the whole workspace. */
  readonly personToken: string;
  readonly botId: string;
  readonly personId: string;
  /** The page that is shared with the connection. */
  readonly rootPageId: string;
  /** A page that is not shared with it. */
  readonly unsharedPageId: string;
  /** A page under the root that is in the trash. */
  readonly trashedPageId: string;
  readonly requests: RequestLog;
  readonly faults: Faults;
  /** What people do in Notion and the API cannot. */
  readonly hands: Hands;
  /** Adds a page without a request, as if it had been there since yesterday; gives its id. */
  seed(page: SeedPage): string;
  /** Adds a database, likewise. */
  seedDatabase(database: SeedDatabase): SeededDatabase;
  /** Adds rows to a data source, likewise; gives their ids. */
  seedRows(sourceId: string, rows: readonly SeedRow[]): readonly string[];
  /** The blocks under a page, nested, as the API answers them. */
  tree(pageId: string): readonly TreeNode[];
  /** Every page as the API answers it, rows and templates among them. */
  pages(): readonly JsonObject[];
  /** Every data source as the API answers it. */
  dataSources(): readonly JsonObject[];
  /** Resolves when nothing is under way any more: late commits have landed, everything is saved. */
  settled(): Promise<void>;
  /** Listens on this machine's loopback interface. */
  listen(options?: { readonly port?: number }): Promise<Listening>;
}

/** The age of what is there from the beginning, so that nothing takes it for just written. */
const DAY_MS = 86_400_000;

const FILE_ORIGIN = "https://prod-files-secure.s3.us-west-2.amazonaws.com";

/**
 * Makes a sandbox, from its file when there is one.
 *
 * @throws Error when the file is not one a sandbox wrote, or a seeded page could not be created by a request
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const clock: Clock = options.clock ?? realClock;
  const seed = options.seed ?? 1;
  const state = openWorkspace(options, seed);
  const { landmarks, random } = state;
  const token = options.token ?? SANDBOX_TOKEN;
  let fileOrigin = FILE_ORIGIN;
  const save =
    options.file === undefined
      ? async () => {}
      : createKeeper(
          options.file,
          () => ({ ...state, random: random.state() }),
          !state.isNew && !state.stale,
        );
  const allowed = new Set(options.capabilities ?? CAPABILITIES);
  const core: Core = {
    ...settings(options, clock, seed),
    store: state.store,
    random,
    identities: new Map([
      [token, { user: landmarks.bot, seesAll: false, capabilities: allowed }],
      [PERSON_TOKEN, { user: landmarks.person, seesAll: true, capabilities: new Set(CAPABILITIES) }],
    ]),
    save,
    fileOrigin: () => fileOrigin,
  };
  const world = (actor = landmarks.bot): World => insiderWorld(core, actor);
  const yesterday = (): World => ({ ...world(), now: clock.now() - DAY_MS });
  const addSeed = (page: SeedPage): string => {
    const id = random.uuid();
    addPage(page, id, landmarks, yesterday());
    return id;
  };
  const seeded = <T>(add: () => T): T => transaction(state.store, add).result;
  if (state.isNew) {
    addLandmarkPages(landmarks, yesterday());
    for (const page of options.pages ?? []) {
      addSeed(page);
    }
  }
  const hands = createHands(
    () => world(landmarks.person),
    () => track(core, save()),
  );
  const app = createApp(core, hands);
  const answer = async (request: Request): Promise<Response | null> => {
    const face: Face = { reset: false };
    const response = await app.fetch(request, face);
    return face.reset ? null : response;
  };
  return {
    fetch: (input, init) => inProcess(answer, input, init),
    token,
    personToken: PERSON_TOKEN,
    botId: landmarks.bot,
    personId: landmarks.person,
    rootPageId: landmarks.root,
    unsharedPageId: landmarks.unshared,
    trashedPageId: landmarks.trashed,
    requests: core.log,
    faults: core.faults,
    hands,
    seed: addSeed,
    seedDatabase: (database) => seeded(() => addSeedDatabase(database, landmarks, yesterday())),
    seedRows: (sourceId, rows) => seeded(() => addSeedRows(sourceId, rows, landmarks, yesterday())),
    tree: (pageId) => treeOf(pageId, world()),
    pages: () => pagesOf(world()),
    dataSources: () => sourcesOf(world()),
    settled: async () => {
      await Promise.allSettled([...core.pending]);
      await save();
    },
    listen: async ({ port } = {}) => {
      const listening = await listenOn(answer, port);
      fileOrigin = listening.url;
      return listening;
    },
  };
}

/** Saving goes on beside what comes next; `settled` waits for it. */
function track({ pending }: Core, work: Promise<unknown>): void {
  const tracked = work.catch(() => {}).finally(() => pending.delete(tracked));
  pending.add(tracked);
}

interface Workspace extends Omit<Saved, "random"> {
  readonly random: Random;
  readonly isNew: boolean;
}

function openWorkspace(options: SandboxOptions, seed: number): Workspace {
  const saved = options.file === undefined ? null : readSaved(options.file);
  if (saved !== null) {
    return { ...saved, random: createRandom(saved.random), isNew: false };
  }
  const random = createRandom(seed);
  return { ...createWorkspace(random, options), random, stale: false, isNew: true };
}

const AT_ONCE: Consistency = { newIdMs: 0, childrenMs: 0, searchMs: 0, queryMs: 0, templateMs: 0 };

/** The content of a page made from a template comes after the answer. */
const TEMPLATE_MS = 1_000;

type Settings = Omit<Core, "store" | "random" | "identities" | "save" | "fileOrigin">;

function settings(options: SandboxOptions, clock: Clock, seed: number): Settings {
  const { latency = 0, rateLimit = false } = options;
  const perMinute = rateLimit === true ? LIMITS.requestsPerMinute : rateLimit;
  return {
    // Its own sequence, so that reading does not change which ids the next write gets.
    noise: createRandom(seed ^ 0x5eed),
    clock,
    answers: { ...DEFAULT_ANSWERS, ...options.answers },
    consistency: { ...AT_ONCE, templateMs: TEMPLATE_MS, ...options.consistency },
    blockQuota: options.blockQuota ?? null,
    queryRows: options.queryRows ?? LIMITS.queryRows,
    latency: typeof latency === "number" ? [latency, latency] : latency,
    rateLimit: createRateLimit(perMinute === false ? null : perMinute),
    faults: createFaults(options.faults ?? []),
    writing: options.conflicts === true ? new Set() : null,
    log: createLog(),
    pending: new Set(),
  };
}

/** The world for looking and acting from within: everything is seen at once, and nothing is limited. */
function insiderWorld(core: Core, actor: string): World {
  const { store, random, answers, clock } = core;
  return {
    ...{ store, random, answers, actor },
    signature: () => core.noise.hex(64),
    consistency: AT_ONCE,
    queryRows: core.queryRows,
    later: (_ms, work) => work(insiderWorld(core, actor)),
    seesAll: true,
    capabilities: new Set(CAPABILITIES),
    now: clock.now(),
    fileOrigin: core.fileOrigin(),
    blockQuota: null,
  };
}
