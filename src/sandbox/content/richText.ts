/** Rich text: from what is sent to what is kept, and from there to what is answered. */
import { bare, dashed } from "../ids.ts";
import { isObject, type Json, type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { notFound } from "../refusal.ts";
import type { World } from "../world.ts";
import { answerLink, checkLink } from "./links.ts";
import { visibleNode } from "./visible.ts";

const PLAIN = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: "default",
} as const;

/** Checks and completes the runs of a request. Empty text is no run. */
export function storeRuns(items: readonly Json[], world: World): readonly JsonObject[] {
  return items
    .filter(isObject)
    .map((item) => storeRun(item, world))
    .filter((run) => run["type"] !== "text" || stringAt(objectAt(run, "text"), "content") !== "");
}

function storeRun(item: JsonObject, world: World): JsonObject {
  const annotations = { ...PLAIN, ...objectAt(item, "annotations") };
  if (isObject(item["text"])) {
    const link = objectAt(item["text"], "link");
    const url = stringAt(link, "url");
    if (url !== null) {
      checkLink(url, world);
    }
    const text = { content: stringAt(item["text"], "content") ?? "", link: url === null ? null : { url } };
    return { type: "text", text, annotations };
  }
  if (isObject(item["equation"])) {
    return { type: "equation", equation: item["equation"], annotations };
  }
  return { type: "mention", mention: storeMention(objectAt(item, "mention"), world), annotations };
}

type MentionKind = "user" | "page" | "database" | "date" | "template_mention" | "custom_emoji";

const MENTIONS: Readonly<
  Record<
    MentionKind,
    {
      store(value: JsonObject, world: World): JsonObject;
      answer(value: JsonObject, world: World): JsonObject;
      plain(value: JsonObject, world: World): string;
      href(value: JsonObject): string | null;
    }
  >
> = {
  user: {
    store: (value, world) => {
      const id = idOf(value);
      if (!world.store.users.has(id)) {
        throw notFound("user", id);
      }
      return { id };
    },
    answer: (value) => ({ object: "user", id: idOf(value) }),
    plain: (value, world) => `@${world.store.users.get(idOf(value))?.name ?? "Anonymous"}`,
    href: () => null,
  },
  page: {
    store: (value, world) => ({ id: visibleNode(idOf(value), "page", world).id }),
    answer: (value) => ({ id: idOf(value) }),
    plain: (value, world) => titleOf(idOf(value), world),
    href: (value) => `https://www.notion.so/${bare(idOf(value))}`,
  },
  database: {
    store: (value, world) => ({ id: visibleNode(idOf(value), "database", world).id }),
    answer: (value) => ({ id: idOf(value) }),
    plain: (value, world) => titleOf(idOf(value), world),
    href: (value) => `https://www.notion.so/${bare(idOf(value))}`,
  },
  date: {
    store: (value) => ({
      start: value["start"] ?? null,
      end: value["end"] ?? null,
      time_zone: value["time_zone"] ?? null,
    }),
    answer: (value) => value,
    plain: (value) => [stringAt(value, "start"), stringAt(value, "end")].filter(Boolean).join(" → "),
    href: () => null,
  },
  template_mention: {
    store: (value) =>
      "template_mention_date" in value
        ? { type: "template_mention_date", ...value }
        : { type: "template_mention_user", ...value },
    answer: (value) => value,
    plain: (value) =>
      `@${stringAt(value, "template_mention_date") ?? stringAt(value, "template_mention_user") ?? ""}`,
    href: () => null,
  },
  custom_emoji: {
    store: (value, world) => {
      const id = idOf(value);
      if (!world.store.emojis.has(id)) {
        throw notFound("custom_emoji", id);
      }
      return { id };
    },
    answer: (value, world) => ({ ...world.store.emojis.get(idOf(value)) }),
    plain: (value, world) => `:${world.store.emojis.get(idOf(value))?.name ?? ""}:`,
    href: () => null,
  },
};

