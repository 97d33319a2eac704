/**
 * What can go wrong between us and Notion, in one error: what kind it is decides what is done about it.
 */

/**
 * - `refused`: the request itself is wrong, or a proxy on the way refused it
 * - `unauthorized`: the token is not valid
 * - `forbidden`: the connection lacks a capability
 * - `notFound`: missing, in the trash, or not shared; a place in a page that is gone
 * - `content`: something in what was sent is not taken
 * - `conflict`: another write was under way
 * - `rateLimited`: too many requests, or too much load
 * - `blocked`: Notion wants no more requests from this connection
 * - `quota`: the workspace may hold no more blocks or rows
 * - `away`: no connection, or Notion is out of order
 * - `aborted`: the run was interrupted
 * - `unexpected`: an answer that makes no sense
 */
export type NotionErrorKind =
  | "refused"
  | "unauthorized"
  | "forbidden"
  | "notFound"
  | "content"
  | "conflict"
  | "rateLimited"
  | "blocked"
  | "quota"
  | "away"
  | "aborted"
  | "unexpected";

/** A place within a request's body: `["children", 3, "code", "language"]`. */
export type BodyPath = readonly (string | number)[];

/** What an answer says was saved although it is an error. */
export interface Committed {
  /** The new page; for an append the parent. */
  readonly resource?: string;
  /** New first-level blocks, in the order they were sent. */
  readonly children?: readonly string[];
}

/** When and by which clock a request was sent. */
export interface Stamp {
  readonly sentAt: number;
  readonly serverTime: number | null;
  readonly operation: string;
}

/** What is known of a failed call. */
export interface NotionFacts {
  readonly kind: NotionErrorKind;
  /** The API's code, else one of ours: `timeout`, `connection_refused`, `connection_lost`, `cut_body`, `http_<status>` … */
  readonly code: string;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The API's own words, else the network's. */
  readonly message: string;
  /** `nothing`: it certainly had no effect. `unknown`: it may have had its effect, or may still have it. */
  readonly outcome: "nothing" | "unknown";
  /** Its target, or what the target lies in, is in the trash. */
  readonly archived: boolean;
  /** The id a `notFound` names; null where it names none. */
  readonly missing: string | null;
  /** The place in the body that a validation message names; null where it names none. */
  readonly path: BodyPath | null;
  readonly requestId: string | null;
  /** Milliseconds to wait, as the answer says; null where it says nothing. */
  readonly retryAfter: number | null;
  readonly committed: Committed | null;
  /** Milliseconds since 1970 by our clock, when it was sent; when it failed, for what was never sent. */
  readonly sentAt: number;
  /** The same by the server's clock; null where it is not known. */
  readonly serverTime: number | null;
  /** Name of the call. */
  readonly operation: string;
}

/** What a kind means to the person who runs the program, and what to do about it. */
interface Advice {
  readonly says: string;
  readonly fix: string;
}

const RUN_AGAIN = "Run again later: what was done is remembered, and nothing is done twice.";

const ADVICE: { readonly [K in NotionErrorKind]: (facts: NotionFacts) => Advice } = {
  refused: ({ message, status }) =>
    status === null
      ? {
          says: `No connection to Notion can be made from here: ${message}`,
          fix: "Check the API's address, the proxy, and the certificates of this machine (NODE_EXTRA_CA_CERTS).",
        }
      : {
          says: `The request was refused: ${message}`,
          fix: "Check the API's address and what lies between this machine and Notion; else report it as a bug.",
        },
  unauthorized: () => ({
    says: "Notion does not accept the token: it is mistyped, was revoked or has expired.",
    fix: "Copy the token again from the connection's settings in Notion and set NOTION_TOKEN to it.",
  }),
  forbidden: ({ message }) => ({
    says: `The connection lacks a capability it needs: ${message}`,
    fix: "In the connection's settings, allow it to read, update and insert content.",
  }),
  notFound: ({ archived }) =>
    archived
      ? {
          says: "It, or a page it lies in, is in Notion's trash.",
          fix: "Restore it in Notion, or publish to another place.",
        }
      : {
          says: "It does not exist in Notion, or it is not shared with the connection.",
          fix: "Open the page in Notion, choose ••• → Connections and add the connection; then run again.",
        },
  content: ({ message }) => ({
    says: `Notion does not take a part of the content: ${message}`,
    fix: "Change that part of the file, or report it as a bug if the file is in order.",
  }),
  conflict: () => ({
    says: "Somebody else was writing to the same place again and again.",
    fix: RUN_AGAIN,
  }),
  rateLimited: () => ({
    says: "Notion limits the number of requests, and others use the same allowance.",
    fix: "Run again later, or stop what else uses this token.",
  }),
  blocked: () => ({
    says: "Notion blocks further requests of this connection.",
    fix: "Do not run again for now; ask Notion's support why the connection is blocked.",
  }),
  quota: ({ message }) => ({
    says: `The workspace is full: ${message}`,
    fix: "Upgrade the workspace's plan, or publish to another one. Deleting blocks does not free capacity.",
  }),
  away: ({ code, status }) => ({
    says:
      status === null
        ? `Notion could not be reached (${code}).`
        : `Notion is out of order: it answered with status ${status}.`,
    fix: `Check the network and https://www.notion-status.com. ${RUN_AGAIN}`,
  }),
  aborted: () => ({ says: "The run was interrupted.", fix: RUN_AGAIN }),
  unexpected: ({ message }) => ({
    says: `Notion gave an answer that makes no sense: ${message}`,
    fix: "Run again; if it comes back, report it as a bug.",
  }),
};

/** A call that failed. It never holds the token. */
export class NotionError extends Error implements NotionFacts {
  override readonly name = "NotionError";
  readonly kind: NotionErrorKind;
  readonly code: string;
  readonly status: number | null;
  readonly says: string;
  readonly fix: string;
  readonly outcome: "nothing" | "unknown";
  readonly archived: boolean;
  readonly missing: string | null;
  readonly path: BodyPath | null;
  readonly requestId: string | null;
  readonly retryAfter: number | null;
  readonly committed: Committed | null;
  readonly sentAt: number;
  readonly serverTime: number | null;
  readonly operation: string;

  constructor(facts: NotionFacts) {
    super(facts.message);
    const { says, fix } = ADVICE[facts.kind](facts);
    this.says = says;
    this.fix = fix;
    this.kind = facts.kind;
    this.code = facts.code;
    this.status = facts.status;
    this.outcome = facts.outcome;
    this.archived = facts.archived;
    this.missing = facts.missing;
    this.path = facts.path;
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
    this.committed = facts.committed;
    this.sentAt = facts.sentAt;
    this.serverTime = facts.serverTime;
    this.operation = facts.operation;
  }

  /** The same error with some facts changed. */
  with(changes: Partial<NotionFacts>): NotionError {
    // `message` is no own enumerable key of an Error.
    return new NotionError({ ...this, message: this.message, ...changes });
  }
}
