/**
 * Every complaint mdnotion can make, by its permanent id.
 *
 * `says` tells what happened and why, `fix` what to do; `{name}` is filled in. `about` is `document` for what
 * an author can mend in a file (these obey `rules` and `--strict`), `notion` for the state of the workspace,
 * `run` for what happened on the way.
 */
export interface MessageFacts {
  readonly severity: "info" | "warn" | "error";
  readonly about: "document" | "notion" | "run";
  readonly says: string;
  readonly fix: string;
}

export const MESSAGES = {
  "link-not-found": {
    severity: "warn",
    about: "document",
    says: "The link `{url}` leads to no published file, so its text stands without a link.",
    fix: "Correct the path, publish the file too, or set `sourceUrl`.",
  },
} as const satisfies Record<string, MessageFacts>;

export type MessageId = keyof typeof MESSAGES;
