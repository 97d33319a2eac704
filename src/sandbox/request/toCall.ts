/** From a request as it came to a call a handler can trust. */
import type { Matched } from "../core.ts";
import { dashed } from "../ids.ts";
import { isObject, type JsonObject } from "../json.ts";
import { invalid } from "../refusal.ts";
import type { Call, Route } from "../routes/route.ts";
import { emojiViolations } from "../rules/emojis.ts";
import { sizeViolations } from "../rules/sizes.ts";
import {
  describe,
  type Violation,
  validateBody,
  validateId,
  validateQuery,
  violation,
} from "../validate/index.ts";
import type { World } from "../world.ts";
import type { Received } from "./receive.ts";
import { toNewest, type Version } from "./version.ts";

/** @throws Refusal in the server's words for what is wrong with the path, the query or the body */
export function toCall(
  match: Matched,
  received: Received,
  params: URLSearchParams,
  version: Version,
  world: World,
): Call {
  const ids = Object.fromEntries(
    Object.entries(match.ids).map(([name, text]) => {
      // A property's id is no UUID.
      refuse(name === "property_id" ? [] : validateId(name, text));
      return [name, dashed(text) ?? text];
    }),
  );
  return {
    ids,
    query: queryOf(match.route, params),
    body: bodyOf(match.route, received.body, version),
    file: received.file,
    world,
  };
}

function refuse(violations: readonly Violation[]): void {
  if (violations.length > 0) {
    throw invalid(describe(violations));
  }
}

function queryOf(route: Route, params: URLSearchParams): JsonObject {
  if (route.query === null) {
    refuse([...params.entries()].map(([key, text]) => violation(`query.${key}`, "not present", text)));
    return {};
  }
  const { value, violations } = validateQuery(route.query, params);
  refuse(violations);
  return isObject(value) ? value : {};
}

function bodyOf(route: Route, body: unknown, version: Version): JsonObject {
  if (route.body === null || route.body === "form") {
    return {};
  }
  const sent = body ?? {};
  refuse(validateBody(route.body, sent));
  if (!isObject(sent)) {
    throw new Error("A body that is no object passed the schema.");
  }
  const newest = toNewest(sent, version);
  refuse([...sizeViolations(newest), ...emojiViolations(newest)]);
  return newest;
}
