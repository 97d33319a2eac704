import type { AppendBlockChildrenParameters } from "@notionhq/client";
import type { Block } from "./model/block.ts";
import { isPending, type Reference } from "./model/pending.ts";
import type { Position } from "./model/plan.ts";
import { resolveBlock } from "./model/resolve.ts";
import { toRequest } from "./notion/toRequest.ts";
import { splitNew } from "./plan/split.ts";

/** The n-th block (from 0) of the first level that an earlier request made or listed; null is where you begin. */
export type RequestParent = { readonly request: number; readonly child: number } | null;

/** One request of a sequence; `parent` and `after` become known as the sequence goes on. */
export type BlockRequest =
  | {
      /** `PATCH /v1/blocks/:id/children`; its answer tells the ids of the first level, in order. */
      readonly kind: "append";
      readonly parent: RequestParent;
      /** The sibling it follows; `start`: it goes before all others; null: the end. */
      readonly after: RequestParent | "start";
      readonly children: AppendBlockChildrenParameters["children"];
    }
  /** `GET /v1/blocks/:id/children`, for ids that no answer told. */
  | { readonly kind: "list"; readonly parent: RequestParent };

const PAGE = "page";

function parentOf(reference: Reference | null): RequestParent {
  if (reference === null || !isPending(reference)) return null;
  return reference.kind === "created" ? { request: reference.operation, child: reference.child ?? 0 } : null;
}

function afterOf(position: Position): RequestParent | "start" {
  if (position === "start") return position;
  return position === "end" ? null : parentOf(position.after);
}

/**
 * Cuts blocks of any number, size and depth into the fewest legal requests, for use with the official SDK alone.
 *
 * @param blocks - as `convert` or the builders give them; what is still pending stands as its text
 * @returns requests in the order they must be sent
 */
export function toRequests(blocks: readonly Block[]): readonly BlockRequest[] {
  const resolved = blocks.map((block) => resolveBlock(block, () => undefined));
  const slot = { container: null, position: "end" } as const;
  const operations = splitNew({ key: "", page: PAGE, blocks: resolved, reason: "", first: 0, ...slot });
  return operations.flatMap((operation): BlockRequest[] => {
    if (operation.kind === "list") return [{ kind: "list", parent: parentOf(operation.container) }];
    if (operation.kind !== "append") return [];
    const { position } = operation;
    return [
      {
        kind: "append",
        parent: parentOf(operation.container),
        after: afterOf(position),
        children: operation.children.map(toRequest),
      },
    ];
  });
}
