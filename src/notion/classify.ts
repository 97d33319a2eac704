/**
 * From an error answer to what is known of it.
 *
 * Source: https://developers.notion.com/reference/status-codes,
 * https://developers.notion.com/reference/request-limits, and messages on record in public issue trackers.
 */
import { normalizeId } from "../model/links.ts";
import type { BodyPath, Committed, NotionErrorKind, NotionFacts, Stamp } from "./errors.ts";
import { at, type Json, objectAt, parseObject, stringAt } from "./json.ts";
import { idOf } from "./responseParts.ts";

/** An error answer, its body read. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: string;
  header(name: string): string | null;
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
