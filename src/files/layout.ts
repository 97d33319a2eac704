import { FOLDER_TEXTS } from "../facts/files.ts";
import type { DraftParent } from "../model/draft.ts";
import type { Effect, Memory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import type { PageKey } from "../model/pending.ts";
import { below } from "./inside.ts";
import { compareNames, folderOf, nameOf, readableName, stemOf } from "./names.ts";
import { isWithin } from "./pattern.ts";
import { isFolderText, plantTree, rankOf, type SourceFolder, type Tree } from "./tree.ts";

/** A page the files ask for. */
export interface LayoutPage {
  readonly key: PageKey;
  readonly source: string;
  /** Its text, relative to the root; null for a folder without one. */
  readonly path: string | null;
  readonly parent: DraftParent;
  /** Its file's or folder's name in readable form, for want of a title. */
  readonly name: string;
  /** It is the target itself. */
  readonly isTarget: boolean;
  /** Paths besides its own by which links reach it, relative to the root. */
  readonly aliases: readonly string[];
  /** Keys it may be remembered by, from when its folder had another form; the likeliest first. */
  readonly formerly: readonly PageKey[];
}

export interface Layout {
  /** Parents before their children, siblings in order. */
  readonly pages: readonly LayoutPage[];
  readonly messages: readonly Message[];
}

/** What is said about pages elsewhere than in their names. Paths are relative to the root; folders end in `/`. */
export interface Hints {
  /** Rank among siblings; null: none is given. */
  readonly orderOf: (path: string) => number | null;
  /** Title for want of one in the text; null: the name serves. */
  readonly labelOf: (path: string) => string | null;
  /** Further paths by which links reach it. */
  readonly aliasesOf: (path: string) => readonly string[];
}

/** A folder or file, relative to the source. */
interface Item {
  readonly name: string;
  readonly folder: string | null;
  readonly text: string | null;
}

const NO_HINTS: Hints = { orderOf: () => null, labelOf: () => null, aliasesOf: () => [] };

const prefixOf = ({ name }: SourceFolder): string => (name === "" ? "" : `${name}:`);

function parentOf({ source }: Tree, folder: string): DraftParent {
  if (folder === "" || source.rows) return { kind: "target" };
  return { kind: "page", key: `${prefixOf(source)}${keyOf(`${folder}/`)}` };
}

/** Some systems write accents apart from their letters; a key is the same everywhere. */
const keyOf = (path: string): string => path.normalize("NFC");

function folderPage(tree: Tree, folder: string, { labelOf, aliasesOf }: Hints): LayoutPage {
  const { source, texts } = tree;
  const prefix = prefixOf(source);
  const text = texts.get(folder) ?? null;
  const whole = below(source.path, folder);
  const index = FOLDER_TEXTS.map((name) => `${folder}/${name}.md`);
  const others = [text, `${folder}.md`, ...index].filter((path) => path !== null);
  return {
    key: `${prefix}${keyOf(`${folder}/`)}`,
    source: source.name,
    path: text === null ? null : below(source.path, text),
    parent: parentOf(tree, folderOf(folder)),
    name: labelOf(`${whole}/`) ?? readableName(nameOf(folder)),
    isTarget: false,
    aliases: [whole, `${whole}/`, `${whole}/index.md`, ...aliasesOf(`${whole}/`)],
    // A folder without a text takes no page over: nothing of that page would be left.
    formerly: text === null ? [] : [...new Set(others)].map((path) => `${prefix}${keyOf(path)}`),
  };
}

function filePage(tree: Tree, path: string, { labelOf, aliasesOf }: Hints): LayoutPage {
  const { source, texts } = tree;
  const prefix = prefixOf(source);
  const folder = folderOf(path);
  const stem = stemOf(path);
  const isRootText = texts.get("") === path;
  // Where no folder has a page, its index file answers for it.
  const answers = isFolderText(path) && (folder === "" || source.rows);
  const whole = below(source.path, folder);
  const wasFolder = isFolderText(path) ? folder : below(folder, stem);
  return {
    key: `${prefix}${keyOf(path)}`,
    source: source.name,
    path: below(source.path, path),
    parent: parentOf(tree, folder),
    name: labelOf(below(source.path, path)) ?? readableName(stem),
    isTarget: isRootText,
    aliases: [
      ...(answers ? [whole, whole === "" ? "" : `${whole}/`] : []),
      ...aliasesOf(below(source.path, path)),
    ],
    formerly: wasFolder === "" ? [] : [`${prefix}${keyOf(`${wasFolder}/`)}`],
  };
}

function itemsIn(tree: Tree, folder: string): readonly Item[] {
  const rootText = tree.texts.get("");
  const files = tree.filesIn.get(folder) ?? [];
  const folders = tree.foldersIn.get(folder) ?? [];
  return [
    ...files
      .filter((path) => !tree.taken.has(path) || path === rootText)
      .map((path) => ({ name: stemOf(path), folder: null, text: path })),
    ...folders.map((path) => ({ name: nameOf(path), folder: path, text: tree.texts.get(path) ?? null })),
  ];
}

/** Given order first, then a folder's index files, then by name. */
function compareItems(orderOf: (item: Item) => number | null): (a: Item, b: Item) => number {
  const given = (item: Item): number => orderOf(item) ?? Number.POSITIVE_INFINITY;
  const rank = (item: Item): number =>
    item.folder === null && item.text !== null ? rankOf(item.text) : FOLDER_TEXTS.length;
  return (a, b) => {
    const [x, y] = [given(a), given(b)];
    if (x !== y) return x - y;
    return rank(a) - rank(b) || compareNames(a.name, b.name) || compareNames(a.text ?? "", b.text ?? "");
  };
}

function pagesIn(tree: Tree, folder: string, hints: Hints): readonly LayoutPage[] {
  const rankOfItem = (path: string | null): number | null =>
    path === null ? null : hints.orderOf(below(tree.source.path, path));
  const compare = compareItems(
    (item) => rankOfItem(item.folder === null ? null : `${item.folder}/`) ?? rankOfItem(item.text),
  );
  return [...itemsIn(tree, folder)].sort(compare).flatMap((item) => {
    if (item.folder !== null)
      return [folderPage(tree, item.folder, hints), ...pagesIn(tree, item.folder, hints)];
    return item.text === null ? [] : [filePage(tree, item.text, hints)];
  });
}

function rowsOf(tree: Tree, files: readonly string[], hints: Hints): readonly LayoutPage[] {
  return [...files].sort(compareNames).map((path) => filePage(tree, path, hints));
}

/** Files that only some systems can tell apart by name. */
function clashes(files: readonly string[]): readonly Message[] {
  const seen = new Map<string, string>();
  return files.flatMap((path) => {
    const plain = path.normalize("NFC").toLowerCase();
    const other = seen.get(plain);
    if (other === undefined) seen.set(plain, path);
    return other === undefined ? [] : [message("file-name-clash", { other }, path)];
  });
}

/**
 * The pages that files become: a folder is the parent of what lies in it.
 *
 * @param files - published files of the source, relative to the root
 * @param hints - what front matter and other files say about order and titles
 */
export function layout(files: readonly string[], source: SourceFolder, hints: Partial<Hints> = {}): Layout {
  const inside = files
    .filter((path) => isWithin(path, source.path))
    .map((path) => (source.path === "" ? path : path.slice(source.path.length + 1)));
  const tree = plantTree(inside, source);
  const all: Hints = { ...NO_HINTS, ...hints };
  const pages = source.rows ? rowsOf(tree, inside, all) : pagesIn(tree, "", all);
  return { pages, messages: [...tree.messages, ...clashes(files)] };
}

/**
 * Pages that are remembered by another key: `guide.md` becomes the page of the folder `guide/` as soon as a file
 * lies in it, and back.
 */
export function renamesOf(pages: readonly LayoutPage[], memory: Memory): readonly Effect[] {
  const wanted = new Set(pages.map(({ key }) => key));
  const taken = new Set<PageKey>();
  return pages.flatMap(({ key: to, formerly }): readonly Effect[] => {
    if (memory.pages.has(to)) return [];
    const key = formerly.find((old) => memory.pages.has(old) && !wanted.has(old) && !taken.has(old));
    if (key === undefined) return [];
    taken.add(key);
    return [{ kind: "renamed", key, to }];
  });
}
