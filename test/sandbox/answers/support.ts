import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import type { Route } from "../../../src/sandbox/routes/route.ts";
import { ROUTES } from "../../../src/sandbox/routes/table.ts";

const file = new URL("./answers.schemas.json", import.meta.url);
/** The SDK's types of answers, which the client believes without a look. */
export const ANSWERS: { readonly $comment: string; readonly $defs: Readonly<Record<string, unknown>> } =
  JSON.parse(readFileSync(file, "utf8"));

const ajv = new Ajv({ strict: false });
ajv.addFormat("uuid", true);
ajv.addSchema({ $id: "notion", $defs: ANSWERS.$defs });

const routes: Readonly<Record<string, Route>> = ROUTES;
const PATTERNS = Object.entries(routes).map(([name, { method, path }]) => ({
  name,
  method: method.toUpperCase(),
  pattern: new RegExp(`^/v1/${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** `users/me` fits the pattern of a user, too; the first that fits is meant. */
function routeOf(method: string, url: string): string | null {
  const { pathname } = new URL(url);
  return PATTERNS.find((one) => one.method === method && one.pattern.test(pathname))?.name ?? null;
}

const compiled = new Map<string, ValidateFunction>();

function validatorOf(route: string): ValidateFunction {
  const known = compiled.get(route);
  const name = `${route.charAt(0).toUpperCase()}${route.slice(1)}Response`;
  const validate = known ?? ajv.compile({ $ref: `notion#/$defs/${name}` });
  compiled.set(route, validate);
  return validate;
}

/** Types of properties that a page's types know and a data source's do not. */
const UNTYPED: readonly unknown[] = ["verification", "button", "place"];

const isUntyped = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  "description" in value &&
  UNTYPED.includes(Reflect.get(value, "type"));

/** An answer without what it has beyond the types: an id of the request, whether a relation was cut, some properties. */
function withoutExtras(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutExtras);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const relation = Reflect.get(value, "type") === "relation" && !("object" in value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== "request_id" && !(relation && key === "has_more") && !isUntyped(item))
      .map(([key, item]) => [key, withoutExtras(item)]),
  );
}

export interface Judged {
  readonly fetch: Sandbox["fetch"];
  /** What is wrong with the answers so far. */
  readonly faults: readonly string[];
  /** Routes that answered. */
  readonly routes: ReadonlySet<string>;
}

/** A sandbox's `fetch` that holds each good answer against the SDK's type of it. */
export function judged(sandbox: Sandbox): Judged {
  const faults: string[] = [];
  const seen = new Set<string>();
  const fetch: Sandbox["fetch"] = async (input, init) => {
    const response = await sandbox.fetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    const route = routeOf(init?.method ?? "GET", url);
    if (response.status === 200 && route !== null) {
      seen.add(route);
      const body = withoutExtras(await response.clone().json());
      const validate = validatorOf(route);
      if (!validate(body)) {
        const places = (validate.errors ?? []).map(
          ({ instancePath, message }) => `${instancePath} ${message}`,
        );
        const deepest = places.toSorted((left, right) => right.length - left.length).slice(0, 5);
        faults.push(`${route}: ${deepest.join("; ")}\n${JSON.stringify(body).slice(0, 2_000)}`);
      }
    }
    return response;
  };
  return { fetch, faults, routes: seen };
}
