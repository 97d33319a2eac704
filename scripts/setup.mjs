// Makes a fresh clone ready: installs the locked dependencies and compiles src, each only when something changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a command in the project's folder with its output shown; ends the process where it fails. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function stampOf(files) {
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

/** Does the work unless the stamp says that nothing changed since it was done. */
function once(stampFile, stamp, work) {
  const path = join(root, stampFile);
  if (existsSync(path) && readFileSync(path, "utf8") === stamp) return;
  work();
  writeFileSync(path, stamp);
}

export function install() {
  once("node_modules/.setup-stamp", stampOf([join(root, "package-lock.json")]), () => {
    console.log("Installing dependencies …");
    // Not `npm ci`: it wants every platform's optional package in the lock, which a partial mirror cannot record.
    run("npm", ["install", "--no-save", "--no-fund", "--no-audit", "--loglevel=error"]);
  });
}

export function build() {
  install();
  const sources = [...filesBelow("src"), join(root, "tsconfig.json"), join(root, "tsconfig.build.json")];
  once("dist/.setup-stamp", stampOf(sources), () => {
    console.log("Compiling …");
    run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"]);
  });
}
