import { describe, expect, it } from "vitest";
import { answerFacts, bodyPath, retryAfterMs } from "../../src/notion/classify.ts";
import { connectionFacts } from "../../src/notion/connection.ts";
import { NotionError, type NotionFacts } from "../../src/notion/errors.ts";

const STAMP = { sentAt: 1_000, serverTime: null, operation: "append" };
const ID = "01234567-89ab-cdef-0123-456789abcdef";

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): NotionFacts {
  return answerFacts(
    {
      status,
      body: typeof body === "string" ? body : JSON.stringify(body),
      header: (name) => headers[name] ?? null,
    },
    STAMP,
  );
}

const HTML = "<html><body><h1>Attention Required!</h1></body></html>";
const refusal = (code: string, message: string, additional_data?: unknown) => ({
  object: "error",
  code,
  message,
  additional_data,
});

const CASES: readonly (readonly [string, number, unknown, Partial<NotionFacts>])[] = [
  ["wrong token", 401, refusal("unauthorized", "API token is invalid."), { kind: "unauthorized" }],
  [
    "missing capability",
    403,
    refusal("restricted_resource", "Insufficient permissions for this endpoint."),
    { kind: "forbidden" },
  ],
  [
    "full workspace",
    403,
    refusal("restricted_resource", "This workspace has reached its limit of 1000 blocks. Upgrade."),
    { kind: "quota" },
  ],
  ["proxy that refuses", 403, HTML, { kind: "refused", code: "http_403" }],
  [
    "page not shared",
    404,
    refusal("object_not_found", `Could not find page with ID: ${ID}. Make sure …`),
    { kind: "notFound", missing: ID, archived: false },
  ],
  ["404 of a proxy", 404, HTML, { kind: "notFound", missing: null }],
  [
    "block in the trash",
    400,
    refusal(
      "validation_error",
      "Can't edit block that is archived. You must unarchive the block before editing.",
    ),
    { kind: "notFound", archived: true },
  ],
  [
    "page under something in the trash",
    400,
    refusal("validation_error", "Can't edit page on block with an archived ancestor."),
    { kind: "notFound", archived: true },
  ],
  [
    "anchor that is gone",
    400,
    refusal("validation_error", `Block ${ID} to insert after does not exist in the parent.`),
    { kind: "notFound", missing: ID },
  ],
  [
    "wrong id in the path",
    400,
    refusal(
      "validation_error",
      "path failed validation: path.page_id should be a valid uuid, instead was `x`.",
    ),
    { kind: "refused" },
  ],
  [
    "wrong language",
    400,
    refusal("validation_error", 'body failed validation: body.children[3].code.language should be `"abap"`.'),
    { kind: "content", path: ["children", 3, "code", "language"] },
  ],
  [
    "bad link, no place named",
    400,
    refusal("validation_error", "Content creation Failed. Fix the following: \nInvalid URL for link."),
    { kind: "content", path: null },
  ],
  [
    "something the content names",
    400,
    refusal("validation_error", `body.children[0].image.file_upload.id ${ID} does not exist`),
    { kind: "content", path: ["children", 0, "image", "file_upload", "id"] },
  ],
  ["unknown parameter of ours", 400, refusal("invalid_request", "…"), { kind: "refused" }],
  [
    "missing version",
    400,
    refusal("missing_version", "Notion-Version header should be defined"),
    { kind: "refused" },
  ],
  ["too large", 413, HTML, { kind: "content", code: "http_413" }],
  [
    "conflict",
    409,
    refusal("conflict_error", "Conflict occurred while saving."),
    { kind: "conflict", outcome: "unknown" },
  ],
  ["too many rows", 409, refusal("row_limit_exceeded", "…"), { kind: "quota" }],
  ["rate limit", 429, refusal("rate_limited", "…"), { kind: "rateLimited", retryAfter: null }],
  [
    "rate limit that says how long",
    429,
    refusal("rate_limited", "…", { rate_limit_reason: "public_api_request_rate_limit", retry_after: "7" }),
    { kind: "rateLimited", retryAfter: 7_000 },
  ],
  [
    "blocked connection",
    429,
    refusal("rate_limited", "…", { rate_limit_reason: "public_api_request_blocked" }),
    { kind: "blocked" },
  ],
  ["rate limit of a proxy", 429, HTML, { kind: "rateLimited" }],
  ["overload", 529, refusal("service_overload", "…"), { kind: "rateLimited" }],
  ["server error", 500, refusal("internal_server_error", "…"), { kind: "away", outcome: "unknown" }],
  ["bad gateway", 502, HTML, { kind: "away", outcome: "unknown", code: "http_502" }],
  [
    "saved although refused",
    503,
    refusal("service_unavailable", "The change was saved.", {
      committed_resource_id: ID,
      committed_child_ids: [ID.replaceAll("-", "")],
    }),
    { kind: "away", outcome: "unknown", committed: { resource: ID, children: [ID] } },
  ],
  ["gateway timeout", 504, refusal("gateway_timeout", "…"), { kind: "away", outcome: "unknown" }],
  ["redirect", 302, "", { kind: "unexpected", outcome: "unknown" }],
  ["teapot", 418, "", { kind: "refused", outcome: "nothing" }],
  ["JSON that is no object", 500, "[1]", { kind: "away", outcome: "unknown", committed: null }],
];

