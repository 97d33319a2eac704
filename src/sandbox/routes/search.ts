/** Search: pages by title, and late. */

import { saysTrashed } from "../content/blocks.ts";
import { answerPage, fieldsOf } from "../content/pages.ts";
import { plainText, titleRuns } from "../content/richText.ts";
import { objectAt, stringAt } from "../json.ts";
import type { Node } from "../store/nodes.ts";
import { isShared } from "../store/store.ts";
import { listPage } from "./list.ts";
import type { Answer, Call, Route } from "./route.ts";

function search(call: Call): Answer {
  const { body, world } = call;
  const filter = objectAt(body, "filter");
  const query = (stringAt(body, "query") ?? "").toLowerCase();
  const trashed = filter["in_trash"] === true;
  const found = (node: Node): boolean =>
    node.page !== null &&
    filter["value"] !== "data_source" &&
    world.now - node.created >= world.consistency.searchMs &&
    (world.seesAll || isShared(world.store, node)) &&
    saysTrashed(node, world) === trashed &&
    plainText(titleRuns(fieldsOf(node).properties), world)
      .toLowerCase()
      .includes(query);
  const sign = stringAt(objectAt(body, "sort"), "direction") === "ascending" ? 1 : -1;
  const pages = [...world.store.nodes.values()]
    .filter(found)
    .sort((left, right) => sign * (left.edited - right.edited));
  const list = listPage("page_or_data_source", pages, body, (page) => answerPage(page, world));
  return { body: { ...list, request_status: { type: "complete" } } };
}

export const searchRoutes = {
  search: { method: "post", path: "search", query: null, body: "SearchBodyParameters", handle: search },
} as const satisfies Record<string, Route>;
