/** Files and memory: everything on disk that a run reads or writes. */

export { resolveAssets } from "./assets.ts";
export { assetOfDataUrl, bytesOfDataUrl } from "./dataUrl.ts";
export { diskFiles } from "./disk.ts";
export { ignoredAmong } from "./ignored.ts";
export { memoryFiles } from "./inMemory.ts";
export { type Layout, type LayoutPage, layout, renamesOf } from "./layout.ts";
export { lockRun } from "./lock.ts";
export { readNavigation } from "./navigation.ts";
export {
  type Decision,
  describeRule,
  linksOf,
  type SelectRules,
  select,
  selectionMessages,
  selector,
} from "./select.ts";
export { siteOf } from "./site.ts";
export { type FileEntry, type Files, FilesError, reasonOf } from "./source.ts";
export { type MemoryStore, openStore, signatureOf, storeKeeper } from "./store.ts";
export { readText } from "./text.ts";
export { type WarmFiles, warmFiles } from "./warmFiles.ts";
