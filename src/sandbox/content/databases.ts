/** Databases and data sources as the API answers them. */
import { minuteOf } from "../clock.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { CONFIGS } from "../schema/configs.ts";
import { encodedId, sourceFields, sourcesOf } from "../schema/source.ts";
import type { DatabaseFields, Node, PropertyConfig } from "../store/nodes.ts";
import { parentOf } from "../store/store.ts";
import type { World } from "../world.ts";
import { answerParent, saysTrashed } from "./blocks.ts";
import { answerCover, answerIcon } from "./icons.ts";
import { pageUrl } from "./links.ts";
import { answerRuns, plainText } from "./richText.ts";

const runs = (stored: readonly Json[], world: World): readonly JsonObject[] =>
  answerRuns(stored.filter(isObject), world);

const textOf = (stored: readonly Json[], world: World): string => plainText(stored.filter(isObject), world);

/** @throws Error when the node is no database */
export function databaseFields(node: Node): DatabaseFields {
  if (node.database === undefined) {
    throw new Error(`The node ${node.id} is no database.`);
  }
  return node.database;
}

export function sourceTitle(node: Node, world: World): string {
  return textOf(sourceFields(node).title, world);
}

/** Where a database stands: one in a wiki is in the wiki's database. */
function databaseParent(node: Node, world: World): JsonObject {
  const parent = answerParent(node.parent, world);
  return parent["type"] === "data_source_id"
    ? { type: "database_id", database_id: parent["database_id"] ?? "" }
    : parent;
}

export function answerDatabase(node: Node, world: World): JsonObject {
  const { title, description, inline, icon, cover, locked } = databaseFields(node);
  return {
    object: "database",
    id: node.id,
    title: runs(title, world),
    description: runs(description, world),
    parent: databaseParent(node, world),
    is_inline: inline,
    in_trash: saysTrashed(node, world),
    is_locked: locked,
    created_time: minuteOf(node.created),
    last_edited_time: minuteOf(node.edited),
    data_sources: sourcesOf(node, world).map((source) => ({
      id: source.id,
      name: sourceTitle(source, world),
    })),
    icon: answerIcon(icon, world),
    cover: answerCover(cover, world),
    url: pageUrl("", node.id, world),
    public_url: null,
  };
}

export function answerSource(node: Node, world: World): JsonObject {
  const { title, icon, properties } = sourceFields(node);
  const database = parentOf(world.store, node);
  const container = database === null ? null : databaseFields(database);
  return {
    object: "data_source",
    id: node.id,
    title: runs(title, world),
    description: runs(container?.description ?? [], world),
    parent: answerParent(node.parent, world),
    database_parent:
      database === null ? { type: "workspace", workspace: true } : databaseParent(database, world),
    is_inline: container?.inline ?? false,
    in_trash: saysTrashed(node, world),
    created_time: minuteOf(node.created),
    last_edited_time: minuteOf(node.edited),
    created_by: { object: "user", id: node.createdBy },
    last_edited_by: { object: "user", id: node.editedBy },
    properties: answerSchema(properties, world),
    icon: answerIcon(icon, world),
    cover: answerCover(container?.cover ?? null, world),
    url: pageUrl("", database?.id ?? node.id, world),
    public_url: null,
  };
}

function answerSchema(properties: readonly PropertyConfig[], world: World): JsonObject {
  return Object.fromEntries(
    properties.map(({ id, name, description, type, config }): [string, JsonObject] => [
      name,
      {
        id: encodedId(id),
        name,
        description,
        type,
        [type]: CONFIGS[type]?.answer?.(config, properties, world) ?? config,
      },
    ]),
  );
}
