import { createHash } from "node:crypto";
import { posix } from "node:path";
import { message } from "../model/message.ts";
import { type Environment, git, objectReader, readFiltered } from "./gitProcess.ts";
import { gitRenames } from "./gitRenames.ts";
import { listedBelow } from "./listing.ts";
import { type FileEntry, type Files, FilesError } from "./source.ts";

/** What of a repository is read: what would be committed, or what a commit holds. */
export type GitTree =
  | { readonly kind: "index" }
  /** Anything that names a commit. */
  | { readonly kind: "commit"; readonly id: string };

export interface GitFilesRequest {
  /** Absolute path of the root; it lies in a working tree. */
  readonly root: string;
  readonly tree: GitTree;
  /** What git is started with; `GIT_INDEX_FILE` in it names the index. */
  readonly environment: Environment;
}

interface Tracked {
  readonly id: string;
  readonly isLink: boolean;
}

type TrackedFiles = ReadonlyMap<string, Tracked>;

const LINK_MODE = "120000";
const SUBMODULE_MODE = "160000";
/** Of a file that stands in for one git LFS keeps. Source: git-lfs, docs/spec.md. */
const LFS_POINTER = "version https://git-lfs.github.com/spec/v1\n";
/** Links in a row that are followed. */
const LINKS = 10;

function refused(path: string, reason: string): FilesError {
  return new FilesError(message("file-unreadable", { path, reason }, path));
}

/** One line of a listing: modes and ids, a tab, the path. */
function trackedIn(stdout: string, fieldsOf: (head: readonly string[]) => Tracked | null): TrackedFiles {
  const files = new Map<string, Tracked>();
  for (const line of stdout.split("\0")) {
    const tab = line.indexOf("\t");
    const tracked = tab < 0 ? null : fieldsOf(line.slice(0, tab).split(" "));
    if (tracked !== null) files.set(line.slice(tab + 1), tracked);
  }
  return files;
}

function trackedOf(mode: string | undefined, id: string | undefined): Tracked | null {
  if (mode === undefined || id === undefined || mode === SUBMODULE_MODE) return null;
  return { id, isLink: mode === LINK_MODE };
}

async function ask(request: GitFilesRequest, args: readonly string[]): Promise<string> {
  const { root: folder, environment } = request;
  const { error, stdout, stderr } = await git({ folder, environment }, args);
  if (error === null) return stdout;
  const reason = stderr.trim() || error.message;
  throw new FilesError(message("git-silent", { folder, reason }), error);
}

/** Files that are only announced (`git add -N`) are not part of a commit. */
async function announcedOnly(request: GitFilesRequest): Promise<readonly string[]> {
  const question = ["diff", "--name-only", "--diff-filter=A", "--no-renames", "--no-ext-diff"];
  const stdout = await ask(request, [...question, "--ignore-submodules=all", "--relative", "-z", "--", "."]);
  return stdout.split("\0");
}

/** Of a file in conflict, which has stages instead, the side that is checked out. */
const STAGES = ["0", "2"];

async function trackedFiles(request: GitFilesRequest): Promise<TrackedFiles> {
  if (request.tree.kind === "commit") {
    const stdout = await ask(request, ["ls-tree", "-r", "-z", request.tree.id]);
    return trackedIn(stdout, ([mode, , id]) => trackedOf(mode, id));
  }
  const stdout = await ask(request, ["ls-files", "--stage", "-z"]);
  const files = new Map(
    trackedIn(stdout, ([mode, id, stage = ""]) => (STAGES.includes(stage) ? trackedOf(mode, id) : null)),
  );
  for (const path of await announcedOnly(request)) files.delete(path);
  return files;
}

/**
 * Files as git holds them: what is staged, whatever lies in the folder, or what a commit holds. Nothing in the
 * folder is read. Submodules are not entered, and links to folders are not followed.
 *
 * Contents are as committed: line ends as git keeps them. Files of git LFS are asked of it.
 */
export function gitFiles(request: GitFilesRequest): Files {
  const place = { folder: request.root, environment: request.environment };
  const objects = objectReader(place);
  const digests = new Map<string, string>();
  let listing: Promise<TrackedFiles> | null = null;

  const tracked = (): Promise<TrackedFiles> => {
    listing ??= trackedFiles(request);
    return listing;
  };

  async function object(path: string, id: string): Promise<Buffer> {
    const content = await objects.read(id).catch((error: Error) => {
      throw refused(path, error.message);
    });
    if (content === null) throw refused(path, "git has lost its content");
    return Buffer.from(content);
  }

  /** Where a path leads, links followed: a file, something outside the root, or nothing. */
  async function follow(
    path: string,
    left = LINKS,
  ): Promise<{ readonly real: string } | "outside" | "broken"> {
    const found = (await tracked()).get(path);
    if (found === undefined || left === 0) return "broken";
    if (!found.isLink) return { real: path };
    const target = (await object(path, found.id)).toString("utf8");
    const next = posix.normalize(posix.join(posix.dirname(path), target));
    if (posix.isAbsolute(target) || next === ".." || next.startsWith("../")) return "outside";
    return follow(next, left - 1);
  }

  async function locate(path: string): Promise<{ readonly real: string; readonly id: string } | null> {
    const found = await follow(path);
    if (found === "broken") return null;
    if (found === "outside") {
      const reason = "its symbolic link leads out of the root folder";
      throw new FilesError(message("file-outside", { path, reason }, path));
    }
    const file = (await tracked()).get(found.real);
    return file === undefined ? null : { real: found.real, id: file.id };
  }

  async function contentOf(path: string): Promise<Buffer> {
    const found = await locate(path);
    if (found === null) throw refused(path, "git does not hold it");
    const content = await object(path, found.id);
    if (content.toString("utf8", 0, LFS_POINTER.length) !== LFS_POINTER) return content;
    return largeFile(found.real, found.id);
  }

  /** Asks git LFS for a file; the answer may be binary. */
  async function largeFile(path: string, id: string): Promise<Buffer> {
    const content = await readFiltered(place, path, id);
    const isPointer = content?.toString("utf8", 0, LFS_POINTER.length) === LFS_POINTER;
    if (content === null || isPointer) throw refused(path, "git LFS has not fetched it");
    return content;
  }

  return {
    async list(folder = "", enter = () => true) {
      const files = await tracked();
      const problems = new Map<string, Pick<FileEntry, "real" | "problem">>();
      for (const [path, { isLink }] of files) {
        if (!isLink) continue;
        const found = await follow(path);
        const isPlace = typeof found === "object";
        problems.set(path, isPlace ? { real: found.real, problem: null } : { real: path, problem: found });
      }
      return listedBelow(files.keys(), folder, enter, (path) => ({
        path,
        ignored: null,
        ...(problems.get(path) ?? { real: path, problem: null }),
      }));
    },
    read: contentOf,
    async digest(path) {
      const found = await locate(path);
      if (found === null) throw refused(path, "git does not hold it");
      const known = digests.get(found.id);
      if (known !== undefined) return known;
      const digest = createHash("sha256")
        .update(await contentOf(path))
        .digest("hex");
      digests.set(found.id, digest);
      return digest;
    },
    async stat(path) {
      const found = await locate(path);
      return found === null ? null : { bytes: (await contentOf(path)).length, real: found.real };
    },
    renames: () => {
      const { tree } = request;
      return gitRenames(place, tree.kind === "index" ? ["--cached"] : [`${tree.id}^`, tree.id]);
    },
    close: async () => objects.close(),
  };
}
