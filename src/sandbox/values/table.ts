/** What each type of property keeps of what is sent, and answers of what it keeps: one entry per type. */
import { attach, nameOf, signed } from "../content/files.ts";
import { isWebUrl } from "../content/links.ts";
import { answerRuns, storeRuns } from "../content/richText.ts";
import { answerUser } from "../content/users.ts";
import { isArray, isObject, type Json, type JsonObject, objectAt, stringAt } from "../json.ts";
import { contentFailed, invalid, invalidBody, notFound } from "../refusal.ts";
import { canonical } from "../schema/source.ts";
import { violation } from "../validate/index.ts";
import type { World } from "../world.ts";
import { answerDate, storeDate } from "./dates.ts";
import { relation } from "./relation.ts";
import type { Spot, ValueRule } from "./rule.ts";
import { answerOption, optionId } from "./select.ts";

const objects = (value: Json): readonly JsonObject[] => (isArray(value) ? value.filter(isObject) : []);

const runs: ValueRule = {
  empty: [],
  store: (sent, { world }) => storeRuns(objects(sent), world),
  answer: (stored, _property, world) => answerRuns(objects(stored), world),
};

/** Text that is null when there is none; an empty one is refused. */
const line: ValueRule = {
  empty: null,
  store: (sent, { path }) => {
    if (sent === "") {
      throw invalidBody(violation(`${path}.length`, "≥ `1`", 0).message);
    }
    return sent;
  },
  answer: (stored) => stored,
};

const plain = (empty: Json): ValueRule => ({ empty, store: (sent) => sent, answer: (stored) => stored });

const option: ValueRule = {
  empty: null,
  store: (sent, spot) => (isObject(sent) ? optionId(sent, spot) : null),
  answer: (stored, property) => answerOption(stored, property),
};

const options: ValueRule = {
  empty: [],
  store: (sent, spot) => [...new Set(objects(sent).map((one) => optionId(one, spot)))],
  answer: (stored, property) =>
    (isArray(stored) ? stored : []).map((id) => answerOption(id, property)).filter((one) => one !== null),
};

const date: ValueRule = {
  empty: null,
  store: (sent, { path }) => (isObject(sent) ? storeDate(sent, path) : null),
  answer: (stored, _property, world) => (isObject(stored) ? answerDate(stored, world) : null),
};

const people: ValueRule = {
  empty: [],
  store: (sent, { world }) => {
    const ids = objects(sent).map((one) => canonical(stringAt(one, "id") ?? ""));
    const stranger = ids.find((id) => !world.store.users.has(id));
    if (stranger !== undefined) {
      throw notFound("user", stranger);
    }
    return [...new Set(ids)];
  },
  answer: (stored, _property, world) =>
    (isArray(stored) ? stored : [])
      .map((id) => world.store.users.get(typeof id === "string" ? id : ""))
      .filter((user) => user !== undefined)
      .map((user) => answerUser(user, world)),
};

/** A file that was uploaded before may be sent again by the address it was read from. */
function storedAt(url: string, spot: Spot): JsonObject {
  const id = URL.canParse(url) ? new URL(url).pathname.split("/").at(2) : undefined;
  if (id === undefined || !spot.world.store.uploads.has(id)) {
    throw invalid(`${spot.path}.file.url should be the address of a file that Notion keeps.`);
  }
  return { type: "upload", id };
}

function storeFile(sent: JsonObject, spot: Spot): JsonObject {
  const { world } = spot;
  if ("external" in sent) {
    const url = stringAt(objectAt(sent, "external"), "url") ?? "";
    if (!isWebUrl(url)) {
      throw contentFailed("Invalid file url.");
    }
    return { type: "external", url, name: stringAt(sent, "name") ?? "" };
  }
  const file: JsonObject =
    "file_upload" in sent
      ? { type: "upload", id: attach(stringAt(objectAt(sent, "file_upload"), "id") ?? "", "file", world) }
      : storedAt(stringAt(objectAt(sent, "file"), "url") ?? "", spot);
  return { ...file, name: stringAt(sent, "name") ?? nameOf(file, world) };
}

function answerFile(file: JsonObject, world: World): JsonObject {
  const name = file["name"] ?? "";
  return file["type"] === "external"
    ? { name, type: "external", external: { url: file["url"] ?? "" } }
    : { name, type: "file", file: signed(stringAt(file, "id") ?? "", world) };
}

const files: ValueRule = {
  empty: [],
  store: (sent, spot) => objects(sent).map((one) => storeFile(one, spot)),
  answer: (stored, _property, world) => objects(stored).map((one) => answerFile(one, world)),
};

const UNVERIFIED: JsonObject = { state: "unverified", date: null, verified_by: null };

const verification: ValueRule = {
  empty: { state: "unverified" },
  store: (sent, { world, path }) => {
    if (!isObject(sent) || sent["state"] !== "verified") {
      return { state: "unverified" };
    }
    const given = sent["date"];
    const since = { start: new Date(world.now).toISOString().slice(0, 10), end: null, time_zone: null };
    return {
      state: "verified",
      date: isObject(given) ? storeDate(given, `${path}.date`) : since,
      by: world.actor,
    };
  },
  answer: (stored, _property, world) => {
    if (!isObject(stored) || stored["state"] !== "verified") {
      return UNVERIFIED;
    }
    const end = stringAt(objectAt(stored, "date"), "end");
    const user = world.store.users.get(stringAt(stored, "by") ?? "");
    return {
      state: end !== null && Date.parse(end) < world.now ? "expired" : "verified",
      date: answerDate(objectAt(stored, "date"), world),
      verified_by: user === undefined ? null : answerUser(user, world),
    };
  },
};

export const VALUES = {
  title: runs,
  rich_text: runs,
  number: plain(null),
  url: line,
  email: line,
  phone_number: line,
  checkbox: plain(false),
  date,
  select: option,
  status: option,
  multi_select: options,
  people,
  relation,
  files,
  place: plain(null),
  verification,
} as const satisfies Record<string, ValueRule>;

export type WritableType = keyof typeof VALUES;

export function isWritable(type: string): type is WritableType {
  return Object.hasOwn(VALUES, type);
}
