/** Making a page with as much of its content as can go with it. */

import type { Reference } from "../model/pending.ts";
import type { PageParent } from "../model/plan.ts";
import type { PropertyValue } from "../model/property.ts";
import { resolveCover, resolveIcon, resolveProperties } from "../model/resolve.ts";
import type { Families } from "./family.ts";
import { jsonBytes } from "./measure.ts";
import { bestWindow, type Span } from "./pack.ts";
import { pageWait } from "./references.ts";
import { NOTION_LIMITS } from "./shape.ts";
import { createSplitter } from "./split.ts";
import { type Emitter, type Task, uploadsOfLook, waitsOfProperties } from "./task.ts";

/** The part of a new page's content that is sent with it: none of it is linked to, since no answer tells its ids. */
export function contentAtOnce(task: Task, emitter: Emitter): Span {
  const blocks = task.gaps[0]?.blocks ?? [];
  const { title, icon, cover, properties } = task.draft;
  const base = { blocks: 0, bytes: jsonBytes([title, icon ?? null, cover ?? null, properties]) };
  const splitter = createSplitter(emitter.isWanted);
  const window = bestWindow({
    inside: blocks.map((block) => (emitter.isWanted(block) ? null : splitter.whole(block))),
    outside: blocks.map((block) => splitter.item(block)),
    base,
    limits: NOTION_LIMITS,
    least: 0,
    last: false,
  });
  return window ?? { from: 0, to: 0 };
}

type Properties = Readonly<Record<string, PropertyValue>>;

/** Properties that can be written at once, and those that name pages still to be made. */
function splitProperties(properties: Properties, { references }: Emitter): readonly [Properties, Properties] {
  const entries = Object.entries(properties);
  const waits = entries.map((entry) => waitsOfProperties(Object.fromEntries([entry]), references).length > 0);
  return [
    Object.fromEntries(entries.filter((_, index) => waits[index] === false)),
    Object.fromEntries(entries.filter((_, index) => waits[index] === true)),
  ];
}

function parentFor(task: Task, parent: Reference): PageParent {
  const given = task.creation?.parent;
  return given !== undefined && "kind" in given ? given : { kind: "page", id: parent };
}

/**
 * Makes a page whose parent exists; what is left of its content becomes its gaps.
 *
 * @param content - the part that is sent with it
 */
export function createPage(task: Task, content: Span, families: Families, emitter: Emitter): void {
  const { references } = emitter;
  const { draft, key } = task;
  const parent = families.parentOf(task);
  if (parent === null) return;
  const { from, to } = content;
  const blocks = task.gaps[0]?.blocks ?? [];
  const children = blocks.slice(from, to);
  const [properties, later] = splitProperties(draft.properties, emitter);
  emitter.upload(task, [...children.flatMap((block) => emitter.pendings(block)), ...uploadsOfLook(draft)]);
  const operation = emitter.add(task, (id) => ({
    kind: "createPage",
    id,
    key,
    reason: "new file",
    parent: parentFor(task, parent),
    title: draft.title,
    icon: resolveIcon(draft.icon ?? null, references.now),
    cover: resolveCover(draft.cover ?? null, references.now),
    ...(draft.row !== undefined && { row: draft.row }),
    properties: resolveProperties(properties, references.now),
    children: emitter.resolved(children),
    position: families.positionOf(task),
  }));
  families.add(task);
  task.page = { kind: "created", operation, child: null, otherwise: "" };
  references.setPage(key, task.page);
  emitter.settle(pageWait(key));
  if (Object.keys(later).length > 0) task.look = { properties: later };
  const before = { container: null, position: "start", blocks: blocks.slice(0, from) } as const;
  const after = { container: null, position: to > from ? "end" : "start", blocks: blocks.slice(to) } as const;
  task.gaps = [before, after].filter((gap) => gap.blocks.length > 0);
}
