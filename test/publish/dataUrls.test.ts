import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { bytesOfDataUrl } from "../../src/files/index.ts";
import { dataUrlName } from "../../src/model/dataUrl.ts";
import { rehearse } from "../e2e/support/rehearsal.ts";

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

it("uploads an image that is written into its address, once for all pages that show it", async () => {
  const { publish, sandbox } = await rehearse();
  const files = {
    "a.md": `![dot](data:image/png;base64,${PIXEL})\n\n![svg](data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E)\n`,
    "b.md": `<img alt="dot" src="data:image/png;base64,${PIXEL}">\n\n![no](data:image/png;base64,???)\n`,
  };
  const { report, requests } = await publish(files);
  expect(requests.filter((one) => one === "POST /v1/file_uploads")).toHaveLength(2);
  expect(report.messages.map(({ id, path }) => [id, path])).toEqual([["image-data", "b.md"]]);
  const blocks = sandbox.tree(sandbox.rootPageId).flatMap(({ id }) => sandbox.tree(id));
  expect(blocks.map(({ type }) => type)).toEqual(["image", "image", "image", "paragraph"]);
  expect((await publish(files)).requests).toEqual([]);
});

it("reads what an address holds, and names it by its type", () => {
  const bytes = bytesOfDataUrl(`data:image/png;base64,${PIXEL}`) ?? new Uint8Array();
  expect(createHash("sha256").update(bytes).digest("hex")).toMatch(/^[0-9a-f]{64}$/);
  expect(new TextDecoder("latin1").decode(bytes.slice(0, 4))).toBe("\u0089PNG");
  expect(bytesOfDataUrl("data:,a%20b")).toEqual(new TextEncoder().encode("a b"));
  expect(bytesOfDataUrl("data:image/png;base64")).toBeNull();
  expect(bytesOfDataUrl("data:,%E0%A4%A")).toBeNull();
  expect(bytesOfDataUrl("a.png")).toBeNull();
  expect(dataUrlName("data:image/PNG;base64,x")).toBe("image.png");
  expect(dataUrlName("data:application/pdf,x")).toBe("application.pdf");
  expect(dataUrlName("data:,x")).toBeNull();
  expect(dataUrlName("data:image/x-nothing,x")).toBeNull();
});
