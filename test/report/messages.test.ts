import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMessage } from "../../src/report/message.ts";
import { countMessages, formatMessages, sortMessages } from "../../src/report/messages.ts";
import { PLAIN_PALETTE } from "../../src/report/palette.ts";
import { printable } from "../../src/report/words.ts";
import { complaint, MARKED, place } from "./samples.ts";

const short = { palette: PLAIN_PALETTE, verbose: false };
const long = { palette: PLAIN_PALETTE, verbose: true };

describe("one message", () => {
  test("has file, line and column as compilers print them", () => {
    expect(formatMessage(complaint("docs/a.md", place(3, 5)), PLAIN_PALETTE)).toBe(
      "docs/a.md:3:5: warning link-not-found: The link leads nowhere. Correct the path.",
    );
  });

  test.each([
    ["names an included file", complaint("a.md", place(3, 5, { path: "part.md" })), "part.md:3:5: "],
    ["names the file alone", complaint("a.md", null), "a.md: "],
    ["names no file", complaint(null, null), ""],
  ])("%s", (_name, message, head) => {
    expect(formatMessage(message, PLAIN_PALETTE)).toBe(
      `${head}warning link-not-found: The link leads nowhere. Correct the path.`,
    );
  });

  test("sets off place and severity", () => {
    expect(formatMessage(complaint("a.md", place(1), { severity: "error" }), MARKED)).toMatch(
      /^\*a\.md:1:1\*: R<error> /,
    );
  });
});

test("messages are grouped by id: errors first, then the most frequent, with the first places and one fix", () => {
  const messages = [
    ...[9, 2, 30, 4].map((line) => complaint("b.md", place(line))),
    complaint("a.md", place(7)),
    complaint("a.md", place(1), { id: "config-syntax", severity: "info", fix: "Do x." }),
    complaint("z.md", place(1), {
      id: "asset-missing",
      severity: "error",
      says: "`p.png` is not there.",
      fix: "Do 1.",
    }),
    complaint("z.md", place(2), {
      id: "asset-missing",
      severity: "error",
      says: "`q.png` is not there.",
      fix: "Do 2.",
    }),
  ];
  expect(formatMessages(messages, short)).toBe(
    `
asset-missing · 2 errors
  z.md:1:1  \`p.png\` is not there. Do 1.
  z.md:2:1  \`q.png\` is not there. Do 2.

link-not-found · 5 warnings
  a.md:7:1  The link leads nowhere.
  b.md:2:1  The link leads nowhere.
  b.md:4:1  The link leads nowhere.
  … and 2 more, shown by --verbose
  → Correct the path.

config-syntax · 1 note
  a.md:1:1  The link leads nowhere.
  → Do x.`.trimStart(),
  );
});

test("verbose shows every message once, by file and line", () => {
  const messages = [complaint("b.md", place(2)), complaint("a.md", place(10)), complaint("a.md", place(9))];
  expect(formatMessages([...messages, ...messages], long).split("\n")).toEqual([
    "a.md:9:1: warning link-not-found: The link leads nowhere. Correct the path.",
    "a.md:10:1: warning link-not-found: The link leads nowhere. Correct the path.",
    "b.md:2:1: warning link-not-found: The link leads nowhere. Correct the path.",
  ]);
});

test("no message is no text", () => {
  expect(formatMessages([], short)).toBe("");
  expect(formatMessages([], long)).toBe("");
  expect(countMessages([])).toBe("");
});

test("counts are of errors and warnings", () => {
  const of = (severity: "error" | "warn" | "info", path = "a") =>
    complaint(path, null, { severity, says: severity });
  expect(countMessages([of("error"), of("warn"), of("error", "b"), of("info"), of("warn")])).toBe(
    "2 errors · 1 warning",
  );
});

test("sorting keeps every distinct message, whatever their order", () => {
  const any = fc.record({ path: fc.constantFrom("a", "b"), line: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.array(any), (items) => {
      const messages = items.map(({ line, path }) => complaint(path, place(line)));
      const lines = sortMessages(messages).map((one) => `${one.path}:${one.place?.line}`);
      expect(lines).toEqual([...new Set(items.map(({ line, path }) => `${path}:${line}`))].sort());
      expect(sortMessages([...messages].reverse()).length).toBe(lines.length);
    }),
  );
});

test("no text steers the terminal or breaks the line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = formatMessage(complaint(text, place(1), { says: text, fix: text }), PLAIN_PALETTE);
      const controls = [...line].filter(
        (character) => /[\p{Cc}\u202e]/u.test(character) && character !== "\t",
      );
      expect(controls).toEqual([]);
    }),
  );
  expect(printable("a\u001b[31mb\u202e\tc\n")).toBe("a\uFFFD[31mb\uFFFD\tc\n");
});
