import { createHash } from "node:crypto";
import { LIMITS } from "../facts/limits.ts";
import { contentTypeOf, endingOfType } from "../facts/media.ts";
import { baseName } from "../model/paths.ts";
import type { Asset, AssetProblem } from "../model/site.ts";
import type { WireFetch } from "../notion/exchange.ts";

/** An image from the web, fetched to be uploaded. */
interface Download {
  readonly asset: Asset | AssetProblem;
  readonly bytes: Uint8Array;
}

/** Images from the web, each fetched once in a run. */
export interface Downloads {
  asset(url: string): Promise<Asset | AssetProblem>;
  /** Null: it was never asked for, or could not be had. */
  bytes(url: string): Promise<Uint8Array | null>;
}

const MAX_REDIRECTS = 5;

/** A server that does not answer within this time keeps nobody waiting. */
const TIMEOUT_MS = 30_000;

const NONE: Download = { asset: "missing", bytes: new Uint8Array() };

async function follow(
  fetch: WireFetch,
  url: string,
  signal: AbortSignal,
  left: number,
): Promise<Response | null> {
  if (!/^https:/i.test(url) || left < 0) return null;
  const response = await fetch(url, { method: "GET", headers: {}, body: null, signal, redirect: "manual" });
  const next = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || next === null) return response;
  return follow(fetch, new URL(next, url).href, signal, left - 1);
}

/** The name a file is uploaded by: its own where that tells of its type. */
function nameOf(url: string, type: string): string | null {
  const own = baseName(new URL(url).pathname) || "image";
  if (contentTypeOf(own) === type) return own;
  const ending = endingOfType(type);
  return ending === null ? null : `${own}.${ending}`;
}

async function load(fetch: WireFetch, url: string, signal: AbortSignal): Promise<Download> {
  const response = await follow(fetch, url, signal, MAX_REDIRECTS);
  if (response === null || !response.ok) return NONE;
  const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const name = type.startsWith("image/") ? nameOf(url, type) : null;
  if (name === null) return { ...NONE, asset: "unreadable" };
  if (Number(response.headers.get("content-length") ?? 0) > LIMITS.singlePartBytes)
    return { ...NONE, asset: "tooLarge" };
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > LIMITS.singlePartBytes) return { ...NONE, asset: "tooLarge" };
  if (bytes.length === 0) return NONE;
  const digest = createHash("sha256").update(bytes).digest("hex");
  return { asset: { digest, bytes: bytes.length, name }, bytes };
}

/** Fetches images: over `https` only, no larger than one upload takes. What goes wrong is no more than an image that is not there. */
export function openDownloads(fetch: WireFetch, signal: AbortSignal): Downloads {
  const known = new Map<string, Promise<Download>>();
  const get = (url: string): Promise<Download> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const found = known.get(url) ?? load(fetch, url, limit).catch(() => NONE);
    known.set(url, found);
    return found;
  };
  return {
    asset: async (url) => (await get(url)).asset,
    bytes: async (url) => {
      if (!/^https:/i.test(url)) return null;
      const { bytes } = await get(url);
      return bytes.length === 0 ? null : bytes;
    },
  };
}
