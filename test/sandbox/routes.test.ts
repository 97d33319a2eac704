import * as endpoints from "@notionhq/client/build/src/api-endpoints.js";
import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import type { Route } from "../../src/sandbox/routes/route.ts";
import { ROUTES } from "../../src/sandbox/routes/table.ts";
import { validateQuery } from "../../src/sandbox/validate/index.ts";

/** What the SDK says of one endpoint. */
interface Endpoint {
  readonly name: string;
  readonly method: string;
  readonly pathParams: readonly string[];
  readonly queryParams: readonly string[];
  readonly bodyParams: readonly string[];
  readonly path: string;
}

function endpointOf(name: string, value: unknown): readonly Endpoint[] {
  if (typeof value !== "object" || value === null || !("method" in value && "path" in value)) {
    return [];
  }
  const strings = (key: string): readonly string[] => {
    const list: unknown = Reflect.get(value, key);
    return Array.isArray(list) ? list.map(String) : [];
  };
  const pathParams = strings("pathParams");
  const path: unknown =
    typeof value.path === "function"
      ? value.path(Object.fromEntries(pathParams.map((key) => [key, `{${key}}`])))
      : "";
  return [
    {
      name,
      method: String(value.method),
      pathParams,
      queryParams: strings("queryParams"),
      bodyParams: strings("bodyParams"),
      path: String(path),
    },
  ];
}

const ENDPOINTS = Object.entries(endpoints).flatMap(([name, value]) => endpointOf(name, value));
const routes: Readonly<Record<string, Route>> = ROUTES;

test("the SDK's table of endpoints is found", () => {
  expect(ENDPOINTS.length).toBeGreaterThan(60);
});

test.each(Object.entries(routes))(
  "%s is the SDK's own endpoint: method, path, query and body",
  (name, route) => {
    const endpoint = ENDPOINTS.find((one) => one.name === name);
    expect(endpoint).toMatchObject({ method: route.method, path: route.path });
    expect(typeof route.body === "string" && route.body !== "form").toBe(
      (endpoint?.bodyParams.length ?? 0) > 0,
    );
    const params = endpoint?.queryParams ?? [];
    expect(route.query !== null).toBe(params.length > 0);
    if (route.query !== null) {
      const { violations } = validateQuery(
        route.query,
        new URLSearchParams(params.map((key): [string, string] => [key, "x"])),
      );
      expect(violations.filter(({ message }) => message.includes("should be not present"))).toEqual([]);
    }
  },
);

test.each(ENDPOINTS.filter(({ name }) => !(name in routes)))(
  "$name, which the sandbox lacks, is answered with a sentence that says so",
  async ({ method, path, pathParams }) => {
    const sandbox = createSandbox();
    const id = sandbox.rootPageId;
    const filled = pathParams.reduce((at, key) => at.replace(`{${key}}`, id), path);
    const response = await sandbox.fetch(`https://api.notion.com/v1/${filled}`, {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${sandbox.token}`, "notion-version": "2026-03-11" },
    });
    expect(await response.json()).toMatchObject({
      code: "invalid_request_url",
      message: expect.stringContaining("The sandbox does not have"),
    });
  },
);
