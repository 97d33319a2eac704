import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { LIMITS } from "../facts/limits.ts";
import { contentTypeOf } from "../facts/media.ts";
import { uploadFile } from "../notion/calls.ts";
import { ClientError } from "./errors.ts";
import type { Session } from "./session.ts";

/** A file to upload: one on disk, or bytes with a name. */
export type FileToUpload =
  | { readonly path: string; readonly name?: string; readonly contentType?: string }
  | { readonly content: Uint8Array; readonly name: string; readonly contentType?: string };

/** An uploaded file; within an hour it must be shown somewhere, and then stays. */
export interface Uploaded {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
}

function refuse(says: string, fix: string): never {
  throw new ClientError({ code: "invalid_file", says, fix });
}

async function contentOf(file: FileToUpload): Promise<Uint8Array> {
  if ("content" in file) return file.content;
  return readFile(file.path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`The file cannot be read: ${reason}`, "Give the path of a file that is there.");
  });
}

/**
 * Uploads a file of at most 20 MB: two requests.
 *
 * @throws ClientError, NotionError
 */
export async function upload(session: Session, file: FileToUpload): Promise<Uploaded> {
  const content = await contentOf(file);
  const name = "path" in file ? (file.name ?? basename(file.path)) : file.name;
  const contentType = file.contentType ?? contentTypeOf(name);
  if (contentType === null) {
    refuse(
      `Notion takes no files like \`${name}\`.`,
      "Give a name with the ending of a type it takes, such as png or pdf.",
    );
  }
  if (content.length > LIMITS.singlePartBytes) {
    refuse(
      `\`${name}\` is larger than the 20 MB that can be uploaded in one part.`,
      "Upload a smaller file, or link to it.",
    );
  }
  if (content.length === 0) refuse(`\`${name}\` is empty.`, "Give a file with content.");
  if (Buffer.byteLength(name) > LIMITS.fileNameBytes)
    refuse("The file's name is too long.", "Give a shorter `name`.");
  const id = await uploadFile(session.wire, { name, contentType, content });
  return { id, name, contentType };
}
