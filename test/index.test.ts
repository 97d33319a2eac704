import { expect, test } from "vitest";
import * as library from "../src/index.ts";

test("the public exports are these", () => {
  expect(Object.keys(library).sort()).toEqual([
    "DEFAULT_CONVERT_OPTIONS",
    "convert",
    "loadConfig",
    "markdownToBlocks",
    "outline",
    "publish",
    "remarkNotion",
    "toRequests",
  ]);
});
