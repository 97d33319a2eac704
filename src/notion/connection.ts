/** From a failed connection to what is known of it. */
import type { NotionErrorKind, NotionFacts, Stamp } from "./errors.ts";
import { at, type Json, stringAt } from "./json.ts";

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
