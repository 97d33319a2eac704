import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import type { FaultRule } from "../sandbox/index.ts";
import { UsageError } from "./usage.ts";

const when = z.enum(["before", "after"]);
const apply = z.boolean();
const milliseconds = z.number().nonnegative();

const status = z.strictObject({
  kind: z.literal("status"),
  status: z.number().int().min(200).max(599),
  when,
  code: z.string().exactOptional(),
  message: z.string().exactOptional(),
  retryAfter: z.number().nonnegative().exactOptional(),
  html: z.boolean().exactOptional(),
});

const fault = z.discriminatedUnion("kind", [
  status,
  z.strictObject({ kind: z.literal("reset"), when }),
  z.strictObject({ kind: z.literal("lateCommit"), resetAfterMs: milliseconds, commitAfterMs: milliseconds }),
  z.strictObject({ kind: z.literal("hang"), apply }),
  z.strictObject({ kind: z.literal("cutBody"), apply }),
  z.strictObject({ kind: z.literal("stallBody"), apply }),
  z.strictObject({ kind: z.literal("committed503") }),
]);

const where = z.strictObject({
  method: z.string().exactOptional(),
  path: z.string().exactOptional(),
  route: z.string().exactOptional(),
  nth: z.number().int().positive().exactOptional(),
});

const rules = z.array(
  z.strictObject({
    at: z.union([z.number().int().positive(), where]),
    fault,
    times: z.union([z.number().int().positive(), z.literal("always")]).exactOptional(),
  }),
);

const EXAMPLE = '[{"at": 3, "fault": {"kind": "status", "status": 502, "when": "after"}}]';

async function jsonText(text: string, cwd: string): Promise<string> {
  if (text.trimStart().startsWith("[")) {
    return text;
  }
  try {
    return await readFile(resolve(cwd, text), "utf8");
  } catch (error) {
    throw new UsageError(
      `--faults names the file \`${text}\`, which cannot be read: ${String(error)}`,
      `Name a JSON file, or give the JSON itself: ${EXAMPLE}`,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--faults is no JSON: ${String(error)}`, `It is a list such as ${EXAMPLE}`);
  }
}

/**
 * Reads the faults a sandbox shall put in the way.
 *
 * @param text - a JSON list, or the path of a file that holds one
 * @throws UsageError when it is no list of fault rules
 */
export async function readFaults(text: string, cwd: string): Promise<readonly FaultRule[]> {
  const result = rules.safeParse(parseJson(await jsonText(text, cwd)));
  if (!result.success) {
    throw new UsageError(
      `--faults holds what is no fault: ${z.prettifyError(result.error)}`,
      `It is a list such as ${EXAMPLE}; docs/sandbox.md has every kind.`,
    );
  }
  return result.data;
}
