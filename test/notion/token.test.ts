import { describe, expect, it } from "vitest";
import { checkToken } from "../../src/notion/token.ts";

describe("checkToken", () => {
  it.each([
    ["ntn_abcDEF123", "ntn_abcDEF123"],
    ["secret_abc", "secret_abc"],
    ["  ntn_abc\n", "ntn_abc"],
  ])("takes %j", (raw, token) => {
    expect(checkToken(raw)).toEqual({ ok: true, token, hint: null });
  });

  it.each(["NTN_abc", "opaque-token"])("takes %j with a hint", (raw) => {
    const check = checkToken(raw);
    expect(check).toMatchObject({ ok: true, token: raw });
    expect(check.ok ? check.hint : null).toMatch(/ntn_/);
  });

  it.each([
    [undefined, /no token/],
    ["", /no token/],
    [" \t\n", /no token/],
    ["Bearer ntn_abc", /Bearer/],
    ['"ntn_abc"', /quotation/],
    ["ntn_abc\nntn_def", /line break/],
    ["ntn_abc def", /space/],
    ["ntn_äbc", /characters/],
    ["ntn_\u0000abc", /characters/],
  ])("refuses %j", (raw, says) => {
    const check = checkToken(raw);
    expect(check.ok).toBe(false);
    expect(check.ok ? "" : check.says).toMatch(says);
  });

  it("never repeats the token", () => {
    for (const raw of ["ntn_sécret", "ntn_secret more", "Bearer ntn_secret"]) {
      expect(JSON.stringify(checkToken(raw))).not.toContain("cret");
    }
  });
});
