import { Ajv, type ValidateFunction } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NOTION_SCHEMAS, type SchemaName } from "../../../src/sandbox/schemas/notion.schemas.ts";
import { describe as describeViolations, validateBody } from "../../../src/sandbox/validate/index.ts";
import { mutations, requests } from "./support.ts";

// ajv reads the same schemas by its own understanding of JSON Schema: any branch of a union may accept.
// The interpreter picks branches by key, and must never differ from it on what is accepted.
const ajv = new Ajv({ strict: false });
ajv.addFormat("uuid", /^([0-9a-f]{32}|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})$/i);
ajv.addSchema({ $id: "notion", $defs: NOTION_SCHEMAS.definitions });
const compiled = new Map<SchemaName, ValidateFunction>();

function accepts(name: SchemaName, value: unknown): boolean {
  const validate = compiled.get(name) ?? ajv.compile({ $ref: `notion#/$defs/${name}` });
  compiled.set(name, validate);
  return validate(value);
}

test("what the schemas allow is accepted, by ajv too", () => {
  fc.assert(
    fc.property(requests(), ({ name, value }) => {
      expect(accepts(name, value)).toBe(true);
      expect(validateBody(name, value)).toEqual([]);
    }),
    { numRuns: 1500, seed: 1 },
  );
});

test("ajv and the interpreter agree on mutated requests, and both verdicts occur", () => {
  const verdicts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(requests(), fc.array(mutations, { minLength: 1, maxLength: 2 }), ({ name, value }, steps) => {
      const mutated = steps.reduce((current: unknown, step) => step(current), value);
      const violations = validateBody(name, mutated);
      expect(violations.length === 0).toBe(accepts(name, mutated));
      verdicts[violations.length === 0 ? "accepted" : "refused"] += 1;
      for (const { path, message } of violations) {
        expect(message.startsWith(`${path} should be `)).toBe(true);
      }
      if (violations.length > 0)
        expect(describeViolations(violations)).toMatch(/^body failed validation[.:]/);
    }),
    { numRuns: 4000, seed: 2 },
  );
  expect(verdicts.accepted).toBeGreaterThan(200);
  expect(verdicts.refused).toBeGreaterThan(1000);
});
