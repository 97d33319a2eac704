/**
 * From an error answer or a failed connection to what is known of it.
 *
 * Source: https://developers.notion.com/reference/status-codes,
 * https://developers.notion.com/reference/request-limits, and messages on record in public issue trackers.
 */
import { normalizeId } from "../model/links.ts";
import type { BodyPath, Committed, NotionErrorKind, NotionFacts } from "./errors.ts";
import { idOf } from "./responseParts.ts";

/** An error answer, its body read. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: string;
  header(name: string): string | null;
}

/** When and by which clock a request was sent. */
export interface Stamp {
  readonly sentAt: number;
  readonly serverTime: number | null;
  readonly operation: string;
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function at(object: Json, key: string): unknown {
  return object[key];
}

function stringAt(object: Json, key: string): string | null {
  const value = at(object, key);
  return typeof value === "string" ? value : null;
}

function objectAt(object: Json, key: string): Json {
  const value = at(object, key);
  return isObject(value) ? value : {};
}

const ARCHIVED = /\b(?:is archived|archived ancestor|in (?:the )?trash)\b/i;
const QUOTA = /\b(?:limit\b.*\bblocks?|blocks?\b.*\blimit|blocks? usage|row limit)\b/i;
const VANISHED =
  /\bcould not find\b|\bdoes not exist\b|\bno longer exists\b|\bafter_block\b|\bposition\.after\b/i;
const UUID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/i;
const SEGMENT = /([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]/g;

/**
 * The place in the body that a validation message names.
 *
 * A block of which no variant fits is answered with one line for each variant; the longest place belongs to
 * the variant that was meant.
 */
export function bodyPath(message: string): BodyPath | null {
  const places = [...message.matchAll(/\bbody((?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])+)/g)].map(([, place]) =>
    [...(place ?? "").matchAll(SEGMENT)].map(([, name, index]) => name ?? Number(index)),
  );
  return places.reduce<BodyPath | null>(
    (longest, path) => (longest === null || path.length > longest.length ? path : longest),
    null,
  );
}

/** Milliseconds that a `Retry-After` header or field asks for: seconds, or a date of HTTP. */
export function retryAfterMs(value: string | null, serverNow: number): number | null {
  if (value === null || value.trim() === "") {
    return null;
  }
  const seconds = Number(value);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds * 1000);
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - serverNow);
}

/** Kinds by the API's code, where the code says it all. */
const KIND_BY_CODE: Readonly<Record<string, NotionErrorKind>> = {
  invalid_json: "refused",
  invalid_request_url: "refused",
  invalid_request: "refused",
  invalid_beta: "refused",
  invalid_grant: "unauthorized",
  missing_version: "refused",
  unauthorized: "unauthorized",
  object_not_found: "notFound",
  conflict_error: "conflict",
  row_limit_exceeded: "quota",
  rate_limited: "rateLimited",
  service_overload: "rateLimited",
};

const KIND_BY_STATUS: Readonly<Record<number, NotionErrorKind>> = {
  401: "unauthorized",
  403: "refused",
  404: "notFound",
  408: "away",
  409: "conflict",
  413: "content",
  429: "rateLimited",
  529: "rateLimited",
};

function validationKind(message: string): NotionErrorKind {
  if (ARCHIVED.test(message)) return "notFound";
  if (/^(?:path|query|headers?) failed validation/i.test(message)) return "refused";
  const inContent = bodyPath(message)?.[0] === "children";
  return VANISHED.test(message) && !inContent ? "notFound" : "content";
}

function kindOfRange(status: number): NotionErrorKind {
  if (status >= 500) return "away";
  return status >= 400 ? "refused" : "unexpected";
}

function kindOf(
  status: number,
  code: string | null,
  message: string,
  reason: string | null,
): NotionErrorKind {
  if (code === "validation_error") return validationKind(message);
  if (code === "restricted_resource") return QUOTA.test(message) ? "quota" : "forbidden";
  const kind = KIND_BY_CODE[code ?? ""] ?? KIND_BY_STATUS[status] ?? kindOfRange(status);
  return kind === "rateLimited" && reason === "public_api_request_blocked" ? "blocked" : kind;
}

