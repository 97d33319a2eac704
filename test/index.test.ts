import { expect, test } from "vitest";
import * as library from "../src/index.ts";

test("the public exports are these", () => {
  expect(Object.keys(library).sort()).toEqual([
    "ClientError",
    "DEFAULT_CONVERT_OPTIONS",
    "FilterError",
    "NotionError",
    "WhereError",
    "convert",
    "createClient",
    "loadConfig",
    "markdownToBlocks",
    "outline",
    "publish",
    "remarkNotion",
    "toRequests",
  ]);
});
