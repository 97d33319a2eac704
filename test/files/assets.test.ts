import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resolveAssets } from "../../src/files/assets.ts";
import { diskFiles } from "../../src/files/disk.ts";
import { digestOf } from "../../src/files/sealed.ts";
import { folderWith } from "./tree.ts";

describe("resolveAssets", () => {
  it("tells what each file is, or why it cannot be used", async () => {
    const other = folderWith({ "secret.png": "s" });
    const root = folderWith({
      "docs/a.png": "picture",
      "docs/_images/b.png": "",
      ".env": "TOKEN=1",
      "docs/.hidden/c.png": "",
      ".git/d.png": "",
      "large.png": new Uint8Array(2000),
    });
    symlinkSync(join(other, "secret.png"), join(root, "docs/out.png"));
    symlinkSync("../.env", join(root, "docs/env.png"));
    symlinkSync("a.png", join(root, "docs/link.png"));
    const asked = [
      "docs/a.png",
      "docs/link.png",
      "docs/_images/b.png",
      "docs/A.png",
      "docs",
      "docs/none.png",
      ".env",
      "docs/env.png",
      "docs/.hidden/c.png",
      ".git/d.png",
      "docs/out.png",
      "../other.png",
      "/etc/hostname",
      "large.png",
      "docs/a.png",
    ];
    const found = await resolveAssets(diskFiles(root), asked, 1999);
    const picture = { digest: digestOf("picture"), bytes: 7 };
    expect(Object.fromEntries(found)).toEqual({
      "docs/a.png": picture,
      "docs/link.png": picture,
      "docs/_images/b.png": { digest: digestOf(""), bytes: 0 },
      "docs/A.png": "missing",
      docs: "missing",
      "docs/none.png": "missing",
      ".env": "hidden",
      "docs/env.png": "hidden",
      "docs/.hidden/c.png": "hidden",
      ".git/d.png": "hidden",
      "docs/out.png": "outside",
      "../other.png": "outside",
      "/etc/hostname": "outside",
      "large.png": "tooLarge",
    });
  });

  it("never takes more than one part of an upload holds, whatever the workspace takes", async () => {
    const root = folderWith({ "a.mp4": new Uint8Array(20_000_001) });
    expect((await resolveAssets(diskFiles(root), ["a.mp4"], 5_000_000_000)).get("a.mp4")).toBe("tooLarge");
  });
});
