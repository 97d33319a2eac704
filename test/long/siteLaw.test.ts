import { test } from "vitest";
import { textsBecomeOthers } from "../support/siteLaw.ts";

test("a published text becomes any other, whoever wrote into it", async () => {
  await textsBecomeOthers(400);
});
