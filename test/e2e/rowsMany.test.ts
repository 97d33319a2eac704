import { test } from "vitest";
import { publishesMany } from "./support/manyRows.ts";

test("many rows: one request each and a few for all; none again; a lost memory costs reads alone", async () => {
  await publishesMany(150);
}, 60_000);
