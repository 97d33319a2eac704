import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  baseName,
  directoryOf,
  isOutside,
  joinPath,
  localTarget,
  localTargets,
  normalizePath,
  relativePath,
} from "../../src/model/paths.ts";

const part = fc.constantFrom(".", "..", "a", "b c", "ä.md", "");
const path = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("/"));
const relative = path.filter((text) => text !== "" && !text.startsWith("/"));

describe("paths", () => {
  it("agree with node:path on every relative path", () => {
    fc.assert(
      fc.property(relative, (text) => {
        expect(normalizePath(text)).toBe(posix.normalize(text).replace(/(?<=.)\/$/, ""));
      }),
    );
  });

  it("lead from any folder to any file and back to the same place", () => {
    const inside = relative.map(normalizePath).filter((text) => !isOutside(text));
    fc.assert(
      fc.property(inside, inside, (from, to) => {
        expect(joinPath(from, relativePath(from, to))).toBe(to);
        expect(relativePath(from, to)).toBe(posix.relative(`/${from}`, `/${to}`) || ".");
      }),
    );
  });

  it("name the folder and the last part", () => {
    expect([directoryOf("a/b/c.md"), baseName("a/b/c.md")]).toEqual(["a/b", "c.md"]);
    expect([directoryOf("c.md"), baseName("c.md")]).toEqual([".", "c.md"]);
  });

  it("tell what leaves the root", () => {
    expect(isOutside(joinPath("a", "../../b"))).toBe(true);
    expect(isOutside("..")).toBe(true);
    expect(isOutside("..hidden/x")).toBe(false);
  });
});

describe("localTarget", () => {
  it.each([
    ["../b.md#top", { path: "docs/b.md", folder: false, fragment: "top" }],
    ["b%20c.md?raw=1", { path: "docs/guide/b c.md", folder: false, fragment: null }],
    ["/images/x.png", { path: "images/x.png", folder: false, fragment: null }],
    ["#caf%C3%A9", { path: null, folder: false, fragment: "café" }],
    ["./", { path: "docs/guide", folder: true, fragment: null }],
    ["..", { path: "docs", folder: true, fragment: null }],
    ["../../../x.md", { path: "../x.md", folder: false, fragment: null }],
    ["100%.md", { path: "docs/guide/100%.md", folder: false, fragment: null }],
    ["", { path: null, folder: false, fragment: null }],
  ])("reads %s", (url, target) => {
    expect(localTarget(url, "docs/guide/a.md")).toEqual(target);
  });

  it.each(["https://x.org/a", "mailto:a@x.org", "//x.org/a", "data:,x"])("leaves %s alone", (url) => {
    expect(localTarget(url, "a.md")).toBeNull();
  });
});

describe("localTargets", () => {
  const roots = { "/": ["static", ""], "/img/": ["pictures"], "@site/": ["web"], "": ["vault"] };

  it.each([
    ["/a.md#x", ["static/a.md", "a.md", "a.md"]],
    ["/img/a.png", ["pictures/a.png", "img/a.png"]],
    ["@site/docs/a%20b.md?x", ["web/docs/a b.md", "docs/guide/@site/docs/a b.md"]],
    ["./a.md", ["docs/guide/a.md"]],
    ["sub/a.md", ["docs/guide/sub/a.md", "vault/sub/a.md"]],
    ["#top", [null]],
    ["https://x.org/a", []],
  ])("reads %s", (url, paths) => {
    expect(localTargets(url, "docs/guide/a.md", roots).map(({ path }) => path)).toEqual(paths);
  });

  it("keeps what a URL says beside its path", () => {
    expect(localTargets("/docs/#x", "a.md", { "/": [""] })[0]).toEqual({
      path: "docs",
      folder: true,
      fragment: "x",
    });
  });
});
