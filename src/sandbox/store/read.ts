/** Records read back from the sandbox's file, completed where a field is missing. */
import {
  arrayAt,
  booleanAt,
  isObject,
  type Json,
  type JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from "../json.ts";
import type {
  Comment,
  CustomEmoji,
  DatabaseFields,
  Node,
  PageFields,
  ParentRef,
  SourceFields,
  Upload,
  User,
} from "./nodes.ts";

const text = (data: JsonObject, key: string): string => stringAt(data, key) ?? "";
const strings = (data: JsonObject, key: string): readonly string[] =>
  arrayAt(data, key).filter((one: Json): one is string => typeof one === "string");

const PARENTS = ["page_id", "block_id", "database_id", "data_source_id"] as const;

function readParent(data: JsonObject): ParentRef {
  const type = PARENTS.find((one) => one === data["type"]);
  return type === undefined ? { type: "workspace" } : { type, id: text(data, "id") };
}

function readPage(data: JsonObject): PageFields {
  const template = data["template"];
  return {
    properties: objectAt(data, "properties"),
    icon: data["icon"] ?? null,
    cover: data["cover"] ?? null,
    locked: booleanAt(data, "locked") ?? false,
    archived: booleanAt(data, "archived") ?? false,
    shared: booleanAt(data, "shared") ?? false,
    withdrawn: booleanAt(data, "withdrawn") ?? false,
    ...(template === "default" || template === "other" ? { template } : {}),
  };
}

function readDatabase(data: JsonObject): DatabaseFields {
  return {
    title: arrayAt(data, "title"),
    description: arrayAt(data, "description"),
    inline: booleanAt(data, "inline") ?? false,
    icon: data["icon"] ?? null,
    cover: data["cover"] ?? null,
    locked: booleanAt(data, "locked") ?? false,
    shared: booleanAt(data, "shared") ?? false,
    withdrawn: booleanAt(data, "withdrawn") ?? false,
  };
}

function readSource(data: JsonObject): SourceFields {
  return {
    title: arrayAt(data, "title"),
    icon: data["icon"] ?? null,
    wiki: booleanAt(data, "wiki") ?? false,
    properties: objectsAt(data, "properties").map((one) => ({
      id: text(one, "id"),
      name: text(one, "name"),
      description: stringAt(one, "description"),
      type: text(one, "type"),
      config: objectAt(one, "config"),
    })),
  };
}

export function readNode(data: JsonObject): Node {
  const created = numberAt(data, "created") ?? 0;
  const { database, source } = data;
  return {
    ...(isObject(database) ? { database: readDatabase(database) } : {}),
    ...(isObject(source) ? { source: readSource(source) } : {}),
    id: text(data, "id"),
    type: text(data, "type"),
    parent: readParent(objectAt(data, "parent")),
    payload: objectAt(data, "payload"),
    page: data["page"] === null ? null : readPage(objectAt(data, "page")),
    children: strings(data, "children"),
    created,
    edited: numberAt(data, "edited") ?? created,
    childrenChanged: numberAt(data, "childrenChanged") ?? created,
    createdBy: text(data, "createdBy"),
    editedBy: text(data, "editedBy"),
    inTrash: booleanAt(data, "inTrash") ?? false,
  };
}

export function readUser(data: JsonObject): User {
  return {
    id: text(data, "id"),
    type: data["type"] === "person" ? "person" : "bot",
    name: text(data, "name"),
    email: stringAt(data, "email"),
  };
}

export function readEmoji(data: JsonObject): CustomEmoji {
  return { id: text(data, "id"), name: text(data, "name"), url: text(data, "url") };
}

export function readUpload(data: JsonObject): Upload {
  const status = stringAt(data, "status");
  return {
    id: text(data, "id"),
    status: status === "uploaded" || status === "failed" ? status : "pending",
    filename: stringAt(data, "filename"),
    contentType: stringAt(data, "contentType"),
    contentLength: numberAt(data, "contentLength"),
    created: numberAt(data, "created") ?? 0,
    createdBy: text(data, "createdBy"),
    attached: booleanAt(data, "attached") ?? false,
    content: stringAt(data, "content"),
  };
}

export function readComment(data: JsonObject): Comment {
  const name = objectAt(data, "displayName");
  return {
    id: text(data, "id"),
    discussion: text(data, "discussion"),
    parent: readParent(objectAt(data, "parent")),
    text: arrayAt(data, "text"),
    attachments: strings(data, "attachments"),
    displayName: Object.keys(name).length === 0 ? null : name,
    created: numberAt(data, "created") ?? 0,
    createdBy: text(data, "createdBy"),
    resolved: booleanAt(data, "resolved") ?? false,
  };
}
