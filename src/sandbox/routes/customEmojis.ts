/** The workspace's own emojis. */
import { stringAt } from "../json.ts";
import { listPage } from "./list.ts";
import type { Answer, Call, Route } from "./route.ts";

function list(call: Call): Answer {
  const name = stringAt(call.query, "name");
  const emojis = [...call.world.store.emojis.values()].filter(
    (emoji) => name === null || emoji.name === name,
  );
  const { custom_emoji: _, ...page } = listPage("custom_emoji", emojis, call.query, (emoji) => ({
    ...emoji,
  }));
  return { body: page };
}

export const customEmojiRoutes = {
  listCustomEmojis: {
    method: "get",
    path: "custom_emojis",
    query: "ListCustomEmojisQueryParameters",
    body: null,
    handle: list,
  },
} as const satisfies Record<string, Route>;
