import { spawnSync } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atMost, fact, megabytes, type Section } from "./lines.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed: ${stderr}`);
  return stdout.trim();
}

/** Bytes of all files below, as they are, without what the file system rounds up to. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(entry.parentPath, entry.name);
    return sum + (entry.isDirectory() ? bytesBelow(path) : lstatSync(path).size);
  }, 0);
}

export const size: Section = {
  name: "size",
  title: "Installed size",
  about: "The packed package, installed with its dependencies in an empty folder: npm install --omit=dev.",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "mdnotion-size-"));
    try {
      const tarball = npm(["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], ROOT);
      const packed = join(folder, tarball.split("\n").at(-1) ?? "");
      writeFileSync(join(folder, "package.json"), "{}");
      const quiet = ["--no-fund", "--no-audit", "--loglevel=error", "--prefer-offline"];
      npm(["install", "--omit=dev", ...quiet, packed], folder);
      const modules = join(folder, "node_modules");
      const packages = readdirSync(modules, { recursive: true, encoding: "utf8" }).filter((path) =>
        /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(`node_modules/${path}`),
      );
      return [
        fact("the package, packed", megabytes(statSync(packed).size)),
        fact("the package, unpacked", megabytes(bytesBelow(join(modules, "mdnotion")))),
        fact("packages installed", String(packages.length)),
        atMost("installed in all", bytesBelow(modules), 60_000_000, megabytes),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
