import type { Case } from "./case.ts";
import { BLOCK_CASES } from "./cases/blocks.ts";
import { COMMENT_CASES } from "./cases/comments.ts";
import { DATABASE_CASES } from "./cases/databases.ts";
import { REAL_CASES } from "./cases/elsewhere.ts";
import { LIMIT_CASES } from "./cases/limits.ts";
import { LINK_CASES } from "./cases/links.ts";
import { MEDIA_CASES } from "./cases/media.ts";
import { PAGE_CASES } from "./cases/pages.ts";
import { SHAPE_CASES } from "./cases/shapes.ts";
import { UPDATE_CASES } from "./cases/updates.ts";

/** Every case, in the order of reports. */
export const SUITE: readonly Case[] = [
  ...LIMIT_CASES,
  ...SHAPE_CASES,
  ...BLOCK_CASES,
  ...UPDATE_CASES,
  ...PAGE_CASES,
  ...LINK_CASES,
  ...MEDIA_CASES,
  ...COMMENT_CASES,
  ...DATABASE_CASES,
  ...REAL_CASES,
];