function committedOf(data: Json): Committed | null {
  const resource = stringAt(data, "committed_resource_id");
  const listed = at(data, "committed_child_ids");
  const children = Array.isArray(listed) ? listed.filter((id) => typeof id === "string") : null;
  if (resource === null && children === null) {
    return null;
  }
  return {
    ...(resource !== null && { resource: idOf(resource) }),
    ...(children !== null && { children: children.map(idOf) }),
  };
}

/** What to say of an answer without words of its own, such as a proxy's page. */
function plainMessage({ status, header }: ErrorAnswer): string {
  const ray = header("cf-ray");
  const from = ray === null ? "" : ` by the proxy in front of it (Ray ID ${ray})`;
  return `Notion's address answered with status ${status}${from}.`;
}

/** What is known of a call that was answered with an error. */
export function answerFacts(answer: ErrorAnswer, stamp: Stamp): NotionFacts {
  const body = parseObject(answer.body);
  const data = objectAt(body, "additional_data");
  const code = stringAt(body, "code");
  const message = stringAt(body, "message") ?? plainMessage(answer);
  const kind = kindOf(answer.status, code, message, stringAt(data, "rate_limit_reason"));
  const wait = answer.header("retry-after") ?? stringAt(data, "retry_after");
  return {
    ...stamp,
    kind,
    code: code ?? `http_${answer.status}`,
    status: answer.status,
    message,
    outcome: kind === "away" || kind === "conflict" || kind === "unexpected" ? "unknown" : "nothing",
    archived: kind === "notFound" && ARCHIVED.test(message),
    missing: kind === "notFound" ? normalizeId(UUID.exec(message)?.[0] ?? "") : null,
    path: bodyPath(message),
    requestId: stringAt(body, "request_id") ?? answer.header("x-notion-request-id"),
    retryAfter: retryAfterMs(wait, stamp.serverTime ?? stamp.sentAt),
    committed: committedOf(data),
  };
}

/** What a failed call has in common where no answer came. */
export function noAnswer(
  kind: NotionErrorKind,
  code: string,
  message: string,
  outcome: NotionFacts["outcome"],
  stamp: Stamp,
): NotionFacts {
  return {
    ...stamp,
    kind,
    code,
    message,
    outcome,
    status: null,
    archived: false,
    missing: null,
    path: null,
    requestId: null,
    retryAfter: null,
    committed: null,
  };
}

/** The connection was never made, so that nothing can have been sent. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const CONNECTING: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);
const UNSAFE = /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/;
/** Words of `fetch` about a request it does not even try to send. */
const UNSENDABLE = /\b(?:bad port|unknown scheme|invalid header value|parse URL)\b/i;

/** An error with those it stands for: `fetch` wraps the socket's, and that may wrap one for each address. */
function causes(error: unknown, depth = 0): readonly Json[] {
  if (typeof error !== "object" || error === null || depth > 4) {
    return [];
  }
  const cause = "cause" in error ? causes(error.cause, depth + 1) : [];
  const several = "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  return [{ ...error }, ...cause, ...several.flatMap((one) => causes(one, depth + 1))];
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
  return cause === "" || cause === words ? words : `${words}: ${cause}`;
}

/** What is known of a call whose connection failed before a whole answer came. */
export function connectionFacts(error: unknown, answered: boolean, stamp: Stamp): NotionFacts {
  const found = causes(error);
  const code = found.map((one) => stringAt(one, "code")).find((one) => one !== null) ?? "";
  const message = wordsOf(error);
  if (answered) {
    return noAnswer("away", "cut_body", message, "unknown", stamp);
  }
  if (UNSAFE.test(code) || UNSENDABLE.test(message)) {
    return noAnswer("refused", code === "" ? "unsendable" : code.toLowerCase(), message, "nothing", stamp);
  }
  const connecting = found.some((one) => CONNECTING.has(at(one, "syscall")));
  return NOT_CONNECTED.has(code) || connecting
    ? noAnswer("away", "connection_refused", message, "nothing", stamp)
    : noAnswer("away", "connection_lost", message, "unknown", stamp);
}
