/** A server that follows a script, and a wire to it in virtual time. */
import { createWire, type Wire, type WireEvent, type WireOptions } from "../../src/notion/client.ts";
import { NotionError } from "../../src/notion/errors.ts";
import type { WireInit } from "../../src/notion/exchange.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";

export const TOKEN = "ntn_test0000000000000000000000000000000000000000000";

/** What a request meets. */
export type Scene = (init: WireInit, clock: VirtualClock) => Promise<Response>;

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

/** A good answer. */
export const good =
  (body: object = { object: "list", results: [] }, headers: Readonly<Record<string, string>> = {}): Scene =>
  async () =>
    json(200, body, headers);

/** An error of the API. */
export const refused =
  (
    status: number,
    code: string,
    options: {
      readonly message?: string;
      readonly data?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ): Scene =>
  async () =>
    json(
      status,
      { object: "error", code, message: options.message ?? code, additional_data: options.data },
      options.headers,
    );

/** A page of HTML, as a proxy answers. */
export const html =
  (status: number): Scene =>
  async () =>
    new Response("<html></html>", { status, headers: { "content-type": "text/html" } });

/** A connection that fails with a code of the system. */
export const broken =
  (code: string, syscall = "read"): Scene =>
  async () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, syscall }) });
  };

/** No answer, ever, not even to an abort. */
export const hang: Scene = () => new Promise(() => undefined);

function bodyOf(pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Scene {
  return async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"object":')),
      pull,
    });
    return new Response(body, { status: 200 });
  };
}

/** An answer whose connection is lost in the middle of its body. */
export const cut = bodyOf((controller) => controller.error(new TypeError("terminated")));

/** An answer whose body ends too early. */
export const short = bodyOf((controller) => controller.close());

/** An answer whose body never ends. */
export const stalled = bodyOf(() => undefined);

export interface Stage {
  readonly wire: Wire;
  readonly clock: VirtualClock;
  /** When each request was sent, in milliseconds since the start. */
  readonly times: readonly number[];
  readonly requests: readonly { readonly url: string; readonly init: WireInit }[];
  readonly events: readonly WireEvent[];
}

/** A wire to a server that plays these scenes, the last one again and again. */
export function stage(scenes: readonly Scene[], options: Partial<WireOptions> = {}): Stage {
  const clock = createVirtualClock();
  const start = clock.now();
  const times: number[] = [];
  const requests: { url: string; init: WireInit }[] = [];
  const events: WireEvent[] = [];
  const wire = createWire({
    token: TOKEN,
    fetch: async (url, init) => {
      times.push(clock.now() - start);
      requests.push({ url, init });
      const scene = scenes[Math.min(requests.length, scenes.length) - 1];
      if (scene === undefined) throw new Error("No scene.");
      return scene(init, clock);
    },
    now: clock.now,
    sleep: clock.sleep,
    random: () => 1,
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { wire, clock, times, requests, events };
}

/** The error a promise must end in. */
export async function failure(clock: VirtualClock, promise: Promise<unknown>): Promise<NotionError> {
  const outcome = await clock.run(
    promise.then(
      () => null,
      (error: unknown) => error,
    ),
  );
  if (!(outcome instanceof NotionError)) {
    throw new Error(`Not a NotionError: ${String(outcome)}`);
  }
  return outcome;
}
