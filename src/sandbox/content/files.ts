/** Files: what may be attached where, and the signed addresses uploaded ones are read from. */
import { LIMITS } from "../../facts/limits.ts";
import { EXTERNAL_IMAGE_ENDINGS, endingOf, type MediaKind, mediaKindsOf } from "../../facts/media.ts";
import { dashed } from "../ids.ts";
import { type JsonObject, objectAt, stringAt } from "../json.ts";
import { contentFailed, invalid, notFound } from "../refusal.ts";
import type { Upload } from "../store/nodes.ts";
import type { World } from "../world.ts";
import { isWebUrl } from "./links.ts";

/** Where a file is put; each place takes its own kinds. */
export type FilePlace = "image" | "video" | "audio" | "pdf" | "file" | "icon" | "cover" | "comment";

const TAKES: Readonly<Record<FilePlace, readonly MediaKind[]>> = {
  image: ["image"],
  video: ["video"],
  audio: ["audio"],
  pdf: ["pdf"],
  file: ["image", "audio", "video", "pdf", "document"],
  icon: ["image"],
  cover: ["image"],
  comment: ["image", "audio", "video", "pdf", "document"],
};

export function uploadStatus(upload: Upload, now: number): "pending" | "uploaded" | "expired" | "failed" {
  const late = !upload.attached && now >= upload.created + LIMITS.attachWindowMs;
  return late && upload.status !== "failed" ? "expired" : upload.status;
}

/**
 * Attaches an upload, after which it never expires.
 *
 * @throws Refusal when it does not exist, was not sent, has expired, or is of a kind the place does not take
 */
export function attach(idOrBare: string, place: FilePlace, world: World): string {
  const id = dashed(idOrBare) ?? idOrBare;
  const upload = world.store.uploads.get(id);
  if (upload === undefined) {
    throw notFound("file_upload", id);
  }
  const status = uploadStatus(upload, world.now);
  if (status !== "uploaded") {
    throw invalid(
      `File upload ${id} has status "${status}". Only a file upload with status "uploaded" can be attached.`,
    );
  }
  const kinds = mediaKindsOf(upload.filename ?? "");
  if (!kinds.some((kind) => TAKES[place].includes(kind))) {
    throw invalid(`File upload ${id} (\`${upload.filename ?? ""}\`) cannot be used as ${place}.`);
  }
  world.store.uploads.set(id, { ...upload, attached: true });
  return id;
}

/** Checks and keeps a file given as `external` or `file_upload`. */
export function storeFile(value: JsonObject, place: FilePlace, world: World): JsonObject {
  if ("file_upload" in value) {
    return {
      type: "upload",
      id: attach(stringAt(objectAt(value, "file_upload"), "id") ?? "", place, world),
    };
  }
  const url = stringAt(objectAt(value, "external"), "url") ?? "";
  checkExternal(url, place, world);
  return { type: "external", url };
}

/** Places whose address must be that of an image itself. */
const NEEDS_ENDING: readonly FilePlace[] = ["image"];

function checkExternal(url: string, place: FilePlace, world: World): void {
  const plain = world.answers.plainImages === "refuse" && NEEDS_ENDING.includes(place);
  const listed = isWebUrl(url) && EXTERNAL_IMAGE_ENDINGS.includes(endingOf(new URL(url).pathname));
  if (!isWebUrl(url) || (plain && !listed)) {
    throw contentFailed(`Invalid ${place} url.`);
  }
}

/** A kept file as the API answers it. An uploaded one is read from an address that is signed anew each time. */
export function answerFile(stored: JsonObject, world: World): JsonObject {
  if (stored["type"] === "external") {
    return { type: "external", external: { url: stringAt(stored, "url") ?? "" } };
  }
  return { type: "file", file: signed(stringAt(stored, "id") ?? "", world) };
}

const SIGNED_FOR_MS = 3_600_000;

/** The address of an upload's bytes, good for an hour. */
export function signed(id: string, world: World): JsonObject {
  const name = encodeURIComponent(world.store.uploads.get(id)?.filename ?? "file");
  const date = new Date(world.now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=${date}&X-Amz-Expires=3600&X-Amz-Signature=${world.signature()}`;
  return {
    url: `${world.fileOrigin}/${world.store.workspace.id}/${id}/${name}?${query}`,
    expiry_time: new Date(world.now + SIGNED_FOR_MS).toISOString(),
  };
}

/** The name a file block has when none is given: the upload's, or the last part of the address. */
export function nameOf(stored: JsonObject, world: World): string {
  if (stored["type"] === "external") {
    const url = stringAt(stored, "url") ?? "";
    return URL.canParse(url) ? decode(new URL(url).pathname.split("/").at(-1) ?? "") : "";
  }
  return world.store.uploads.get(stringAt(stored, "id") ?? "")?.filename ?? "";
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
