/** The sandbox on a socket, for this machine alone. */
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { DEFAULT_PORT } from "./options.ts";

export interface Listening {
  /** The API's root, to be given to a client as its base URL. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The address listened on: loopback, and nothing else. */
const HOST = "127.0.0.1";

/** Names under which a browser or client may call this machine. */
const NAMES = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Answers a request; null for a connection that is to be reset. */
export type Answerer = (request: Request) => Promise<Response | null>;

/** An answer whose body may break off: then the connection does, without a word from the server. */
function breakable(response: Response, outgoing: { destroy(): unknown }): Response {
  const reader = response.body?.getReader();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done = true, value } = (await reader?.read()) ?? {};
        if (done || value === undefined) {
          controller.close();
        } else {
          controller.enqueue(value);
        }
      } catch {
        outgoing.destroy();
        controller.close();
      }
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

/**
 * Listens on the loopback interface.
 *
 * @param port unless told the usual one or, when that is taken, any; 0 for any
 * @throws Error when a port that was told is taken
 */
export async function listenOn(answer: Answerer, port: number | undefined): Promise<Listening> {
  const server = createServer(
    getRequestListener(
      async (request, { outgoing }) => {
        // A page in a browser can point a name of its own at this machine; its Host header gives it away.
        if (!NAMES.test(request.headers.get("host") ?? "")) {
          return new Response("The sandbox answers to localhost only.\n", { status: 403 });
        }
        const response = await answer(request);
        if (response === null) {
          outgoing.destroy();
          return new Response(null);
        }
        if (response.status === 413) {
          // The rest of the body is still on its way: a next request on this connection would be lost in it.
          response.headers.set("connection", "close");
        }
        return response.headers.has("transfer-encoding") ? breakable(response, outgoing) : response;
      },
      { overrideGlobalObjects: false },
    ),
  );
  const start = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, HOST, () => {
        server.off("error", reject);
        resolve();
      });
    });
  if (port === undefined) {
    await start(DEFAULT_PORT).catch(() => start(0));
  } else {
    await start(port);
  }
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://${HOST}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
