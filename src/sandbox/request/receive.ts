/** Reading a request's body, within bounds. */
import { LIMITS } from "../../facts/limits.ts";
import { Refusal } from "../refusal.ts";
import type { Route, SentFile } from "../routes/route.ts";

/** What a request carried. */
export interface Received {
  /** The size of the body. */
  readonly bytes: number;
  /** The parsed JSON, whatever it is; null without any. */
  readonly body: unknown;
  readonly file: SentFile | null;
  /** Why the body cannot be used. */
  readonly refusal: Refusal | null;
}

/** Room for the boundaries and headers of a form beside its file. */
const FORM_MARGIN = 100_000;

const EMPTY: Received = { bytes: 0, body: null, file: null, refusal: null };
const TOO_LARGE = new Refusal(413, "validation_error", "Request body too large.");

export async function receive(request: Request, route: Route | null): Promise<Received> {
  if (request.body === null) {
    return EMPTY;
  }
  const form = route?.body === "form";
  const bytes = await readBytes(
    request,
    form ? LIMITS.singlePartBytes * 2 + FORM_MARGIN : LIMITS.payloadBytes,
  );
  if (bytes === null) {
    return { ...EMPTY, refusal: TOO_LARGE };
  }
  return form ? readForm(request, bytes) : readJson(bytes);
}

/** The body's bytes, or null when there are more than `max`; no more than that is ever held. */
async function readBytes(request: Request, max: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > max) {
    return null;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > max) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readJson(bytes: Uint8Array): Received {
  if (bytes.byteLength === 0) {
    return EMPTY;
  }
  try {
    const body: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return { ...EMPTY, bytes: bytes.byteLength, body };
  } catch {
    return { ...EMPTY, refusal: new Refusal(400, "invalid_json", "Error parsing JSON body.") };
  }
}

async function readForm(request: Request, bytes: Uint8Array): Promise<Received> {
  try {
    const type = request.headers.get("content-type") ?? "";
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    const file = form.get("file");
    const part = form.get("part_number");
    if (file === null || typeof file === "string") {
      return { ...EMPTY, file: null };
    }
    const content = new Uint8Array(await file.arrayBuffer());
    const sent: SentFile = {
      name: file.name,
      type: file.type,
      bytes: content,
      partNumber: typeof part === "string" ? part : null,
    };
    return {
      bytes: 0,
      body: { file: `${sent.name}, ${content.byteLength} bytes` },
      file: sent,
      refusal: null,
    };
  } catch {
    const sentence = "The body should be multipart/form-data with a field `file`.";
    return { ...EMPTY, refusal: new Refusal(400, "validation_error", sentence) };
  }
}
