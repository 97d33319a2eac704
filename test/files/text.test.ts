import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEXT_BYTES_MAX } from "../../src/facts/files.ts";
import { diskFiles } from "../../src/files/disk.ts";
import { memoryFiles } from "../../src/files/inMemory.ts";
import { decodeText, readText } from "../../src/files/text.ts";
import { folderWith } from "./tree.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("decodeText", () => {
  it("gives any UTF-8 text back, without its byte order mark", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.includes("\0") && !text.startsWith("\ufeff"));
        expect(decodeText(utf8(text), "a.md")).toEqual({ text, problem: null });
        expect(decodeText(utf8(`\ufeff${text}`), "a.md").text).toBe(text);
        expect(decodeText(Buffer.from(`\ufeff${text}`, "utf16le"), "a.md").text).toBe(text);
      }),
    );
    expect(decodeText(Buffer.from("\ufeffhä", "utf16le").swap16(), "a.md").text).toBe("hä");
  });

  it("takes an empty file for an empty text", () => {
    expect(decodeText(new Uint8Array(), "a.md")).toEqual({ text: "", problem: null });
  });

  it("refuses what is not UTF-8, at the first wrong byte", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "ä", "€", "😀", "\n"), { maxLength: 60 }), (parts) => {
        const before = parts.join("");
        const { text, problem } = decodeText(
          Buffer.concat([utf8(before), Buffer.from([0xe4, 0x20])]),
          "a.md",
        );
        const lines = before.split("\n");
        expect(text).toBeNull();
        expect(problem).toMatchObject({
          id: "file-encoding",
          path: "a.md",
          place: { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
        });
        expect(problem?.says).toContain("0xe4");
      }),
    );
  });

  it("refuses a character that is cut off at the end", () => {
    expect(decodeText(utf8("ab€").subarray(0, 4), "a.md").problem?.place).toMatchObject({
      line: 1,
      column: 3,
    });
  });

  it("refuses binary files", () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    expect(decodeText(png, "a.md").problem?.id).toBe("file-binary");
  });

  it("refuses a file of more than five million bytes, and takes one of just that many", () => {
    const { problem } = decodeText(new Uint8Array(TEXT_BYTES_MAX + 1).fill(0x61), "a.md");
    expect(problem).toMatchObject({ id: "file-too-large", path: "a.md" });
    expect(problem?.says).toBe("The file has 5,000,001 bytes; a page is made from at most 5,000,000.");
    expect(decodeText(new Uint8Array(TEXT_BYTES_MAX).fill(0x61), "a.md").text).toHaveLength(TEXT_BYTES_MAX);
  });
});

describe("readText", () => {
  it("reads from disk and from memory", async () => {
    expect((await readText(memoryFiles({ "a.md": "hä" }), "a.md")).text).toBe("hä");
    expect((await readText(diskFiles(folderWith({ "a.md": "hä" })), "a.md")).text).toBe("hä");
  });

  it("says what is wrong with a file instead of throwing", async () => {
    const files = diskFiles(folderWith({ "large.md": new Uint8Array(20_000_000) }));
    expect((await readText(files, "large.md")).problem?.id).toBe("file-too-large");
    expect((await readText(files, "missing.md")).problem).toMatchObject({
      id: "file-unreadable",
      path: "missing.md",
    });
  });
});