function isMentionKind(kind: string): kind is MentionKind {
  return Object.hasOwn(MENTIONS, kind);
}

function idOf(value: JsonObject): string {
  const id = stringAt(value, "id") ?? "";
  return dashed(id) ?? id;
}

function kindOf(mention: JsonObject): MentionKind {
  const kind = Object.keys(mention).find(isMentionKind);
  if (kind === undefined) {
    throw new Error("A mention of no known kind passed the schema.");
  }
  return kind;
}

function storeMention(mention: JsonObject, world: World): JsonObject {
  const kind = kindOf(mention);
  return { type: kind, [kind]: MENTIONS[kind].store(objectAt(mention, kind), world) };
}

/** A page's or database's title as text; one that cannot be seen is called Untitled. */
function titleOf(id: string, world: World): string {
  const node = world.store.nodes.get(id);
  if (node?.database !== undefined) {
    return plainText(node.database.title.filter(isObject), world);
  }
  return node?.page === null || node === undefined
    ? "Untitled"
    : plainText(titleRuns(node.page.properties), world);
}

/** The stored runs of a page's title, whatever its property is called. */
export function titleRuns(properties: JsonObject): readonly JsonObject[] {
  const title = Object.values(properties).find((value) => isObject(value) && value["type"] === "title");
  return isObject(title) ? objectsAt(title, "title") : [];
}

/** The text of stored runs. */
export function plainText(runs: readonly JsonObject[], world: World): string {
  return runs.map((run) => plainRun(run, world)).join("");
}

function plainRun(run: JsonObject, world: World): string {
  if (run["type"] === "text") {
    return stringAt(objectAt(run, "text"), "content") ?? "";
  }
  if (run["type"] === "equation") {
    return stringAt(objectAt(run, "equation"), "expression") ?? "";
  }
  const mention = objectAt(run, "mention");
  const kind = kindOf(mention);
  return MENTIONS[kind].plain(objectAt(mention, kind), world);
}

/** Stored runs as the API answers them. */
export function answerRuns(runs: readonly JsonObject[], world: World): readonly JsonObject[] {
  const shown = world.answers.mergeRuns ? mergeRuns(runs) : runs;
  return shown.map((run) => answerRun(run, world));
}

function answerRun(run: JsonObject, world: World): JsonObject {
  const common = { annotations: run["annotations"] ?? PLAIN, plain_text: plainRun(run, world) };
  if (run["type"] === "text") {
    const text = objectAt(run, "text");
    const url = stringAt(objectAt(text, "link"), "url");
    const href = url === null ? null : answerLink(url, world);
    return {
      type: "text",
      text: { content: stringAt(text, "content") ?? "", link: href === null ? null : { url: href } },
      ...common,
      href,
    };
  }
  if (run["type"] === "equation") {
    return { type: "equation", equation: objectAt(run, "equation"), ...common, href: null };
  }
  const mention = objectAt(run, "mention");
  const kind = kindOf(mention);
  const value = objectAt(mention, kind);
  const rule = MENTIONS[kind];
  return {
    type: "mention",
    mention: { type: kind, [kind]: rule.answer(value, world) },
    ...common,
    href: rule.href(value),
  };
}

function mergeRuns(runs: readonly JsonObject[]): readonly JsonObject[] {
  const merged: JsonObject[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && formatOf(last) === formatOf(run)) {
      const content = `${stringAt(objectAt(last, "text"), "content")}${stringAt(objectAt(run, "text"), "content")}`;
      merged[merged.length - 1] = { ...run, text: { ...objectAt(run, "text"), content } };
    } else {
      merged.push(run);
    }
  }
  return merged;
}

/** What two text runs must share to be one; unique for every other kind of run. */
function formatOf(run: JsonObject): string | symbol {
  return run["type"] === "text"
    ? JSON.stringify([run["annotations"], objectAt(run, "text")["link"]])
    : Symbol("not text");
}