describe("answerFacts", () => {
  it.each(CASES)("%s (%i)", (_name, status, body, expected) => {
    const facts = answer(status, body);
    expect(facts).toMatchObject({ status, outcome: "nothing", ...STAMP, ...expected });
    const error = new NotionError(facts);
    expect(error.says).toMatch(/^[A-Z].+/);
    expect(error.fix).not.toBe("");
  });

  it("names the request for Notion's support", () => {
    expect(answer(500, { ...refusal("internal_server_error", "…"), request_id: "r-1" }).requestId).toBe(
      "r-1",
    );
    expect(answer(500, HTML, { "x-notion-request-id": "r-2" }).requestId).toBe("r-2");
    expect(answer(403, HTML, { "cf-ray": "ray-3" }).message).toContain("ray-3");
  });
});

describe("bodyPath", () => {
  it("takes the place that goes deepest", () => {
    const message = [
      "body failed validation. Fix one:",
      "body.children[1].embed should be defined, instead was `undefined`.",
      "body.children[1].paragraph.rich_text[0].text.link.url should be a string, instead was `1`.",
      "body.children[1].bookmark should be defined, instead was `undefined`.",
    ].join("\n");
    expect(bodyPath(message)).toEqual(["children", 1, "paragraph", "rich_text", 0, "text", "link", "url"]);
  });

  it("finds none in words", () => {
    expect(bodyPath("Somebody. body failed validation")).toBeNull();
  });
});

describe("retryAfterMs", () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    [null, null],
    ["", null],
    ["soon", null],
    ["0", 0],
    ["1.5", 1_500],
    ["-3", 0],
    [new Date(now + 9_000).toUTCString(), 9_000],
    [new Date(now - 9_000).toUTCString(), 0],
  ])("%j", (value, ms) => {
    expect(retryAfterMs(value, now)).toBe(ms);
  });
});

describe("connectionFacts", () => {
  const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });
  const system = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

  it.each([
    [
      "nobody listens",
      fetchFailed(system("ECONNREFUSED", "connect")),
      false,
      "connection_refused",
      "nothing",
    ],
    ["name unknown", fetchFailed(system("ENOTFOUND", "getaddrinfo")), false, "connection_refused", "nothing"],
    [
      "no address answers",
      fetchFailed(new AggregateError([system("ETIMEDOUT", "connect"), system("ENETUNREACH", "connect")])),
      false,
      "connection_refused",
      "nothing",
    ],
    ["reset", fetchFailed(system("ECONNRESET", "read")), false, "connection_lost", "unknown"],
    ["socket closed", fetchFailed(system("UND_ERR_SOCKET")), false, "connection_lost", "unknown"],
    ["broken pipe", fetchFailed(system("EPIPE", "write")), false, "connection_lost", "unknown"],
    ["no cause", new TypeError("fetch failed"), false, "connection_lost", "unknown"],
    ["cut in the body", new TypeError("terminated"), true, "cut_body", "unknown"],
  ] as const)("%s", (_name, error, answered, code, outcome) => {
    expect(connectionFacts(error, answered, STAMP)).toMatchObject({
      kind: "away",
      code,
      outcome,
      status: null,
    });
  });

  it("does not call a wrong certificate an outage", () => {
    const facts = connectionFacts(fetchFailed(system("SELF_SIGNED_CERT_IN_CHAIN")), false, STAMP);
    expect(facts).toMatchObject({ kind: "refused", outcome: "nothing" });
    expect(new NotionError(facts).fix).toContain("certificates");
  });

  it("survives errors that are their own cause", () => {
    const loop = new Error("loop");
    loop.cause = loop;
    expect(connectionFacts(loop, false, STAMP).kind).toBe("away");
    expect(connectionFacts("a string", false, STAMP).message).toBe("a string");
  });
});
