import { expect } from "vitest";
import { createRepository, type TestRepository } from "./repository.ts";

/** The memory of what was published. */
export const LOCKFILE = "mdnotion.lock.json";

const FILES = { "a.md": "# A\n\nfirst\n", "b.md": "# B\n\nsecond\n" };

/** A repository with two pages to publish and a hook that does. */
export async function withHook(
  type = "pre-commit",
  files: Readonly<Record<string, string>> = FILES,
): Promise<TestRepository> {
  const repository = await createRepository(files);
  const { code, text } = await repository.run("mdnotion", "hook", "install", "--type", type);
  expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining(type) });
  return repository;
}

/** A repository with two pages to publish. */
export function withoutHook(): Promise<TestRepository> {
  return createRepository(FILES);
}

/** Names of what the last commit changed. */
export async function committed({ ok }: TestRepository): Promise<readonly string[]> {
  return (await ok("show", "--name-only", "--format=", "HEAD")).split("\n").filter((line) => line !== "");
}

/** Expects that neither index nor folder differ from the commit, but for these. */
export async function isClean({ ok }: TestRepository, ...but: readonly string[]): Promise<void> {
  const lines = (await ok("status", "--porcelain")).split("\n").filter((line) => line !== "");
  expect(lines).toEqual(but);
}

/** Expects the lockfile of the last commit to be the one that lies in the folder, byte for byte. */
export async function hasMemory({ ok, read }: TestRepository): Promise<void> {
  expect(await ok("show", `HEAD:${LOCKFILE}`)).toBe(read(LOCKFILE));
}
