import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { LiveSite } from "../../preview/live.ts";
import { type Asked, HEADERS, liveAnswer, refusal } from "./answer.ts";
import type { LiveSource } from "./source.ts";

/** The address listened on: this machine's, and no other. */
const HOST = "127.0.0.1";

/** The port tried first, so that a browser's tab finds it again. */
const LIVE_PORT = 4380;

/** A server that shows pages while they are written. */
export interface LiveServer {
  readonly url: string;
  /** Tells every browser that something has changed. */
  changed(): void;
  close(): Promise<void>;
}

export interface LiveServerOptions {
  /** Unless told the usual one or, where that is taken, any. */
  readonly port: number | null;
  readonly source: LiveSource;
  site(): LiveSite;
}

function askedOf({ headers, method, url }: IncomingMessage): Asked {
  return { method: method ?? "", path: (url ?? "").replace(/[?#].*$/s, ""), host: headers.host ?? "" };
}

/** Listens. @throws the system's error when a port that was told is taken */
export async function startLive({ port, site, source }: LiveServerOptions): Promise<LiveServer> {
  const listeners = new Set<ServerResponse>();
  const tell = (listener: ServerResponse): void => {
    listener.write(`event: state\ndata: ${site().state}\n\n`);
  };

  function listen(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
    response.write("retry: 1000\n\n");
    listeners.add(response);
    response.on("close", () => listeners.delete(response));
    tell(response);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = askedOf(request);
    if (asked.path === "/events" && refusal(asked) === null) return listen(response);
    const { body, headers, status } = await liveAnswer(asked, site(), source);
    response.writeHead(status, headers).end(asked.method === "HEAD" ? "" : body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) response.writeHead(500, { ...HEADERS, "content-type": "text/plain" });
      response.end(`The page cannot be shown: ${words}\n`);
    });
  });
  const start = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, HOST, () => {
        server.off("error", reject);
        resolve();
      });
    });
  if (port === null) await start(LIVE_PORT).catch(() => start(0));
  else await start(port);
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://${HOST}:${bound}`,
    changed: () => {
      for (const listener of listeners) tell(listener);
    },
    close: () =>
      new Promise((resolve) => {
        for (const listener of listeners) listener.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
