import { isAbsolute, relative, sep } from "node:path";

/** A path of the system relative to the root, with `/`; null when it lies outside. The root is the empty path. */
export function insideOf(root: string, path: string): string | null {
  const inside = relative(root, path);
  const outside = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return outside ? null : inside.split(sep).join("/");
}

/** One path below another; the empty path is the root, or the folder itself. */
export function below(folder: string, name: string): string {
  return folder === "" || name === "" ? folder + name : `${folder}/${name}`;
}

/** Order of paths: by UTF-16 unit, the same everywhere. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
