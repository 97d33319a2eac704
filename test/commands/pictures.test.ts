import { expect, test } from "vitest";
import { picturesOf } from "../../src/commands/pictures.ts";
import type { Plan, UploadFile } from "../../src/model/plan.ts";
import { folderWith } from "./folder.ts";

function upload(id: number, path: string, more: Partial<UploadFile> = {}): UploadFile {
  const step = { id, key: "", reason: "", kind: "upload" } as const;
  return { ...step, digest: path, path, name: path, contentType: "image/png", bytes: 3, ...more };
}

test("a preview gets the pictures that are to be uploaded, and nothing else", async () => {
  const root = await folderWith({ "a.png": "abc", "b.pdf": "abc", "c.png": "abc" });
  const operations = [
    upload(1, "a.png"),
    upload(2, "b.pdf", { contentType: "application/pdf" }),
    upload(3, "c.png", { bytes: 3_000_000 }),
    upload(4, "gone.png"),
  ];
  const plan: Plan = { version: 1, pages: [], operations, needs: [], messages: [] };
  const embed = await picturesOf(plan, root);
  const of = (digest: string) => embed({ file_upload: { id: { kind: "upload", digest, otherwise: "" } } });
  expect(["a.png", "b.pdf", "c.png", "gone.png"].map(of)).toEqual([
    "data:image/png;base64,YWJj",
    null,
    null,
    null,
  ]);
  expect(embed({ external: { url: "a.png" } })).toBeNull();
});
