import type { FileSource } from "../../model/block.ts";
import { anchorOf } from "../../preview/links.ts";
import { LIVE_SCRIPT, type LiveSite, renderLive } from "../../preview/live.ts";
import { LIVE_POLICY } from "../../preview/page.ts";
import type { LiveSource } from "./source.ts";

/** What a browser asks for. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** The `Host` header. */
  readonly host: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Names under which a browser may call this machine. */
const NAMES = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Nobody else's page shows or reads what is served here. */
export const HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": `${LIVE_POLICY}; frame-ancestors 'none'`,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

function answered(status: number, type: string, body: string): Answered {
  return { status, headers: { ...HEADERS, "content-type": `${type}; charset=utf-8` }, body };
}

/** Why a request gets no answer; null where it gets one. */
export function refusal({ host, method }: Asked): Answered | null {
  // A page in a browser can point a name of its own at this machine; its Host header gives it away.
  if (!NAMES.test(host)) return answered(403, "text/plain", "The preview answers to localhost only.\n");
  if (method !== "GET" && method !== "HEAD")
    return answered(405, "text/plain", "The preview is only for looking at.\n");
  return null;
}

async function pageAnswer(wanted: string | null, site: LiveSite, source: LiveSource): Promise<Answered> {
  const known =
    wanted === null ? site.pages[0] : site.pages.find(({ id }) => anchorOf(id) === anchorOf(wanted));
  if (wanted !== null && known === undefined)
    return answered(404, "text/html", renderLive(null, { ...site, messages: [] }));
  const found = known === undefined ? null : await source.page(known.id);
  if (known === undefined || found === null) return answered(200, "text/html", renderLive(null, site));
  const page = { ...found.page, id: known.id, parent: known.parent, messages: known.messages };
  const embed = (file: FileSource): string | null =>
    "file" in file ? (found.pictures.get(file.file.url) ?? null) : null;
  return answered(200, "text/html", renderLive(page, site, { embed }));
}

/** Answers a browser. @param site - as of the last round */
export async function liveAnswer(asked: Asked, site: LiveSite, source: LiveSource): Promise<Answered> {
  const refused = refusal(asked);
  if (refused !== null) return refused;
  const { path } = asked;
  if (path === "/live.js") return answered(200, "text/javascript", LIVE_SCRIPT);
  if (path === "/") return pageAnswer(null, site, source);
  const [, wanted] = /^\/p\/([0-9a-f]{32})$/.exec(path) ?? [];
  if (wanted !== undefined) return pageAnswer(wanted, site, source);
  return answered(404, "text/plain", "There is nothing here; begin at /\n");
}
