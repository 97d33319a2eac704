/** Comments on pages and blocks. */

import { type MediaKind, mediaKindsOf } from "../../facts/media.ts";
import { minuteOf } from "../clock.ts";
import { answerParent, refTo } from "../content/blocks.ts";
import { attach, signed } from "../content/files.ts";
import { answerRuns, storeRuns } from "../content/richText.ts";
import { checkEditable } from "../content/trash.ts";
import { visibleNode } from "../content/visible.ts";
import { dashed } from "../ids.ts";
import { arrayAt, isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { invalid, notFound } from "../refusal.ts";
import type { Comment, ParentRef } from "../store/nodes.ts";
import type { World } from "../world.ts";
import { listPage } from "./list.ts";
import { type Answer, type Call, idIn, type Route } from "./route.ts";

const MAX_ATTACHMENTS = 3;

type Category = "audio" | "image" | "pdf" | "productivity" | "video";

const CATEGORIES: Readonly<Record<MediaKind, Category>> = {
  audio: "audio",
  image: "image",
  pdf: "pdf",
  video: "video",
  document: "productivity",
};

function answerAttachment(upload: string, world: World): JsonObject {
  const kind = mediaKindsOf(world.store.uploads.get(upload)?.filename ?? "").at(0) ?? "document";
  return { category: CATEGORIES[kind], file: signed(upload, world) };
}

function answerComment(comment: Comment, world: World): JsonObject {
  const name = world.store.users.get(comment.createdBy)?.name ?? null;
  return {
    object: "comment",
    id: comment.id,
    parent: answerParent(comment.parent, world),
    discussion_id: comment.discussion,
    created_time: new Date(comment.created).toISOString(),
    last_edited_time: minuteOf(comment.created),
    created_by: { object: "user", id: comment.createdBy },
    rich_text: answerRuns(comment.text.filter(isObject), world),
    display_name: comment.displayName ?? { type: "integration", resolved_name: name },
    ...(comment.attachments.length === 0
      ? {}
      : { attachments: comment.attachments.map((id) => answerAttachment(id, world)) }),
  };
}

function displayName(sent: JsonObject, world: World): JsonObject | null {
  const type = stringAt(sent, "type");
  if (type === null) {
    return null;
  }
  const own = world.store.users.get(world.actor)?.name ?? null;
  return { type, resolved_name: stringAt(objectAt(sent, "custom"), "name") ?? own };
}

/** What a new comment is on, and in which discussion. */
function target(body: JsonObject, world: World): { readonly parent: ParentRef; readonly discussion: string } {
  const discussion = stringAt(body, "discussion_id");
  if (discussion !== null) {
    const id = dashed(discussion) ?? discussion;
    const first = [...world.store.comments.values()].find((one) => one.discussion === id && !one.resolved);
    if (first === undefined) {
      throw notFound("discussion", id);
    }
    return { parent: first.parent, discussion: id };
  }
  const parent = objectAt(body, "parent");
  const page = stringAt(parent, "page_id");
  const given = page ?? stringAt(parent, "block_id") ?? "";
  const node = visibleNode(dashed(given) ?? given, page === null ? "block" : "page", world);
  checkEditable(node, world);
  return { parent: refTo(node), discussion: world.random.uuid() };
}

function create(call: Call): Answer {
  const { body, world } = call;
  if ("markdown" in body) {
    throw invalid("The sandbox does not have `markdown` in comments. Send `rich_text`.");
  }
  const files = objectsAt(body, "attachments").map((one) => stringAt(one, "file_upload_id") ?? "");
  if (files.length > MAX_ATTACHMENTS) {
    throw invalid(
      `body failed validation: body.attachments.length should be ≤ \`${MAX_ATTACHMENTS}\`, instead was \`${files.length}\`.`,
    );
  }
  const comment: Comment = {
    id: world.random.uuid(),
    ...target(body, world),
    text: storeRuns(arrayAt(body, "rich_text"), world),
    attachments: files.map((id) => attach(id, "comment", world)),
    displayName: displayName(objectAt(body, "display_name"), world),
    created: world.now,
    createdBy: world.actor,
    resolved: false,
  };
  world.store.comments.set(comment.id, comment);
  return { body: answerComment(comment, world) };
}

function list(call: Call): Answer {
  const { query, world } = call;
  const given = stringAt(query, "block_id") ?? "";
  const node = visibleNode(dashed(given) ?? given, "block", world);
  const open = [...world.store.comments.values()].filter(
    (one) => !one.resolved && one.parent.type !== "workspace" && one.parent.id === node.id,
  );
  return { body: listPage("comment", open, query, (one) => answerComment(one, world)) };
}

function retrieve(call: Call): Answer {
  const id = idIn(call, "comment_id");
  const comment = call.world.store.comments.get(id);
  if (comment === undefined) {
    throw notFound("comment", id);
  }
  return { body: answerComment(comment, call.world) };
}

export const commentRoutes = {
  createComment: {
    method: "post",
    path: "comments",
    query: null,
    body: "CreateCommentBodyParameters",
    handle: create,
  },
  listComments: {
    method: "get",
    path: "comments",
    query: "ListCommentsQueryParameters",
    body: null,
    handle: list,
  },
  getComment: { method: "get", path: "comments/{comment_id}", query: null, body: null, handle: retrieve },
} as const satisfies Record<string, Route>;
