/** The global `fetch` on a real socket: it must fail in the ways the wire knows. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createWire, type Wire, type WireOptions } from "../../src/notion/client.ts";
import { NotionError } from "../../src/notion/errors.ts";
import { realClock } from "../../src/sandbox/clock.ts";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
const PAGE = "01234567-89ab-cdef-0123-456789abcdef";

let server: Server | undefined;
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
});

function wireTo(port: number, options: Partial<WireOptions> = {}): Wire {
  return createWire({
    token: "ntn_x",
    baseUrl: `http://127.0.0.1:${port}`,
    fetch,
    ...realClock,
    random: () => 0,
    timeoutMs: 300,
    ...options,
  });
}

async function listening(one: Server): Promise<number> {
  one.listen(0, "127.0.0.1");
  await once(one, "listening");
  const address = one.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const one = createServer();
  const port = await listening(one);
  one.close();
  await once(one, "close");
  return port;
}

/** A wire to a server that does this with each connection once a request has come. */
async function serving(act: (socket: Socket) => void): Promise<Wire> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => act(socket));
  });
  return wireTo(await listening(server));
}

async function append(wire: Wire): Promise<NotionError> {
  const call = {
    name: "append",
    send: (sdk: Wire["sdk"]) => sdk.blocks.children.append({ block_id: PAGE, children: [{ divider: {} }] }),
  };
  try {
    await wire.once(call);
  } catch (error) {
    if (error instanceof NotionError) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}

describe("an append on a real socket", () => {
  it.each([
    ["is reset before an answer", (socket: Socket) => socket.resetAndDestroy(), "connection_lost"],
    ["is closed before an answer", (socket: Socket) => socket.end(), "connection_lost"],
    ["gets no answer", () => undefined, "timeout"],
    [
      "is cut in the body",
      (socket: Socket) => {
        socket.write(`${HEAD}{"object":`);
        setTimeout(() => socket.destroy(), 20);
      },
      "cut_body",
    ],
    ["stalls in the body", (socket: Socket) => socket.write(`${HEAD}{"object":`), "timeout"],
  ])("that %s has an unknown outcome", async (_name, act, code) => {
    const wire = await serving(act);
    expect(await append(wire)).toMatchObject({ kind: "away", code, outcome: "unknown", status: null });
    expect(wire.sent).toBe(1);
  });

  it("that finds nobody listening had no effect, and is tried again", async () => {
    const abort = new AbortController();
    const port = await freePort();
    const waits: string[] = [];
    const wire = wireTo(port, {
      signal: abort.signal,
      onEvent: (event) => {
        if (event.kind !== "waiting") return;
        waits.push(event.why);
        abort.abort();
      },
    });
    expect(await append(wire)).toMatchObject({ kind: "aborted", outcome: "nothing" });
    expect(waits).toEqual(["retry"]);
  });

  it("that cannot be sent is not tried again", async () => {
    const wire = wireTo(1);
    expect(await append(wire)).toMatchObject({ kind: "refused", code: "unsendable", outcome: "nothing" });
    expect(wire.sent).toBe(1);
  });
});
