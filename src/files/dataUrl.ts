import { createHash } from "node:crypto";
import { LIMITS } from "../facts/limits.ts";
import type { Asset, AssetProblem } from "../model/site.ts";

/** The bytes that an address holds (RFC 2397); null where it holds none. */
export function bytesOfDataUrl(url: string): Uint8Array | null {
  const comma = url.indexOf(",");
  if (!/^data:/i.test(url) || comma < 0) return null;
  const content = url.slice(comma + 1);
  const isBase64 = /;\s*base64\s*$/i.test(url.slice(0, comma));
  try {
    const text = decodeURIComponent(content);
    if (!isBase64) return new TextEncoder().encode(text);
    const plain = text.replace(/\s+/g, "");
    return /^[A-Za-z0-9+/_-]+=*$/.test(plain) ? new Uint8Array(Buffer.from(plain, "base64")) : null;
  } catch {
    return null;
  }
}

/** The file that an address holds, as one that pages can show. */
export function assetOfDataUrl(url: string): Asset | AssetProblem {
  const bytes = bytesOfDataUrl(url);
  if (bytes === null || bytes.length === 0) return "unreadable";
  if (bytes.length > LIMITS.singlePartBytes) return "tooLarge";
  return { digest: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
}
