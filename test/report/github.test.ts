import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAnnotations } from "../../src/report/github.ts";
import { complaint, place } from "./samples.ts";

/** Reads a workflow command as the runner does: https://github.com/actions/runner ActionCommand.cs. */
function readCommand(
  line: string,
): { name: string; properties: Record<string, string>; data: string } | null {
  const match = /^::(\w+)(?: (.*?))?::(.*)$/su.exec(line);
  if (match === null) {
    return null;
  }
  const [, name = "", list = "", data = ""] = match;
  const lineEnds = (text: string): string => text.replace(/%0D/g, "\r").replace(/%0A/g, "\n");
  const value = (text: string): string =>
    lineEnds(text).replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%25/g, "%");
  const properties = Object.fromEntries(
    list
      .split(",")
      .map((pair) => [pair.slice(0, pair.indexOf("=")), value(pair.slice(pair.indexOf("=") + 1))]),
  );
  return { name, properties, data: lineEnds(data).replace(/%25/g, "%") };
}

test("a message is an annotation at its place", () => {
  expect(formatAnnotations([complaint("docs/a,b:c.md", place(3, 5), { says: "100 %\nor less." })])).toBe(
    "::warning file=docs/a%2Cb%3Ac.md,line=3,endLine=3,col=5,endColumn=9,title=link-not-found::100 %25%0Aor less. Correct the path.",
  );
});

test("columns are left out over several lines, places where there are none", () => {
  const over = complaint("a.md", { line: 1, column: 2, endLine: 4, endColumn: 1 }, { severity: "error" });
  expect(formatAnnotations([over])).toMatch(
    /^::error file=a\.md,line=1,endLine=4,col=2,title=link-not-found::/,
  );
  expect(formatAnnotations([complaint(null, null, { severity: "info" })])).toMatch(
    /^::notice title=link-not-found::/,
  );
});

test("ten of each kind are shown, and a line says how many more there are", () => {
  const messages = Array.from({ length: 13 }, (_, index) => complaint("a.md", place(index + 1)));
  const lines = formatAnnotations([...messages, complaint("b.md", place(1), { severity: "error" })]).split(
    "\n",
  );
  expect(lines.map((line) => line.slice(0, 9))).toEqual([
    "::error f",
    ...Array.from({ length: 10 }, () => "::warning"),
    "… and 3 m",
  ]);
  expect(lines.at(-1)).toBe("… and 3 more warnings, 13 in all.");
});

test("whatever a file is called and a message says, it is one command that reads as that", () => {
  const words = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom("%", "::", ",", ":", "\n", "\r", "%0A", "::error::", "x"))
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(words, words, (path, says) => {
      const [line = "", ...others] = formatAnnotations([complaint(path, null, { says, fix: "" })]).split(
        "\n",
      );
      expect(others).toEqual([]);
      const command = readCommand(line);
      expect(command?.name).toBe("warning");
      expect(command?.properties).toEqual({ file: path.replace(/\r/g, "\uFFFD"), title: "link-not-found" });
      expect(command?.data).toBe(says.trim().replace(/\r/g, "\uFFFD"));
    }),
  );
});
