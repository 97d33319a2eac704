import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { type Ended, folderOf, launch, write } from "../e2e/process/program.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Megabytes that an installation may take. */
const INSTALLED_MB = 60;

/** An empty project into which the packed program is installed. */
let app = "";

/** What npm is told of its registry, and of the way there. */
const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && /^(HOME|npm_config_.*|.*_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name)
      ? [[name, value]]
      : [],
  ),
);

async function run(command: readonly [string, ...string[]], cwd: string): Promise<Ended> {
  const ended = await launch(command, { cwd, env }).ended;
  expect(ended.code, `${command.join(" ")}\n${ended.stdout}\n${ended.stderr}`).toBe(0);
  return ended;
}

beforeAll(async () => {
  app = await folderOf({
    "package.json": '{ "name": "app", "private": true, "type": "module" }\n',
    "docs/index.md": "# Home\n\nTo [a](a.md).\n",
    "docs/a.md": "# A\n\nText.\n",
  });
  await run(["npm", "pack", "--silent", "--pack-destination", app], ROOT);
  const { stdout } = await run(["sh", "-c", "ls *.tgz"], app);
  const install = ["install", "--omit=dev", "--prefer-offline", "--no-audit", "--no-fund"] as const;
  await run(["npm", ...install, `./${stdout.trim()}`], app);
}, 300_000);

test("publishes", async () => {
  const { stdout } = await run(["npx", "mdnotion", "publish", "docs", "--sandbox"], app);
  expect(stdout).toMatch(/^2 pages · 2 created$/m);
  const again = await run(["npx", "mdnotion", "publish", "docs", "--sandbox"], app);
  expect(again.stdout).toMatch(/^2 pages · 2 unchanged\nno request/m);
});

test("helps", async () => {
  const { stdout } = await run(["npx", "mdnotion", "--help"], app);
  expect(stdout).toMatch(/^Usage: mdnotion/);
});

test("every export can be imported, and resolves to what it names", async () => {
  const script = `
    import { readFileSync } from "node:fs";
    const { exports } = JSON.parse(readFileSync("node_modules/mdnotion/package.json", "utf8"));
    for (const path of Object.keys(exports)) {
      const options = path.endsWith(".json") ? { with: { type: "json" } } : {};
      const found = await import("mdnotion" + path.slice(1), options);
      console.log(path, Object.keys(found).length > 0);
    }
    const { convert } = await import("mdnotion");
    console.log(convert("# Title").title);
  `;
  const { stdout } = await run([process.execPath, "--input-type=module", "--eval", script], app);
  const lines = stdout.trim().split("\n");
  expect(lines.pop()).toBe("Title");
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(line).toMatch(/ true$/);
});

test("its types stand by themselves", async () => {
  const options = {
    target: "es2023",
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ["node"],
    typeRoots: [join(ROOT, "node_modules/@types")],
  };
  const program = `
    import { convert, type Plan, toRequests } from "mdnotion";
    import { paragraph } from "mdnotion/blocks";
    import { createSandbox, type Sandbox } from "mdnotion/sandbox";
    const { blocks, title } = convert("# Title");
    export const known: string | null = title;
    export const sandbox: Sandbox = createSandbox();
    export const operations = (plan: Plan): number => plan.operations.length;
    export const requests = toRequests([...blocks, paragraph("Text.")]);
  `;
  const config = { compilerOptions: options, files: ["use.ts"] };
  await write(app, { "use.ts": program, "tsconfig.json": JSON.stringify(config) });
  await run([process.execPath, join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "."], app);
});

test("takes no more room than it may", async () => {
  const { stdout } = await run(["du", "-sm", "node_modules"], app);
  expect(Number.parseInt(stdout, 10)).toBeLessThan(INSTALLED_MB);
});
