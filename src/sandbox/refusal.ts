/**
 * The answers that say no. A handler throws one; the app turns it into the response.
 *
 * Source: https://developers.notion.com/reference/status-codes, and messages seen in the issue trackers of
 * public clients.
 */
import type { JsonObject } from "./json.ts";

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: string;
  readonly additionalData: JsonObject | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    additionalData: JsonObject | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.additionalData = additionalData;
    this.headers = headers;
  }
}

export const invalid = (message: string, additionalData: JsonObject | null = null): Refusal =>
  new Refusal(400, "validation_error", message, additionalData);

/** A refusal of the body, in the words the server uses for one violation. */
export const invalidBody = (sentence: string): Refusal =>
  invalid(`body failed validation: body.${sentence}.`);

export const contentFailed = (what: string): Refusal =>
  invalid(`Content creation Failed. Fix the following: \n${what}`);

export type Kind =
  | "page"
  | "block"
  | "database"
  | "data_source"
  | "user"
  | "file_upload"
  | "comment"
  | "discussion"
  | "custom_emoji";

/** The API says the same for what does not exist and for what is not shared with the connection. */
export const notFound = (kind: Kind, id: string): Refusal =>
  new Refusal(
    404,
    "object_not_found",
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`,
  );

export const archived = (): Refusal =>
  invalid("Can't edit block that is archived. You must unarchive the block before editing.");

export const archivedAncestor = (): Refusal =>
  invalid(
    "Can't edit page on block with an archived ancestor. You must unarchive the ancestor before editing page.",
  );

export const conflict = (): Refusal =>
  new Refusal(409, "conflict_error", "Conflict occurred while saving. Please try again.");

export const blockQuota = (limit: number): Refusal =>
  new Refusal(
    403,
    "restricted_resource",
    `This workspace has reached its limit of ${limit} blocks. Upgrade the plan to add more.`,
  );
