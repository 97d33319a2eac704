import type { Client } from "@notionhq/client";

/** What a case saw, as plain data without ids and times, so that two workspaces can be compared. */
export type Observation =
  | string
  | number
  | boolean
  | null
  | readonly Observation[]
  | { readonly [key: string]: Observation };

/** What a case works with. */
export type World = {
  readonly client: Client;
  /** A fresh page that this case alone writes to. */
  readonly pageId: string;
  /** Waits, in real time on a real workspace. */
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** One question to Notion, and the answer the sandbox gives. */
export type Case = {
  /** Permanent; reports and `npm run conformance <id>` use it. */
  readonly id: string;
  /** The question, as a sentence that is true or false. */
  readonly title: string;
  /** Where the doubt comes from. */
  readonly doubt: string;
  /** What the sandbox answers. A `message` in it is compared as wording, not as behaviour. */
  readonly assumes: Observation;
  /** What mdnotion does so that the other answer does no harm. */
  readonly otherwise: string;
  /** Set if the sandbox lacks what the case needs. */
  readonly needs?: { readonly kind: "real"; readonly reason: string };
  readonly run: (world: World) => Promise<Observation>;
};
