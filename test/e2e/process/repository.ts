import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { TreeNode } from "../../../src/sandbox/index.ts";
import { launch, MDNOTION } from "./program.ts";
import { type Served, serve } from "./published.ts";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

export interface Done {
  readonly code: number | null;
  /** Everything that was printed. */
  readonly text: string;
}

/** A repository of git whose hooks can call this project's mdnotion, and a local Notion they publish to. */
export interface TestRepository {
  readonly top: string;
  /** Programs here are found by their name. */
  readonly bin: string;
  readonly served: Served;
  /** Where it listens. */
  readonly url: string;
  /** What is run gets this beside the usual. */
  readonly environment: Record<string, string>;
  read(path: string): string;
  put(path: string, content: string): void;
  /** Runs a program as a user would. */
  run(program: string, ...args: readonly string[]): Promise<Done>;
  git(...args: readonly string[]): Promise<Done>;
  /** As `git`, and throws unless it succeeds. */
  ok(...args: readonly string[]): Promise<string>;
  /** What Notion shows: the text of each page under the target, by its title. */
  pages(): Readonly<Record<string, string>>;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A program that can be called by its name. */
export function addProgram(bin: string, name: string, script: string): void {
  writeFileSync(join(bin, name), script);
  chmodSync(join(bin, name), 0o755);
}

function textIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "plain_text" in value && typeof value.plain_text === "string" ? [value.plain_text] : [];
  return [...own, ...Object.values(value).flatMap(textIn)];
}

function wordsOf({ payload, children }: TreeNode): readonly string[] {
  return [...textIn(payload), ...children.flatMap(wordsOf)];
}

/** A new repository on branch `main` with these files, committed before any hook is there. */
export async function createRepository(files: Readonly<Record<string, string>>): Promise<TestRepository> {
  const served = await serve();
  const base = realpathSync(mkdtempSync(join(tmpdir(), "mdnotion-hook-")));
  onTestFinished(async () => {
    await served.close();
    rmSync(base, { recursive: true, force: true, maxRetries: 3 });
  });
  const { sandbox } = served;
  const top = join(base, "work");
  const bin = join(base, "bin");
  mkdirSync(top);
  mkdirSync(bin);
  addProgram(bin, "mdnotion", `#!/bin/sh\nexec ${MDNOTION.map(quoted).join(" ")} "$@"\n`);
  const listening = await sandbox.listen({ port: 0 });
  onTestFinished(() => listening.close());
  const environment: Record<string, string> = {
    GIT_EDITOR: "true",
    NOTION_TOKEN: sandbox.token,
    NOTION_BASE_URL: listening.url,
  };

  const run: TestRepository["run"] = async (program, ...args) => {
    const { PATH = "" } = process.env;
    const { code, stderr, stdout } = await launch([program, ...args], {
      cwd: top,
      env: {
        PATH: `${bin}${delimiter}${PATH}`,
        HOME: base,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_AUTHOR_NAME: "A",
        GIT_AUTHOR_EMAIL: "a@example.org",
        GIT_COMMITTER_NAME: "A",
        GIT_COMMITTER_EMAIL: "a@example.org",
        MDNOTION_SETTLE: "1",
        ...environment,
      },
    }).ended;
    return { code, text: `${stdout}${stderr}` };
  };
  const repository: TestRepository = {
    top,
    bin,
    served,
    url: listening.url,
    environment,
    read: (path) => readFileSync(join(top, path), "utf8"),
    put: (path, content) => {
      mkdirSync(dirname(join(top, path)), { recursive: true });
      writeFileSync(join(top, path), content);
    },
    run,
    git: (...args) => run("git", ...args),
    ok: async (...args) => {
      const { code, text } = await run("git", ...args);
      if (code !== 0) throw new Error(`git ${args.join(" ")} exited with ${code}:\n${text}`);
      return text;
    },
    pages: () =>
      Object.fromEntries(
        sandbox
          .tree(sandbox.rootPageId)
          .filter(({ type }) => type === "child_page")
          .map(({ id, payload }) => [String(payload["title"]), sandbox.tree(id).flatMap(wordsOf).join(" ")]),
      ),
  };
  const config = { sources: [{ path: ".", to: sandbox.rootPageId, branches: ["main"] }] };
  repository.put("mdnotion.config.json", `${JSON.stringify(config)}\n`);
  for (const [path, content] of Object.entries(files)) repository.put(path, content);
  await repository.ok("init", "--quiet", "--initial-branch=main");
  await repository.ok("add", ".");
  await repository.ok("commit", "--quiet", "--message", "begin");
  return repository;
}

/** Lets a repository use a package this project depends on. */
export function linkPackage({ top }: TestRepository, name: string): void {
  mkdirSync(join(top, "node_modules", ".bin"), { recursive: true });
  symlinkSync(join(PROJECT, "node_modules", name), join(top, "node_modules", name), "dir");
}
