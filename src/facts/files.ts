/** Which files are text to publish, and how large they may be. */

/** Endings of the files that become pages, lower-case and without the dot, the preferred one first. */
export const TEXT_ENDINGS: readonly string[] = ["md", "mdx", "markdown"];

/** Names (without ending, lower-case) of the files that hold their folder's own text, the preferred one first. */
export const FOLDER_TEXTS: readonly string[] = ["index", "readme"];

/**
 * Bytes of a text file. Five million characters are some 50,000 paragraphs: fifty requests of Notion's largest
 * size for one page, which no browser opens; a file beyond it is a log or an export, not a document.
 */
export const TEXT_BYTES_MAX = 5_000_000;

/** A NUL within this many bytes from the start makes a file binary, as git has it. */
export const BINARY_PROBE_BYTES = 8000;

/** Folders that are never published, whoever names them. */
export const FORBIDDEN_FOLDERS: readonly string[] = [".git", ".mdnotion"];

/** Name of the memory's file, and of the folder for what is not to be committed. */
export const LOCKFILE = "mdnotion.lock.json";
export const STATE_FOLDER = ".mdnotion";

/** In the folder for what is not to be committed: schemas of data sources as they were last read. */
export const SCHEMAS = "schemas.json";

/** In the folder for what is not to be committed: what is known of the pages of the embedded sandbox. */
export const SANDBOX_LOCKFILE = "sandbox.lock.json";
