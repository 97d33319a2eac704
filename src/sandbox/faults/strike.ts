/** What each kind of fault does to a request: one entry per kind. */
import type { JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";
import type { Committed } from "../routes/route.ts";
import type { Fault } from "./types.ts";

/** The connection was reset: there is no answer. */
export const RESET = Symbol("reset");

/** What happened to a request: the answer it would get, and what it wrote. */
export interface Outcome {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
  readonly committed: Committed | null;
}

/** A request in the hands of a fault. */
export interface Turn {
  /** Lets the request take effect; it is saved when this resolves. */
  apply(): Promise<Outcome>;
  /** Answers with an outcome. */
  answer(outcome: Outcome): Response;
  /** Answers with an error. */
  refuse(refusal: Refusal): Response;
  sleep(ms: number): Promise<void>;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
  /** Keeps track of work that goes on after the answer. */
  later(work: Promise<unknown>): void;
}

type Striker<K extends Fault["kind"]> = (
  fault: Extract<Fault, { kind: K }>,
  turn: Turn,
) => Promise<Response | typeof RESET>;

const CODES: Readonly<Record<number, string>> = {
  400: "validation_error",
  401: "unauthorized",
  403: "restricted_resource",
  404: "object_not_found",
  409: "conflict_error",
  429: "rate_limited",
  500: "internal_server_error",
  502: "bad_gateway",
  503: "service_unavailable",
  504: "gateway_timeout",
  529: "service_overload",
};

const STRIKERS: { readonly [K in Fault["kind"]]: Striker<K> } = {
  status: async (fault, turn) => {
    if (fault.when === "after") {
      await turn.apply();
    }
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
    if (fault.html === true) {
      const page = `<html><head><title>${fault.status}</title></head><body>Try again later.</body></html>`;
      return new Response(page, {
        status: fault.status,
        headers: { ...headers, "content-type": "text/html", "cf-ray": "8f0sandbox-AMS" },
      });
    }
    const code = fault.code ?? CODES[fault.status] ?? "internal_server_error";
    const message = fault.message ?? `A fault of the sandbox: ${fault.status} ${code}.`;
    return turn.refuse(new Refusal(fault.status, code, message, fault.additionalData ?? null, headers));
  },
  reset: async (fault, turn) => {
    if (fault.when === "after") {
      await turn.apply();
    }
    return RESET;
  },
  lateCommit: async (fault, turn) => {
    turn.later(turn.sleep(fault.commitAfterMs).then(() => turn.apply()));
    await turn.sleep(fault.resetAfterMs);
    return RESET;
  },
  hang: async (fault, turn) => {
    if (fault.apply) {
      await turn.apply();
    }
    return untilGone(turn.signal);
  },
  cutBody: async (fault, turn) => halfOf(await outcomeOf(fault.apply, turn), "cut", turn.signal),
  stallBody: async (fault, turn) => halfOf(await outcomeOf(fault.apply, turn), "stall", turn.signal),
  committed503: async (_fault, turn) => {
    const { committed, ...outcome } = await turn.apply();
    return outcome.status === 200
      ? turn.refuse(savedButUnavailable(committed))
      : turn.answer({ ...outcome, committed });
  },
};

/** Never resolves; rejects when the caller has gone. */
function untilGone(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
    }
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function outcomeOf(apply: boolean, turn: Turn): Promise<string> {
  const outcome = apply ? await turn.apply() : null;
  return JSON.stringify(outcome?.body ?? { object: "list", results: [], next_cursor: null, has_more: false });
}

/** An answer whose second half never comes. */
function halfOf(text: string, end: "cut" | "stall", signal: AbortSignal): Response {
  const bytes = new TextEncoder().encode(text);
  let sent = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (!sent) {
          sent = true;
          controller.enqueue(bytes.slice(0, bytes.length >> 1));
          return;
        }
        if (end === "stall") {
          await untilGone(signal);
        }
        controller.error(new TypeError("terminated", { cause: { code: "UND_ERR_SOCKET" } }));
      },
    },
    { highWaterMark: 0 },
  );
  // Said outright, so that a server sends the head at once and does not wait for the body.
  const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
  return new Response(body, { status: 200, headers });
}

function savedButUnavailable(committed: Committed | null): Refusal {
  const guidance = ["The change was saved. Do not send the request again."];
  const children: JsonObject = committed?.children == null ? {} : { committed_child_ids: committed.children };
  const ids: JsonObject =
    committed === null ? {} : { committed_resource_id: committed.resource, ...children };
  const message = "Your change was saved, but the response could not be prepared in time.";
  return new Refusal(503, "service_unavailable", message, { retry_guidance: guidance, ...ids });
}

/** Lets a fault have its way with a request. */
export function strike<K extends Fault["kind"]>(
  fault: Extract<Fault, { kind: K }>,
  turn: Turn,
): Promise<Response | typeof RESET> {
  const kind: K = fault.kind;
  return STRIKERS[kind](fault, turn);
}
