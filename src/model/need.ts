import type { SnapshotBlock } from "./block.ts";
import type { PropertyValue, Schema } from "./property.ts";
import type { CommentSnapshot, PageSnapshot } from "./snapshot.ts";

/** Something `convert` or `plan` must know and cannot look up; `read` answers it. */
export type Need =
  | { readonly kind: "block"; readonly block: string }
  /** First-level children of a page or block, with `deep` the whole subtree. */
  | { readonly kind: "children"; readonly block: string; readonly deep: boolean }
  /** Open comments on one block or page. */
  | { readonly kind: "comments"; readonly block: string }
  | { readonly kind: "page"; readonly page: string }
  /** A property's full value: page objects cut long ones. */
  | { readonly kind: "property"; readonly page: string; readonly property: string }
  | { readonly kind: "schema"; readonly dataSource: string }
  | { readonly kind: "user"; readonly who: string }
  | { readonly kind: "emoji"; readonly name: string }
  | {
      readonly kind: "row";
      readonly dataSource: string;
      readonly by: "title" | "source";
      readonly text: string;
    };

export type NeedKind = Need["kind"];

/** What each need is answered with; null: there is none, or it is not shared with us. */
export interface AnswerOf {
  readonly block: SnapshotBlock | null;
  readonly children: readonly SnapshotBlock[] | null;
  readonly comments: readonly CommentSnapshot[];
  readonly page: PageSnapshot | null;
  readonly property: PropertyValue | null;
  readonly schema: Schema | null;
  /** Ids of all that are meant by an e-mail address, a name or an id. */
  readonly user: readonly string[];
  readonly emoji: string | null;
  /** Ids of all pages that match, smallest first. */
  readonly row: readonly string[];
}

/** One string per distinct need. */
export function needKey(need: Need): string {
  const { kind, ...rest } = need;
  return JSON.stringify([kind, ...Object.values(rest)]);
}

/** Answers collected in a run. */
export type Answers = { readonly [K in NeedKind]: ReadonlyMap<string, AnswerOf[K]> };

/** A set of answers without any. */
export function noAnswers(): Answers {
  return {
    block: new Map(),
    children: new Map(),
    comments: new Map(),
    page: new Map(),
    property: new Map(),
    schema: new Map(),
    user: new Map(),
    emoji: new Map(),
    row: new Map(),
  };
}

/** The answer to a need; undefined where it has not been asked. */
export function answerTo<K extends NeedKind>(
  answers: Answers,
  need: Extract<Need, { kind: K }>,
): AnswerOf[K] | undefined {
  const kind: K = need.kind;
  return answers[kind].get(needKey(need));
}
