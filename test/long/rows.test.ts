import { test } from "vitest";
import { publishesMany } from "../e2e/support/manyRows.ts";

test("a thousand rows take 1.02 requests each at most, and none afterwards", async () => {
  await publishesMany(1000);
}, 300_000);
