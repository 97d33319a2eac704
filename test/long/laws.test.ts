import { describe, test } from "vitest";
import { becomesAnyOther, becomesItBySpecialMeans, leavesTheirs, meetsItsAims } from "../support/laws.ts";

describe("whatever a page was and becomes", () => {
  test("it ends as the file has it, and then there is nothing left to do", () => becomesAnyOther(400));
  test("so it does where requests come first, and where it is repaired", () => becomesItBySpecialMeans(300));
  test("what is people's stays, in its order, with what they wrote", () => leavesTheirs(1500));
  test("small ones meet the aims in their order as well as trying everything does", () => meetsItsAims(3000));
});
