/** What each type of block keeps of what is sent, and answers of what it keeps: one entry per type. */
import type { CreatableBlockType } from "../../facts/blocks.ts";
import { dashed } from "../ids.ts";
import { isArray, isObject, type Json, type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { contentFailed } from "../refusal.ts";
import type { World } from "../world.ts";
import { answerFile, type FilePlace, nameOf, storeFile } from "./files.ts";
import { answerIcon, storeIcon } from "./icons.ts";
import { isWebUrl } from "./links.ts";
import { answerRuns, storeRuns } from "./richText.ts";
import { visibleNode } from "./visible.ts";

/** One key of a payload. `store` gets undefined where a new block leaves the key out. */
interface Field {
  store(value: Json | undefined, world: World): Json | undefined;
  answer(stored: Json, world: World): Json;
}

interface PayloadRule {
  create(input: JsonObject, world: World): JsonObject;
  update(stored: JsonObject, input: JsonObject, world: World): JsonObject;
  answer(stored: JsonObject, world: World): JsonObject;
}

const runsOf = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);

const richText: Field = {
  store: (value, world) => storeRuns(runsOf(value), world),
  answer: (stored, world) => answerRuns(runsOf(stored).filter(isObject), world),
};

const cells: Field = {
  store: (value, world) => runsOf(value).map((cell) => storeRuns(runsOf(cell), world)),
  answer: (stored, world) => runsOf(stored).map((cell) => answerRuns(runsOf(cell).filter(isObject), world)),
};

const icon: Field = { store: storeIcon, answer: answerIcon };

const calloutIcon: Field = {
  store: (value, world) => {
    const otherwise = world.answers.calloutIcon;
    return value === undefined && otherwise !== null
      ? { type: "emoji", emoji: otherwise }
      : storeIcon(value, world);
  },
  answer: answerIcon,
};

const plain = (otherwise?: Json): Field => ({
  store: (value) => value ?? otherwise,
  answer: (stored) => stored,
});

const webUrl = (name: string): Field => ({
  store: (value) => {
    if (typeof value !== "string" || !isWebUrl(value)) {
      throw contentFailed(`Invalid ${name} url.`);
    }
    return value;
  },
  answer: (stored) => stored,
});

const syncedFrom: Field = {
  store: (value, world) => {
    if (!isObject(value)) {
      return null;
    }
    const id = stringAt(value, "block_id") ?? "";
    return { type: "block_id", block_id: visibleNode(dashed(id) ?? id, "block", world).id };
  },
  answer: (stored) => stored,
};

function fields(rules: Readonly<Record<string, Field>>): PayloadRule {
  const each = (
    make: (key: string, field: Field) => Json | undefined,
    from: readonly [string, Field][] = Object.entries(rules),
  ): JsonObject => {
    const made: Record<string, Json> = {};
    for (const [key, field] of from) {
      const value = make(key, field);
      if (value !== undefined) {
        made[key] = value;
      }
    }
    return made;
  };
  return {
    create: (input, world) => each((key, field) => field.store(input[key], world)),
    update: (stored, input, world) => ({
      ...stored,
      ...each(
        (key, field) => field.store(input[key], world),
        Object.entries(rules).filter(([key]) => key in input),
      ),
    }),
    answer: (stored, world) =>
      each((key, field) => {
        const value = stored[key];
        return value === undefined ? undefined : field.answer(value, world);
      }),
  };
}

/** A file with a caption: `source` is kept, and answered as `external` or `file`. */
function media(place: FilePlace, named: boolean): PayloadRule {
  const isSource = (input: JsonObject): boolean => "external" in input || "file_upload" in input;
  const name = (input: JsonObject, source: JsonObject, world: World): JsonObject =>
    named ? { name: stringAt(input, "name") ?? nameOf(source, world) } : {};
  return {
    create: (input, world) => {
      const source = storeFile(input, place, world);
      const caption = storeRuns(runsOf(input["caption"]), world);
      return { source, caption, ...name(input, source, world) };
    },
    update: (stored, input, world) => {
      const source = isSource(input) ? storeFile(input, place, world) : objectAt(stored, "source");
      const caption =
        "caption" in input ? storeRuns(runsOf(input["caption"]), world) : (stored["caption"] ?? []);
      const keepsName = named && !isSource(input) && !("name" in input);
      return {
        source,
        caption,
        ...(keepsName ? { name: stored["name"] ?? "" } : name(input, source, world)),
      };
    },
    answer: (stored, world) => ({
      caption: answerRuns(objectsAt(stored, "caption"), world),
      ...answerFile(objectAt(stored, "source"), world),
      ...(named ? { name: stored["name"] ?? "" } : {}),
    }),
  };
}

const linkToPage: PayloadRule = {
  create: (input, world) => {
    const page = stringAt(input, "page_id");
    const database = stringAt(input, "database_id");
    if (page !== null) {
      return { type: "page_id", page_id: visibleNode(dashed(page) ?? page, "page", world).id };
    }
    if (database !== null) {
      const { id } = visibleNode(dashed(database) ?? database, "database", world);
      return { type: "database_id", database_id: id };
    }
    const comment = stringAt(input, "comment_id") ?? "";
    return { type: "comment_id", comment_id: dashed(comment) ?? comment };
  },
  update: (_stored, input, world) => linkToPage.create(input, world),
  answer: (stored) => stored,
};

const color = plain("default");
const text = fields({ rich_text: richText, color });
const heading = fields({ rich_text: richText, is_toggleable: plain(false), color });
const bare = fields({});

export const PAYLOADS: Readonly<Record<CreatableBlockType, PayloadRule>> = {
  paragraph: fields({ rich_text: richText, icon, color }),
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: text,
  numbered_list_item: text,
  to_do: fields({ rich_text: richText, checked: plain(false), color }),
  toggle: text,
  quote: text,
  callout: fields({ rich_text: richText, icon: calloutIcon, color }),
  code: fields({ caption: richText, rich_text: richText, language: plain() }),
  equation: fields({ expression: plain() }),
  divider: bare,
  breadcrumb: bare,
  table_of_contents: fields({ color }),
  bookmark: fields({ caption: richText, url: webUrl("bookmark") }),
  embed: fields({ caption: richText, url: webUrl("embed") }),
  image: media("image", false),
  video: media("video", false),
  pdf: media("pdf", false),
  audio: media("audio", false),
  file: media("file", true),
  link_to_page: linkToPage,
  table: fields({ table_width: plain(), has_column_header: plain(false), has_row_header: plain(false) }),
  table_row: fields({ cells }),
  column_list: bare,
  column: fields({ width_ratio: plain() }),
  tab: bare,
  synced_block: fields({ synced_from: syncedFrom }),
  template: fields({ rich_text: richText }),
};
