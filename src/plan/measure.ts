import { LIMITS } from "../facts/limits.ts";
import type { Block } from "../model/block.ts";
import { stringBytes } from "../model/bytes.ts";
import type { Pending } from "../model/pending.ts";

/** What a block takes of a request, with the part of its subtree that is sent along. */
export interface Weight {
  readonly blocks: number;
  /** Bytes of JSON. */
  readonly bytes: number;
}

/** Longest id or URL that something pending becomes, with its quotes. */
const REFERENCE_BYTES = 120;
/** What a run has round its text. */
const RUN_BYTES = 64;
/** What a block has round its content, beside its type's name. */
const BLOCK_BYTES = 40;

function isPendingValue(value: object): value is Pending {
  return "kind" in value && "otherwise" in value;
}

/** Values that requests leave out: Notion fills them in. */
function isLeftOut(value: unknown): boolean {
  return (
    value === null || value === false || value === "default" || (Array.isArray(value) && value.length === 0)
  );
}

/** Long texts are sent as several runs, each with its look and link. */
function repeats(run: object): number {
  if (!("text" in run) || typeof run.text !== "object" || run.text === null) return 0;
  const content = "content" in run.text ? run.text.content : "";
  return typeof content === "string" ? Math.floor(content.length / LIMITS.textContent) * 2 : 0;
}

/**
 * Bytes a value takes as JSON in a request, never too few. What is pending counts as the longest it can
 * become, the text that stands for it included.
 */
export function jsonBytes(value: unknown): number {
  if (typeof value === "string") return stringBytes(value);
  if (typeof value !== "object" || value === null) return String(value).length;
  if (Array.isArray(value)) {
    let bytes = 2;
    for (const item of value) bytes += jsonBytes(item) + 1;
    return bytes;
  }
  if (isPendingValue(value)) return Math.max(REFERENCE_BYTES, stringBytes(value.otherwise) + RUN_BYTES);
  let bytes = 2;
  let repeated = 0;
  for (const [key, part] of Object.entries(value)) {
    if (isLeftOut(part)) continue;
    const own = key.length + 4 + jsonBytes(part);
    bytes += own;
    if (key === "annotations") repeated += own;
    else if (key === "text" && typeof part === "object" && part !== null && "link" in part) {
      repeated += jsonBytes(part.link);
    }
  }
  return bytes + repeats(value) * (repeated + RUN_BYTES);
}

/** What a block takes of a request, its children apart. */
export function weigh(block: Block): Weight {
  return { blocks: 1, bytes: BLOCK_BYTES + 2 * block.type.length + jsonBytes(block.value) };
}

/** No block at all. */
export const NOTHING: Weight = { blocks: 0, bytes: 0 };

/** Two weights together. */
export function plus(a: Weight, b: Weight): Weight {
  return { blocks: a.blocks + b.blocks, bytes: a.bytes + b.bytes };
}
