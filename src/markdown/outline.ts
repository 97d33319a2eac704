import GithubSlugger from "github-slugger";
import type { Definition, Heading, Nodes, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { FrontMatter, HeadingEntry, TitleHeading, UrlEntry } from "../model/document.ts";
import type { Place } from "../model/message.ts";
import { hasChildren, isPhrasing } from "./content.ts";
import type { NodeOf, NodeType } from "./dialect/dialect.ts";
import { placeOf } from "./place.ts";

/** What a file says about itself: its title, its headings, and the addresses it names. */
export interface Outline {
  readonly title: string | null;
  readonly titleHeading?: TitleHeading;
  readonly headings: readonly HeadingEntry[];
  readonly anchors: readonly string[];
  readonly links: readonly UrlEntry[];
  readonly assets: readonly UrlEntry[];
}

interface Collected {
  readonly slugger: GithubSlugger;
  /** Explicit ids met since the last block. */
  readonly ids: string[];
  readonly headings: { readonly node: Heading; readonly entry: HeadingEntry; readonly top: boolean }[];
  readonly anchors: string[];
  readonly links: UrlEntry[];
  readonly assets: UrlEntry[];
  readonly definitions: Definition[];
  /** Identifiers that images refer to, and those that links do. */
  readonly shown: Set<string>;
  readonly linked: Set<string>;
}

type Collect = { readonly [T in NodeType]?: (node: NodeOf<T>, into: Collected, parent: Nodes) => void };

/** The text that anchors are made from: as it was written where a dialect shows something else. */
function writtenText(node: Nodes): string {
  if (node.type === "sign") return node.written;
  if (hasChildren(node)) return node.children.map(writtenText).join("");
  return textOf(node, { includeImageAlt: false, includeHtml: false });
}

function collectHeading(node: Heading, into: Collected, parent: Nodes): void {
  const slug = into.slugger.slug(writtenText(node));
  const ids = [...new Set([...into.ids, ...(node.data?.ids ?? [])])];
  node.data = { ...node.data, slug, ...(ids.length > 0 && { ids }) };
  const entry: HeadingEntry = {
    depth: node.depth,
    text: textOf(node, { includeHtml: false }).trim(),
    slug,
    ...(ids.length > 0 && { ids }),
    place: placeOf(node.position),
  };
  into.headings.push({ node, entry, top: parent.type === "root" });
}

function named(data: { readonly byName?: true } | undefined): Pick<UrlEntry, "byName"> {
  return data?.byName === true ? { byName: true } : {};
}

const COLLECT: Collect = {
  anchor: ({ id }, { anchors }) => anchors.push(id),
  heading: collectHeading,
  link: ({ url, data, position }, { links }) => links.push({ url, ...named(data), place: placeOf(position) }),
  image: ({ url, data, position }, { assets }) =>
    assets.push({ url, ...named(data), place: placeOf(position) }),
  media: ({ url, position }, { assets }) => assets.push({ url, place: placeOf(position) }),
  // A page may be named by its id, too, which leads to no file.
  mention: ({ kind, value, position }, { links }) => {
    if (kind === "page") links.push({ url: value, place: placeOf(position) });
  },
  webPage: ({ url, position }, { links }) => links.push({ url, place: placeOf(position) }),
  pageLink: ({ url, position }, { links }) => links.push({ url, place: placeOf(position) }),
  definition: (node, { definitions }) => definitions.push(node),
  imageReference: ({ identifier }, { shown }) => shown.add(identifier),
  linkReference: ({ identifier }, { linked }) => linked.add(identifier),
};

function collect<T extends NodeType>(type: T, node: NodeOf<T>, into: Collected, parent: Nodes): void {
  COLLECT[type]?.(node, into, parent);
}

/** Collects while a tree is walked: `see` is to be called for each node, after its children. */
export interface Collector {
  readonly see: (node: Nodes, parent: Nodes) => void;
  /** To be called once, when all has been seen. Takes the heading that gives the title out of the tree. */
  readonly finish: (root: Root, frontMatter: FrontMatter | null) => Outline;
}

/** A heading's images, which a title cannot hold, as a paragraph; nothing when it has none. */
function imagesOf(heading: Heading): RootContent[] {
  const holdsImage = (node: Nodes): boolean =>
    node.type === "image" ||
    node.type === "imageReference" ||
    (hasChildren(node) && node.children.some(holdsImage));
  const images = heading.children.filter((child) => isPhrasing(child) && holdsImage(child));
  const { position } = heading;
  return images.length === 0 ? [] : [{ type: "paragraph", children: images, ...(position && { position }) }];
}

function titleIn(frontMatter: FrontMatter | null): string | null {
  const value = frontMatter?.values["title"];
  if (typeof value !== "string" && typeof value !== "number") return null;
  return String(value).trim() || null;
}

/** `icon` and `cover` where they look like an address: an emoji has neither a dot nor a slash. */
function looks(frontMatter: FrontMatter | null): UrlEntry[] {
  if (frontMatter === null) return [];
  const { values, places } = frontMatter;
  return ["icon", "cover"].flatMap((key) => {
    const url = values[key];
    const place: Place | null = places[key] ?? null;
    return typeof url === "string" && /[./]/.test(url) ? [{ url, place }] : [];
  });
}

function byPlace(entries: readonly UrlEntry[]): UrlEntry[] {
  const at = ({ place }: UrlEntry): readonly [number, number] => [place?.line ?? 0, place?.column ?? 0];
  return entries.toSorted((a, b) => at(a)[0] - at(b)[0] || at(a)[1] - at(b)[1]);
}

/** Takes a heading from the top of the tree; its images stay. */
function takeOut(node: Heading, root: Root): TitleHeading {
  const index = root.children.indexOf(node);
  const images = imagesOf(node);
  root.children.splice(index, 1, ...images);
  return { node, index, left: images.length };
}

function finish(root: Root, frontMatter: FrontMatter | null, collected: Collected): Outline {
  const given = titleIn(frontMatter);
  const first = collected.headings.find(({ entry, top }) => top && entry.depth === 1 && entry.text !== "");
  const isTitle = first !== undefined && (given === null || given === first.entry.text);
  const titleHeading = isTitle ? takeOut(first.node, root) : null;
  const definitions = collected.definitions.map(({ identifier, url, position }) => {
    return { identifier, entry: { url, place: placeOf(position) } };
  });
  const { shown, linked } = collected;
  // A definition nobody refers to counts as a link: it is an address the file names.
  const links = definitions.filter(({ identifier }) => linked.has(identifier) || !shown.has(identifier));
  const assets = definitions.filter(({ identifier }) => shown.has(identifier));
  return {
    title: given ?? first?.entry.text ?? null,
    ...(titleHeading !== null && { titleHeading }),
    headings: collected.headings.map(({ entry }) =>
      isTitle && entry === first.entry ? { ...entry, isTitle: true } : entry,
    ),
    anchors: collected.anchors,
    links: byPlace([...collected.links, ...links.map(({ entry }) => entry)]),
    assets: byPlace([...looks(frontMatter), ...collected.assets, ...assets.map(({ entry }) => entry)]),
  };
}

/**
 * Starts to collect the outline of a file.
 *
 * @param ids - explicit ids that are met on the way; the block that follows them takes them
 */
export function outlineCollector(ids: string[]): Collector {
  const collected: Collected = {
    slugger: new GithubSlugger(),
    ids,
    headings: [],
    anchors: [],
    links: [],
    assets: [],
    definitions: [],
    shown: new Set(),
    linked: new Set(),
  };
  return {
    see(node, parent) {
      collect(node.type, node, collected, parent);
      if (!isPhrasing(node)) ids.length = 0;
    },
    finish: (root, frontMatter) => finish(root, frontMatter, collected),
  };
}
