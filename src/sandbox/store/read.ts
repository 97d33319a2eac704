/** Records read back from the sandbox's file, completed where a field is missing. */
import { arrayAt, booleanAt, type Json, type JsonObject, numberAt, objectAt, stringAt } from "../json.ts";
import type { Comment, CustomEmoji, Node, PageFields, ParentRef, Upload, User } from "./nodes.ts";

const text = (data: JsonObject, key: string): string => stringAt(data, key) ?? "";
const strings = (data: JsonObject, key: string): readonly string[] =>
  arrayAt(data, key).filter((one: Json): one is string => typeof one === "string");

function readParent(data: JsonObject): ParentRef {
  const type = stringAt(data, "type");
  return type === "page_id" || type === "block_id" ? { type, id: text(data, "id") } : { type: "workspace" };
}

function readPage(data: JsonObject): PageFields {
  return {
    properties: objectAt(data, "properties"),
    icon: data["icon"] ?? null,
    cover: data["cover"] ?? null,
    locked: booleanAt(data, "locked") ?? false,
    archived: booleanAt(data, "archived") ?? false,
    shared: booleanAt(data, "shared") ?? false,
  };
}

export function readNode(data: JsonObject): Node {
  const created = numberAt(data, "created") ?? 0;
  return {
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
