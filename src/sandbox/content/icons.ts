/** Icons and covers of pages, icons of callouts and tabs. */
import { dashed } from "../ids.ts";
import { isObject, type Json, type JsonObject, objectAt, stringAt } from "../json.ts";
import type { World } from "../world.ts";
import { answerFile, storeFile } from "./files.ts";

type IconKind = "emoji" | "external" | "file_upload" | "custom_emoji" | "icon";

const ICONS: Readonly<Record<IconKind, (value: JsonObject, world: World) => Json>> = {
  emoji: (value) => ({ type: "emoji", emoji: value["emoji"] ?? "" }),
  external: (value, world) => storeFile(value, "icon", world),
  file_upload: (value, world) => storeFile(value, "icon", world),
  custom_emoji: (value, world) => {
    const given = stringAt(objectAt(value, "custom_emoji"), "id") ?? "";
    const id = dashed(given) ?? given;
    return world.store.emojis.has(id) ? { type: "custom_emoji", id } : null;
  },
  icon: (value) => ({ type: "icon", icon: { color: "gray", ...objectAt(value, "icon") } }),
};

function isIconKind(kind: string): kind is IconKind {
  return Object.hasOwn(ICONS, kind);
}

/**
 * Checks and keeps an icon; null for none. A custom emoji the workspace does not have becomes none.
 */
export function storeIcon(value: Json | undefined, world: World): Json {
  if (!isObject(value)) {
    return null;
  }
  const kind = Object.keys(value).filter(isIconKind).at(0);
  return kind === undefined ? null : ICONS[kind](value, world);
}

/** A kept icon as the API answers it. */
export function answerIcon(stored: Json | undefined, world: World): Json {
  if (!isObject(stored)) {
    return null;
  }
  const type = stringAt(stored, "type");
  if (type === "upload" || type === "external") {
    return answerFile(stored, world);
  }
  if (type === "custom_emoji") {
    const emoji = world.store.emojis.get(stringAt(stored, "id") ?? "");
    return emoji === undefined ? null : { type, custom_emoji: { ...emoji } };
  }
  if (type === "icon" && world.answers.nativeIcons === "external") {
    const icon = objectAt(stored, "icon");
    const url = `https://www.notion.so/icons/${stringAt(icon, "name")}_${stringAt(icon, "color")}.svg`;
    return { type: "external", external: { url } };
  }
  return stored;
}

/** Checks and keeps a cover; null for none. */
export function storeCover(value: Json | undefined, world: World): Json {
  return isObject(value) ? storeFile(value, "cover", world) : null;
}

export function answerCover(stored: Json, world: World): Json {
  return isObject(stored) ? answerFile(stored, world) : null;
}
