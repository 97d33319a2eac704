/**
 * What the versions of the API differ in: the key of the trash, the key of an append's place, the name of a block.
 *
 * Source: https://developers.notion.com/page/upgrade-guide-2026-03-11
 */
import { isArray, isObject, type Json, type JsonObject, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { describe, violation } from "../validate/index.ts";

/** Versions the sandbox speaks, the newest first. */
export const VERSIONS = ["2026-03-11", "2025-09-03"] as const;

export type Version = (typeof VERSIONS)[number];

/** Keys the newest version no longer takes, though the types still have them. */
const RETIRED: readonly string[] = ["archived", "after"];

/**
 * A body in the words of the newest version.
 *
 * @throws Refusal for keys its own version does not take, or not together
 */
export function toNewest(body: JsonObject, version: Version): JsonObject {
  const retired = RETIRED.filter((key) => key in body);
  const refused =
    version === "2025-09-03" ? ("after" in body && "position" in body ? ["after"] : []) : retired;
  if (refused.length > 0) {
    throw invalid(describe(refused.map((key) => violation(`body.${key}`, "not present", body[key]))));
  }
  const { archived, after, ...rest } = body;
  return {
    ...rest,
    ...(archived === undefined || "in_trash" in body ? {} : { in_trash: archived }),
    ...(after === undefined ? {} : { position: { type: "after_block", after_block: { id: after } } }),
  };
}

/** Objects that say whether they are in the trash. */
const TRASHABLE: readonly string[] = ["page", "block", "database", "data_source", "file_upload"];

/** An answer in the words of a version. */
export function toVersion(answer: JsonObject, version: Version): JsonObject {
  return version === "2025-09-03" ? older(answer) : answer;
}

function older(value: JsonObject): JsonObject {
  const made: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    made[key === "meeting_notes" ? "transcription" : key] = olderItem(item);
  }
  if (made["type"] === "meeting_notes") {
    made["type"] = "transcription";
  }
  return TRASHABLE.includes(stringAt(value, "object") ?? "") && "in_trash" in value
    ? { ...made, archived: value["in_trash"] ?? false }
    : made;
}

function olderItem(item: Json): Json {
  return isArray(item) ? item.map(olderItem) : isObject(item) ? older(item) : item;
}
