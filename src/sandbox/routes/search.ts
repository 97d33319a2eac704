/** Search: pages and data sources by title, and late. */
import { saysTrashed } from "../content/blocks.ts";
import { answerSource, sourceTitle } from "../content/databases.ts";
import { answerPage } from "../content/pages.ts";
import { plainText, titleRuns } from "../content/richText.ts";
import { objectAt, stringAt } from "../json.ts";
import type { Node } from "../store/nodes.ts";
import { isShared } from "../store/store.ts";
import type { World } from "../world.ts";
import { listPage } from "./list.ts";
import type { Answer, Call, Route } from "./route.ts";

/** What a search calls a node, or null for what it does not find. */
function kindOf(node: Node): "page" | "data_source" | null {
  if (node.source !== undefined) {
    return "data_source";
  }
  return node.page === null || node.page.template !== undefined ? null : "page";
}

function titleOf(node: Node, world: World): string {
  return node.page === null ? sourceTitle(node, world) : plainText(titleRuns(node.page.properties), world);
}

function search(call: Call): Answer {
  const { body, world } = call;
  const filter = objectAt(body, "filter");
  const query = (stringAt(body, "query") ?? "").toLowerCase();
  const kind = stringAt(filter, "value");
  const trashed = filter["in_trash"] === true;
  const found = (node: Node): boolean => {
    const own = kindOf(node);
    return (
      own !== null &&
      (kind === null || kind === own) &&
      world.now - node.created >= world.consistency.searchMs &&
      (world.seesAll || isShared(world.store, node)) &&
      saysTrashed(node, world) === trashed &&
      titleOf(node, world).toLowerCase().includes(query)
    );
  };
  const sign = stringAt(objectAt(body, "sort"), "direction") === "ascending" ? 1 : -1;
  const hits = [...world.store.nodes.values()]
    .filter(found)
    .sort((left, right) => sign * (left.edited - right.edited));
  const list = listPage("page_or_data_source", hits, body, (node) =>
    node.page === null ? answerSource(node, world) : answerPage(node, world),
  );
  return { body: { ...list, request_status: { type: "complete" } } };
}

export const searchRoutes = {
  search: { method: "post", path: "search", query: null, body: "SearchBodyParameters", handle: search },
} as const satisfies Record<string, Route>;
