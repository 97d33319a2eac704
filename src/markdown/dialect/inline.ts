import type { Dialect } from "./dialect.ts";
import { math } from "./math.ts";

/** The dialects whose constructs stand inside a line, in the order in which they are asked. */
export const INLINE_DIALECTS: readonly Dialect[] = [math];
