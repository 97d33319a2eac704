import type { Message } from "../model/message.ts";

/** A page that may be what a lost request made. */
export interface Candidate {
  readonly id: string;
  readonly url: string;
  readonly title: string;
}

export type ClientErrorCode =
  /** The token cannot be one. */
  | "invalid_token"
  /** What was given is no id and no URL of Notion. */
  | "invalid_id"
  /** There is no such page, database or data source, or it is not shared, or it is not of the kind that is needed. */
  | "unusable_target"
  /** Values that do not fit the properties they are for; `messages` tells which and why. */
  | "invalid_values"
  /** More than one row has the key. */
  | "several_rows"
  /** A query has more rows than the API tells. */
  | "query_limit"
  /** A file that cannot be uploaded. */
  | "invalid_file"
  /** A request whose outcome cannot be found out; `candidates` may be what it made. */
  | "unsettled";

export interface ClientErrorFacts {
  readonly code: ClientErrorCode;
  /** What happened and why. */
  readonly says: string;
  readonly fix: string;
  readonly messages?: readonly Message[];
  readonly candidates?: readonly Candidate[];
  readonly cause?: unknown;
}

/** A call of the client that was refused before Notion was asked to do anything, or whose outcome is not known. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly code: ClientErrorCode;
  /** What happened and why. */
  readonly says: string;
  /** What to do. */
  readonly fix: string;
  /** What is wrong with values, each by itself. */
  readonly messages: readonly Message[];
  /** What a lost request may have made. */
  readonly candidates: readonly Candidate[];

  constructor({ code, says, fix, messages = [], candidates = [], cause }: ClientErrorFacts) {
    super(`${says} ${fix}`, cause === undefined ? {} : { cause });
    this.code = code;
    this.says = says;
    this.fix = fix;
    this.messages = messages;
    this.candidates = candidates;
  }
}
