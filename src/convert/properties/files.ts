import { LIMITS } from "../../facts/limits.ts";
import { contentTypeOf } from "../../facts/media.ts";
import type { NamedFile } from "../../model/builders/properties.ts";
import type { Pending } from "../../model/pending.ts";
import type { AssetProblem } from "../../model/site.ts";
import { fileName } from "../asset.ts";
import { assetPath, localTargetIn } from "../site.ts";
import { urlKind } from "../url.ts";
import { bounded, type Coerce, each, type Field, isTable, itemsOf } from "./field.ts";

const EXPECTED = "a file's path or address, `{name, url}`, or a list of these";

/** Where a file is, and what it is shown as; null where nothing says so. */
export function fileIn(item: unknown): { readonly url: string; readonly name: string | null } | null {
  const { url, name = null } = isTable(item) ? item : { url: item };
  if (typeof url !== "string" || url.trim() === "") return null;
  if (name !== null && typeof name !== "string") return null;
  return { url: url.trim(), name };
}

const PROBLEMS = {
  missing: "a file that exists; its path is read relative to the file it stands in",
  outside: "a file below the project's root",
  hidden: "a file that is neither hidden nor ignored by git",
  tooLarge: "a file no larger than Notion takes",
  unreadable: "a file that can be read",
} as const satisfies Record<AssetProblem, string>;

function upload(item: unknown, url: string, name: string, field: Field): readonly NamedFile[] | undefined {
  const { context, refuse } = field;
  const path = assetPath(localTargetIn(url, context)?.path ?? url, context.site);
  const asset = context.site.assets.get(path) ?? "missing";
  if (typeof asset === "string") return refuse(item, PROBLEMS[asset]);
  if (contentTypeOf(path) === null)
    return refuse(item, "a file of a type Notion takes, such as png, pdf or mp4");
  const id: Pending = { kind: "upload", digest: asset.digest, otherwise: fileName(url) };
  return [{ file_upload: { id }, name }];
}

function file(item: unknown, field: Field): readonly NamedFile[] | undefined {
  const named = fileIn(item);
  if (named === null) return field.refuse(item, EXPECTED);
  const { url } = named;
  const name = named.name?.trim() || fileName(url);
  const kind = urlKind(url);
  if (kind.kind === "local") return upload(item, url, name, field);
  if (kind.kind !== "web" || !/^https?:/i.test(kind.url)) return field.refuse(item, EXPECTED);
  return [{ external: { url: kind.url }, name }];
}

/** Files on the web or to be uploaded. */
export const files: Coerce<readonly NamedFile[]> = (value, field) =>
  bounded(each(itemsOf(value), field, file), LIMITS.array, "files", field);
