/** One request, from its arrival to its answer. */
import type { Answers } from "./answers.ts";
import type { Clock } from "./clock.ts";
import type { Faults } from "./faults/rules.ts";
import { type Outcome, RESET, strike, type Turn } from "./faults/strike.ts";
import type { Fault } from "./faults/types.ts";
import type { JsonObject } from "./json.ts";
import type { RequestLog } from "./log.ts";
import type { Random } from "./random.ts";
import type { RateLimit } from "./rateLimit.ts";
import { conflict, Refusal } from "./refusal.ts";
import { authenticate, type Identity } from "./request/auth.ts";
import { checkCapability, toReadable } from "./request/capabilities.ts";
import { type Received, receive } from "./request/receive.ts";
import { toCall } from "./request/toCall.ts";
import { toVersion } from "./request/version.ts";
import { writtenPage } from "./request/writtenPage.ts";
import type { Route } from "./routes/route.ts";
import { type Store, transaction } from "./store/store.ts";
import type { Consistency, World } from "./world.ts";

export interface Core {
  readonly store: Store;
  /** Decides the ids of what is created. */
  readonly random: Random;
  /** Decides the rest, so that ids do not depend on how often something is read. */
  readonly noise: Random;
  readonly clock: Clock;
  readonly answers: Answers;
  readonly consistency: Consistency;
  readonly blockQuota: number | null;
  readonly queryRows: number;
  readonly latency: readonly [least: number, most: number];
  readonly rateLimit: RateLimit;
  readonly faults: Faults;
  readonly identities: ReadonlyMap<string, Identity>;
  /** Pages with a write under way, or null where writes never conflict. */
  readonly writing: Set<string> | null;
  readonly log: RequestLog;
  /** Work that goes on after the answer, such as a late commit. */
  readonly pending: Set<Promise<unknown>>;
  /** Keeps the workspace; resolves when it is safe. */
  save(): Promise<void>;
  fileOrigin(): string;
}

/** The route a request was matched with. */
export interface Matched {
  readonly name: string;
  readonly route: Route;
  readonly ids: Readonly<Record<string, string>>;
}

/** A request that has arrived. */
interface Visit {
  readonly core: Core;
  readonly request: Request;
  readonly match: Matched | Refusal;
  readonly received: Received;
  /** Another write to its page was under way when it arrived. */
  readonly conflicts: boolean;
}

/**
 * Answers a request, or resets its connection.
 *
 * @param match its route, or why it has none
 */
export async function serve(
  core: Core,
  request: Request,
  match: Matched | Refusal,
): Promise<Response | typeof RESET> {
  const route = match instanceof Refusal ? null : match;
  const received = await receive(request, route?.route ?? null);
  const { pathname, search } = new URL(request.url);
  const logged = core.log.add(
    {
      method: request.method,
      path: `${pathname}${search}`,
      route: route?.name ?? null,
      body: received.body,
      at: core.clock.now(),
    },
    received.bytes,
  );
  const page = route === null ? null : writtenPage(core.store, route, received.body);
  const free = core.writing !== null && page !== null && !core.writing.has(page);
  const visit: Visit = {
    core,
    request,
    match,
    received,
    conflicts: core.writing !== null && page !== null && !free,
  };
  if (free && page !== null) {
    core.writing?.add(page);
  }
  try {
    const limited = core.rateLimit.spend(core.clock.now());
    const half = drawLatency(core) / 2;
    await pause(core, half);
    // What the limit turns away never gets as far as a fault.
    const fault = limited === null ? core.faults.take(logged.request) : null;
    logged.end(null, fault?.kind ?? null);
    const response = limited === null ? await answer(visit, fault) : toResponse(core, refused(limited));
    await pause(core, half);
    logged.end(response === RESET ? null : response.status, fault?.kind ?? null);
    return response === RESET ? RESET : dated(response, core.clock.now());
  } finally {
    if (free && page !== null) {
      core.writing?.delete(page);
    }
  }
}

