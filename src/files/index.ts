/** Files and memory: everything on disk that a run reads or writes. */

export { resolveAssets } from "./assets.ts";
export { diskFiles } from "./disk.ts";
export { memoryFiles } from "./inMemory.ts";
export { type Layout, type LayoutPage, layout, type OrderOf, renamesOf } from "./layout.ts";
export { type LockOptions, type LockWorld, lockRun, type RunLock } from "./lock.ts";
export { readableName } from "./names.ts";
export {
  type Decision,
  describeRule,
  isText,
  type Rule,
  type SelectRules,
  select,
  selectionMessages,
  selector,
} from "./select.ts";
export { siteOf } from "./site.ts";
export { type FileEntry, type Files, FilesError } from "./source.ts";
export { type MemoryStore, openStore, type StorePaths } from "./store.ts";
export { readText, type TextResult } from "./text.ts";
export type { SourceFolder } from "./tree.ts";
