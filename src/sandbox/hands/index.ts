/**
 * What people do in Notion: some of it no request can do (drag, split, resolve, share), the rest is here so that a test
 * can say it in a line. Everything is done by the workspace's person, at the time of the clock.
 */
import { transaction } from "../store/store.ts";
import type { World } from "../world.ts";
import { blockActs } from "./blocks.ts";
import { commentActs } from "./comments.ts";
import { pageActs } from "./pages.ts";

/** Blocks and payloads are what a request would send; places are among a parent's children, `end` unless told. */
export type Hands = ReturnType<typeof handsOf>;

function handsOf(now: () => World) {
  return { ...blockActs(now), ...pageActs(now), ...commentActs(now) };
}

/**
 * @param now gives the world as the person sees it
 * @param changed is told of each act that wrote something
 */
export function createHands(now: () => World, changed: () => void): Hands {
  const done = <T>(act: () => T): T => {
    const outcome = transaction(now().store, act);
    if (outcome.changed) {
      changed();
    }
    return outcome.result;
  };
  const hands = handsOf(now);
  return {
    add: (parentId, blocks, place) => done(() => hands.add(parentId, blocks, place)),
    insert: (parentId, type, payload, place) => done(() => hands.insert(parentId, type, payload, place)),
    edit: (blockId, payload) => done(() => hands.edit(blockId, payload)),
    write: (blockId, text) => done(() => hands.write(blockId, text)),
    split: (blockId, at) => done(() => hands.split(blockId, at)),
    turnInto: (blockId, type) => done(() => hands.turnInto(blockId, type)),
    duplicate: (id) => done(() => hands.duplicate(id)),
    move: (id, parentId, place) => done(() => hands.move(id, parentId, place)),
    wrap: (ids, block) => done(() => hands.wrap(ids, block)),
    columns: (...groups) => done(() => hands.columns(...groups)),
    trash: (id) => done(() => hands.trash(id)),
    restore: (id) => done(() => hands.restore(id)),
    rename: (id, title) => done(() => hands.rename(id, title)),
    decorate: (pageId, look) => done(() => hands.decorate(pageId, look)),
    setProperties: (pageId, values) => done(() => hands.setProperties(pageId, values)),
    changeSchema: (sourceId, properties) => done(() => hands.changeSchema(sourceId, properties)),
    renameOption: (sourceId, property, from, to) =>
      done(() => hands.renameOption(sourceId, property, from, to)),
    share: (id, shared) => done(() => hands.share(id, shared)),
    comment: (id, text) => done(() => hands.comment(id, text)),
    reply: (discussionId, text) => done(() => hands.reply(discussionId, text)),
    resolve: (discussionId) => done(() => hands.resolve(discussionId)),
  };
}
