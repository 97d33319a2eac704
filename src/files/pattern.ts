import picomatch from "picomatch";

/** A glob, compiled. */
export interface Pattern {
  readonly text: string;
  /** The path before its first wildcard. */
  readonly base: string;
  readonly parts: readonly string[];
  readonly matches: (path: string) => boolean;
}

/** Compiles a glob, relative to the source's folder. A name without wildcards stands for the file or for all that lies in the folder. */
export function pattern(text: string): Pattern {
  const clean = text.replace(/^\.?\/+/, "").replace(/\/+$/, "");
  const { base, isGlob } = picomatch.scan(clean);
  const globs = isGlob ? [clean] : [clean, `${clean}/**`];
  return {
    text,
    base: isGlob ? base : clean,
    parts: clean.split("/"),
    matches: picomatch(globs, { dot: true }),
  };
}

/** Names that are not published unless a pattern names them. */
export const isSpecial = (name: string): boolean => /^[._]/.test(name) || name === "node_modules";

/** A pattern names a hidden name when one of its parts spells out what makes it hidden. */
export function names({ parts }: Pattern, name: string): boolean {
  return parts.some(
    (part) =>
      part === name ||
      (name !== "node_modules" &&
        part.charAt(0) === name.charAt(0) &&
        picomatch.isMatch(name, part, { dot: true })),
  );
}

/** Tells whether a path is a folder or lies below it; the empty folder holds all. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === "" || path === folder || path.startsWith(`${folder}/`);
