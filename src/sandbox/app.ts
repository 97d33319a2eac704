/** The routes on Hono. */
import { type Context, Hono } from "hono";
import { type Core, type Matched, serve } from "./core.ts";
import { RESET } from "./faults/strike.ts";
import type { Hands } from "./hands/index.ts";
import { actRemotely } from "./hands/remote.ts";
import { Refusal } from "./refusal.ts";
import type { Route } from "./routes/route.ts";
import { ABSENT, ABSENT_RESOURCES, ROUTES } from "./routes/table.ts";

/** What a face hands in, to learn that a connection is to be reset. */
export interface Face {
  reset: boolean;
}

type App = Hono<{ Bindings: Face }>;
type AppContext = Context<{ Bindings: Face }>;

/** `blocks/{block_id}` as Hono writes it. */
const pattern = (path: string): string => `/v1/${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;

/** @param hands what a person does who is in another process; only the person's token moves them */
export function createApp(core: Core, hands: Hands): App {
  const app: App = new Hono();
  const answer = async (c: AppContext, match: Matched | Refusal): Promise<Response> => {
    const response = await serve(core, c.req.raw, match);
    if (response === RESET) {
      c.env.reset = true;
      return new Response(null, { status: 500 });
    }
    return response;
  };
  const routes: readonly [string, Route][] = Object.entries(ROUTES);
  for (const [name, route] of routes) {
    app.on(route.method, pattern(route.path), (c) => answer(c, { name, route, ids: c.req.param() }));
  }
  for (const { method, path } of ABSENT) {
    app.on(method, pattern(path), (c) => answer(c, absent(`${method.toUpperCase()} /v1/${path}`)));
  }
  for (const resource of ABSENT_RESOURCES) {
    app.all(`/v1/${resource}/*`, (c) => answer(c, absent(`/v1/${resource}`)));
  }
  app.get("/:workspace/:upload/:name", (c) => fileResponse(core, c.req.param("upload")));
  app.post("/hands/:act", (c) => handsResponse(core, hands, c));
  app.all("*", (c) => answer(c, new Refusal(400, "invalid_request_url", "Invalid request URL.")));
  app.onError((error) => {
    throw error;
  });
  return app;
}

const absent = (what: string): Refusal =>
  new Refusal(
    400,
    "invalid_request_url",
    `The sandbox does not have ${what}. Try this request on a real workspace.`,
  );

async function handsResponse(core: Core, hands: Hands, c: AppContext): Promise<Response> {
  const token = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined || core.identities.get(token)?.seesAll !== true) {
    return Response.json({ error: "Only the person's token moves a person's hands." }, { status: 401 });
  }
  try {
    const body: unknown = await c.req.json();
    return Response.json({ result: actRemotely(hands, c.req.param("act") ?? "", body) ?? null });
  } catch (error) {
    return Response.json({ error: error instanceof Error ? error.message : String(error) }, { status: 400 });
  }
}

/** The bytes of an uploaded file, as its signed URL gives them. */
function fileResponse(core: Core, upload: string): Response {
  const file = core.store.uploads.get(upload);
  return file?.content === null || file === undefined
    ? new Response("Not found", { status: 404 })
    : new Response(Buffer.from(file.content, "base64"), {
        headers: { "content-type": file.contentType ?? "application/octet-stream" },
      });
}
