import { type Files, FilesError } from "../files/index.ts";
import { baseName } from "../model/paths.ts";

const isHidden = (name: string): boolean => name.startsWith(".");

const plain = (path: string): string => path.normalize("NFC").toLowerCase();

const isOpen = Object.assign(
  (path: string, ignored: string | null): boolean =>
    ignored === null && !isHidden(baseName(path)) && baseName(path) !== "node_modules",
  { key: "open" },
);

/**
 * Finds files by the end of their path, in any case: of several the one with the shortest path. Hidden files, what
 * git ignores and installed packages are not looked at.
 *
 * @returns a function of a name (`image.png`, `folder/image.png`); null: there is none
 */
export function finder(files: Files): (name: string) => Promise<string | null> {
  async function listAll(): Promise<readonly string[]> {
    const entries = await files.list("", isOpen);
    return entries
      .filter(
        ({ ignored, path, problem }) =>
          ignored === null && problem === null && !path.endsWith("/") && !isHidden(baseName(path)),
      )
      .map(({ path }) => path)
      .sort((a, b) => a.length - b.length);
  }

  let byName: Promise<ReadonlyMap<string, readonly string[]>> | null = null;

  async function index(): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    for (const path of await listAll()) {
      const name = plain(baseName(path));
      const paths = found.get(name);
      if (paths === undefined) found.set(name, [path]);
      else paths.push(path);
    }
    return found;
  }

  return async (name) => {
    try {
      byName ??= index();
      const wanted = plain(name);
      const paths = (await byName).get(baseName(wanted)) ?? [];
      return paths.find((path) => plain(path) === wanted || plain(path).endsWith(`/${wanted}`)) ?? null;
    } catch (error) {
      if (error instanceof FilesError) return null;
      throw error;
    }
  };
}
