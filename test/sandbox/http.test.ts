import { expect, test } from "vitest";
import { createSandbox, type FetchInit, type Sandbox } from "../../src/sandbox/index.ts";

const headers = (sandbox: Sandbox): Record<string, string> => ({
  authorization: `Bearer ${sandbox.token}`,
  "notion-version": "2026-03-11",
  "content-type": "application/json",
});

async function ask(sandbox: Sandbox, path: string, init: FetchInit = {}) {
  const response = await sandbox.fetch(`https://api.notion.com${path}`, {
    headers: headers(sandbox),
    ...init,
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

test("an error body has Notion's shape, its request id also in a header", async () => {
  const sandbox = createSandbox();
  const { status, body, headers: sent } = await ask(sandbox, `/v1/pages/${sandbox.unsharedPageId}`);
  expect(status).toBe(404);
  expect(body).toEqual({
    object: "error",
    status: 404,
    code: "object_not_found",
    message: `Could not find page with ID: ${sandbox.unsharedPageId}. Make sure the relevant pages and databases are shared with your integration.`,
    request_id: sent.get("x-notion-request-id"),
  });
});

test.each([
  { title: "no token", headers: {}, status: 401, code: "unauthorized", message: "API token is invalid." },
  {
    title: "a wrong token",
    headers: { authorization: "Bearer ntn_other" },
    status: 401,
    code: "unauthorized",
    message: "API token is invalid.",
  },
  {
    title: "no version",
    headers: { authorization: "TOKEN" },
    status: 400,
    code: "missing_version",
    message:
      "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.",
  },
  {
    title: "an old version",
    headers: { authorization: "TOKEN", "notion-version": "2022-06-28" },
    status: 400,
    code: "validation_error",
    message: expect.stringContaining("2026-03-11"),
  },
])("refused with $status $code: $title", async ({ headers: given, status, code, message }) => {
  const sandbox = createSandbox();
  const entries = Object.entries(given).map(([key, value]) => [
    key,
    value === "TOKEN" ? `Bearer ${sandbox.token}` : value,
  ]);
  const answer = await ask(sandbox, "/v1/users/me", { headers: Object.fromEntries(entries) });
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ code, message });
});

test.each([
  { method: "GET", path: "/v1/nothing", code: "invalid_request_url", message: "Invalid request URL." },
  {
    method: "GET",
    path: "/v1/pages/b55c9c91384d452b81dbd1ef79372b75/markdown",
    code: "invalid_request_url",
    message:
      "The sandbox does not have GET /v1/pages/{page_id}/markdown. Try this request on a real workspace.",
  },
  {
    method: "GET",
    path: "/v1/pages/abc",
    code: "validation_error",
    message: 'path failed validation: path.page_id should be a valid uuid, instead was `"abc"`.',
  },
  {
    method: "GET",
    path: "/v1/users?page_size=101",
    code: "validation_error",
    message: "query failed validation: query.page_size should be ≤ `100`, instead was `101`.",
  },
  {
    method: "GET",
    path: "/v1/users?pagesize=10",
    code: "validation_error",
    message: expect.stringContaining("query.pagesize should be not present"),
  },
  {
    method: "POST",
    path: "/v1/search",
    body: "{",
    code: "invalid_json",
    message: "Error parsing JSON body.",
  },
  {
    method: "POST",
    path: "/v1/search",
    body: '{"question":1}',
    code: "validation_error",
    message: expect.stringContaining("body.question should be not present"),
  },
])("$method $path is refused with $code", async ({ method, path, body, code, message }) => {
  const answer = await ask(createSandbox(), path, { method, ...(body === undefined ? {} : { body }) });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code, message });
});

test("a body over 500 KB is refused with 413", async () => {
  const body = JSON.stringify({ query: "a".repeat(500_001) });
  expect(await ask(createSandbox(), "/v1/search", { method: "POST", body })).toMatchObject({ status: 413 });
});

test("ids are taken with and without dashes, and given with them", async () => {
  const sandbox = createSandbox();
  const { body } = await ask(sandbox, `/v1/pages/${sandbox.rootPageId.replaceAll("-", "")}`);
  expect(body).toHaveProperty("id", sandbox.rootPageId);
});

test("the same seed gives the same ids, another one others", () => {
  expect(createSandbox({ seed: 3 }).rootPageId).toBe(createSandbox({ seed: 3 }).rootPageId);
  expect(createSandbox({ seed: 3 }).rootPageId).not.toBe(createSandbox({ seed: 4 }).rootPageId);
});

test("requests are logged in order, with their bodies and answers", async () => {
  const sandbox = createSandbox();
  await ask(sandbox, "/v1/users/me");
  await ask(sandbox, "/v1/search", { method: "POST", body: '{"query":"a"}' });
  expect(sandbox.requests.list()).toMatchObject([
    { n: 1, method: "GET", path: "/v1/users/me", route: "getSelf", status: 200, body: null, fault: null },
    { n: 2, method: "POST", path: "/v1/search", route: "search", status: 200, body: { query: "a" } },
  ]);
  sandbox.requests.clear();
  await ask(sandbox, "/v1/users");
  expect(sandbox.requests.list()).toMatchObject([{ n: 1, path: "/v1/users" }]);
});

test.each([
  ["a good answer", []],
  ["a refusal", [{ at: 1, fault: { kind: "status", status: 500, when: "before" } }]],
  ["a proxy's page", [{ at: 1, fault: { kind: "status", status: 502, when: "before", html: true } }]],
] as const)("%s shows the server's clock, in whole seconds", async (_name, faults) => {
  const clock = { now: () => Date.UTC(2026, 0, 1, 12, 0, 5, 700), sleep: async () => {} };
  const { headers: sent } = await createSandbox({ clock, faults }).fetch(
    "https://api.notion.com/v1/users/me",
  );
  expect(sent.get("date")).toBe("Thu, 01 Jan 2026 12:00:05 GMT");
});