/** Callers tell the server's clock from the `Date` header, in whole seconds. */
function dated(response: Response, now: number): Response {
  response.headers.set("date", new Date(now).toUTCString());
  return response;
}

async function pause(core: Core, ms: number): Promise<void> {
  if (ms > 0) {
    await core.clock.sleep(ms);
  }
}

function drawLatency(core: Core): number {
  const [least, most] = core.latency;
  return most > least ? least + core.noise.next() * (most - least) : least;
}

async function answer(visit: Visit, fault: Fault | null): Promise<Response | typeof RESET> {
  const { core, request } = visit;
  if (fault === null) {
    return toResponse(core, await apply(visit));
  }
  const turn: Turn = {
    apply: () => apply(visit),
    answer: (outcome) => toResponse(core, outcome),
    refuse: (refusal) => toResponse(core, refused(refusal)),
    sleep: (ms) => core.clock.sleep(ms),
    signal: request.signal,
    later: (work) => {
      const tracked = work.finally(() => core.pending.delete(tracked));
      core.pending.add(tracked);
    },
  };
  return strike(fault, turn);
}

/** Lets a request take effect, and keeps what it wrote. */
async function apply(visit: Visit): Promise<Outcome> {
  try {
    const { result, changed } = transaction(visit.core.store, () => decide(visit));
    if (changed) {
      await visit.core.save();
    }
    return { status: 200, body: result.body, headers: {}, committed: result.committed ?? null };
  } catch (error) {
    if (error instanceof Refusal) {
      return refused(error);
    }
    throw error;
  }
}

/** The checks every request goes through, in the server's order, and then its route. */
function decide(visit: Visit): ReturnType<Route["handle"]> {
  const { core, request, match, received } = visit;
  const now = core.clock.now();
  const { identity, version } = authenticate(request.headers, core.identities);
  if (match instanceof Refusal) {
    throw match;
  }
  checkCapability(match.name, identity.capabilities);
  if (received.refusal !== null) {
    throw received.refusal;
  }
  const world = worldOf(core, identity, now);
  const call = toCall(match, received, new URL(request.url).searchParams, version, world);
  if (visit.conflicts) {
    throw conflict();
  }
  const answer = match.route.handle(call);
  const body = toReadable(answer.body, identity.capabilities);
  return { ...answer, body: toVersion(body, version) };
}

function worldOf(core: Core, identity: Identity, now: number): World {
  const { store, random, answers, consistency, blockQuota, queryRows } = core;
  return {
    ...{ store, random, answers, consistency, blockQuota, queryRows, now },
    signature: () => core.noise.hex(64),
    later: (ms, work) => {
      const done = later(core, ms, () => work(worldOf(core, identity, core.clock.now())));
      const tracked = done.finally(() => core.pending.delete(tracked));
      core.pending.add(tracked);
    },
    actor: identity.user,
    seesAll: identity.seesAll,
    capabilities: identity.capabilities,
    fileOrigin: core.fileOrigin(),
  };
}

async function later(core: Core, ms: number, work: () => void): Promise<void> {
  await core.clock.sleep(ms);
  const { changed } = transaction(core.store, work);
  if (changed) {
    await core.save();
  }
}

function refused(refusal: Refusal): Outcome {
  const body: JsonObject = {
    object: "error",
    status: refusal.status,
    code: refusal.code,
    message: refusal.message,
    ...(refusal.additionalData === null ? {} : { additional_data: refusal.additionalData }),
  };
  return { status: refusal.status, body, headers: refusal.headers, committed: null };
}

function toResponse(core: Core, outcome: Outcome): Response {
  const id = core.noise.uuid();
  return new Response(JSON.stringify({ ...outcome.body, request_id: id }), {
    status: outcome.status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-notion-request-id": id,
      ...outcome.headers,
    },
  });
}
