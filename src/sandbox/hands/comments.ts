/** What people do with comments. */
import { refTo } from "../content/blocks.ts";
import { storeRuns } from "../content/richText.ts";
import type { ParentRef } from "../store/nodes.ts";
import type { World } from "../world.ts";
import { plainRun, reach } from "./find.ts";

export function commentActs(now: () => World) {
  return {
    /** Begins a discussion on a page or block; gives its id. */
    comment: (id: string, text: string): string => {
      const world = now();
      return say(refTo(reach(id, world)), world.random.uuid(), text, world);
    },
    /** Adds a comment to a discussion. */
    reply: (discussionId: string, text: string): void => {
      const world = now();
      const first = [...world.store.comments.values()].find(({ discussion }) => discussion === discussionId);
      if (first === undefined) {
        throw new Error(`The sandbox has no discussion ${discussionId}.`);
      }
      say(first.parent, discussionId, text, world);
    },
    /** Resolves a discussion: its comments are no longer listed. */
    resolve: (discussionId: string): void => {
      const { comments } = now().store;
      for (const comment of [...comments.values()]) {
        if (comment.discussion === discussionId) {
          comments.set(comment.id, { ...comment, resolved: true });
        }
      }
    },
  };
}

function say(parent: ParentRef, discussion: string, text: string, world: World): string {
  const id = world.random.uuid();
  world.store.comments.set(id, {
    id,
    discussion,
    parent,
    text: storeRuns([plainRun(text)], world),
    attachments: [],
    displayName: null,
    created: world.now,
    createdBy: world.actor,
    resolved: false,
  });
  return discussion;
}
