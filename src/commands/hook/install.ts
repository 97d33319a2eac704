import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import type { Repository } from "../../files/repository.ts";
import { UsageError } from "../usage.ts";
import { withLefthook } from "./lefthook.ts";
import { findPlace, type HookPlace } from "./place.ts";
import { type HookType, isShell, quoted, section, withoutSection, withSection } from "./section.ts";
import { withoutSimpleGitHooks, withSimpleGitHooks } from "./simpleGitHooks.ts";

/** What is put into which repository. */
export interface HookRequest {
  readonly repository: Repository;
  readonly hook: HookType;
  /** Where mdnotion is to work, relative to the top; empty: there. */
  readonly folder: string;
  /** Flags of `hook run`, as a shell reads them; empty: none. */
  readonly flags: string;
}

/** What was done, for the reader. */
export interface HookChange {
  /** The file that was changed, relative to the top; null where none had to be. */
  readonly file: string | null;
  /** What is left for the user to do. */
  readonly next: string | null;
}

const SHEBANG = "#!/bin/sh\n";
const EXECUTABLE = 0o755;

/** The command line for programs that start hooks themselves. */
function commandLine({ flags, folder, hook }: Pick<HookRequest, "flags" | "folder" | "hook">): string {
  const run = `npx --no-install mdnotion hook run ${hook}${flags === "" ? "" : ` ${flags}`}`;
  return folder === "" ? run : `cd ${quoted(folder)} && ${run}`;
}

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8") : null);

function checkScript(file: string, text: string, isGit: boolean): void {
  if (!isShell(text)) {
    throw new UsageError(
      `\`${file}\` is a hook that is no shell script.`,
      "Let it run `mdnotion hook run` with the name of the hook, and stop git where that exits with anything but 0.",
    );
  }
  if (isGit && (statSync(file).mode & 0o111) === 0) {
    throw new UsageError(
      `\`${file}\` is a hook that git does not run, as it is not executable.`,
      "Make it executable or take it away, and run this again.",
    );
  }
}

function writeScript(file: string, isGit: boolean, { flags, folder, hook }: HookRequest): void {
  const before = textOf(file);
  const alone = before === null || withoutSection(before, folder)?.trim() === SHEBANG.trim();
  if (before !== null) checkScript(file, before, isGit);
  const text = withSection(before ?? (isGit ? SHEBANG : ""), folder, section({ hook, folder, flags, alone }));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  if (before === null) chmodSync(file, EXECUTABLE);
}

function clearScript(file: string, folder: string): boolean {
  const rest = withoutSection(textOf(file) ?? "", folder);
  if (rest === null) return false;
  if (rest === SHEBANG || rest === "") rmSync(file);
  else writeFileSync(file, rest);
  return true;
}

function byHand(place: Extract<HookPlace, { kind: "manual" }>, top: string): HookChange {
  const file = relative(top, place.file);
  return { file: null, next: `${place.manager} runs the hooks here. Add to ${file}:\n\n${place.lines}\n` };
}

/** What each way to call hooks needs to call mdnotion as well, and no more. */
interface Way<P> {
  put(place: P, request: HookRequest): HookChange;
  /** Takes out what `put` put in; null where nothing of it is there. */
  take(place: P, request: HookRequest): HookChange | null;
}

const WAYS: { readonly [K in HookPlace["kind"]]: Way<Extract<HookPlace, { kind: K }>> } = {
  script: {
    put: ({ file, manager }, request) => {
      writeScript(file, manager === "git", request);
      return { file, next: null };
    },
    take: ({ file }, { folder }) => (clearScript(file, folder) ? { file, next: null } : null),
  },
  lefthook: {
    put: ({ file }, request) => {
      const run = commandLine(request);
      const text = withLefthook(textOf(file) ?? "", request.hook, request.folder, run);
      if (text === null)
        return byHand(
          { kind: "manual", manager: "lefthook", file, lines: `${request.hook}: ${run}` },
          request.repository.top,
        );
      writeFileSync(file, text);
      return { file, next: "Run `lefthook install`, so that git calls it." };
    },
    take: ({ file }, { folder }) => {
      const rest = withoutSection(textOf(file) ?? "", folder);
      if (rest === null) return null;
      writeFileSync(file, rest);
      return { file, next: null };
    },
  },
  package: {
    put: ({ file }, request) => {
      const text = withSimpleGitHooks(textOf(file) ?? "", request.hook, commandLine(request));
      if (text === null)
        throw new UsageError(`\`${file}\` cannot be read as JSON.`, "Mend it and run this again.");
      writeFileSync(file, text);
      return { file, next: "Run `npx simple-git-hooks`, so that git calls it." };
    },
    take: ({ file }, request) => {
      const text = withoutSimpleGitHooks(textOf(file) ?? "", request.hook);
      if (text === null) return null;
      writeFileSync(file, text);
      return { file, next: "Run `npx simple-git-hooks`, so that git no longer calls it." };
    },
  },
  manual: {
    put: (place, { repository }) => byHand(place, repository.top),
    take: ({ file, manager }, { repository }) => ({
      file: null,
      next: `${manager} runs the hooks here. Take the lines of mdnotion out of ${relative(repository.top, file)}.`,
    }),
  },
};

function wayOf<K extends HookPlace["kind"]>(kind: K): Way<Extract<HookPlace, { kind: K }>> {
  return WAYS[kind];
}

function seen(change: HookChange | null, { repository }: HookRequest): HookChange | null {
  return change === null || change.file === null
    ? change
    : { ...change, file: relative(repository.top, change.file) };
}

/** Lets a hook call mdnotion; a hook that does already is left as it is. @throws UsageError where it cannot be */
export function installHook(request: HookRequest): HookChange {
  const place = findPlace(request.repository, request.hook, commandLine(request));
  return seen(wayOf(place.kind).put(place, request), request) ?? { file: null, next: null };
}

/** Takes mdnotion out of a hook; null where it is not in it. */
export function uninstallHook(request: HookRequest): HookChange | null {
  const place = findPlace(request.repository, request.hook, commandLine(request));
  return seen(wayOf(place.kind).take(place, request), request);
}
