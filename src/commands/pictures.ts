import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileSource } from "../model/block.ts";
import { isDataUrl } from "../model/dataUrl.ts";
import { isPending } from "../model/pending.ts";
import type { Plan, UploadFile } from "../model/plan.ts";

/** Larger pictures are named instead: the document holds what it shows. */
const BYTES_MAX = 2_000_000;

async function dataUrl({ contentType, path }: UploadFile, root: string): Promise<string | null> {
  if (isDataUrl(path)) return path;
  try {
    return `data:${contentType};base64,${(await readFile(join(root, path))).toString("base64")}`;
  } catch {
    // A preview shows what it can; publishing says what is wrong with the file.
    return null;
  }
}

/**
 * The pictures a plan uploads, as `data:` URLs for a preview.
 *
 * @param root - absolute; the folder that paths are relative to
 */
export async function picturesOf(plan: Plan, root: string): Promise<(source: FileSource) => string | null> {
  const urls = new Map<string, string>();
  for (const operation of plan.operations) {
    const isPicture = operation.kind === "upload" && operation.contentType.startsWith("image/");
    const url = isPicture && operation.bytes <= BYTES_MAX ? await dataUrl(operation, root) : null;
    if (operation.kind === "upload" && url !== null) {
      urls.set(operation.digest, url);
    }
  }
  return (source) => {
    const id = "file_upload" in source ? source.file_upload.id : "";
    return isPending(id) && id.kind === "upload" ? (urls.get(id.digest) ?? null) : null;
  };
}
