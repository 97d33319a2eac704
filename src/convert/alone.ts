import type { Link, LinkReference, Paragraph, PhrasingContent } from "mdast";
import type { DraftBlock } from "../model/block.ts";
import { plainText, text } from "../model/text.ts";
import { fileName, locate } from "./asset.ts";
import type { Context, Piece } from "./context.ts";
import { pictureOf, pictureText } from "./handle/image.ts";
import { linkTarget } from "./link.ts";
import { mediaBlocks } from "./media.ts";
import { urlNamed } from "./named.ts";
import { runsOf, UNMARKED_IN_LINE } from "./pieces.ts";
import { assetPath, localTargetIn, pageOf } from "./site.ts";
import { percentEncoded, urlKind } from "./url.ts";
import { webBlock } from "./web.ts";

/** The one node of a paragraph, spaces left aside; null where there are several. */
function onlyOf(nodes: readonly PhrasingContent[]): PhrasingContent | null {
  let only: PhrasingContent | null = null;
  for (const node of nodes) {
    if (node.type === "text" && node.value.trim() === "") continue;
    if (only !== null) return null;
    only = node;
  }
  return only;
}

/** What a paragraph becomes that is nothing but one link; null where it is an ordinary one. */
export function aloneBlocks(node: Paragraph, context: Context): DraftBlock[] | null {
  const link = onlyOf(node.children);
  if (link?.type !== "link" && link?.type !== "linkReference") return null;
  const url = link.type === "link" ? link.url : context.definitions.get(link.identifier)?.url;
  if (url === undefined) return null;
  if (link.data !== undefined && "byName" in link.data) {
    return context.site.named?.has(url) === true ? localFile(link, urlNamed(url, context), context) : null;
  }
  return badge(link, url, context) ?? bareAddress(link, url) ?? localFile(link, url, context);
}

/** An image that links: shown, with a caption that links. */
function badge(link: Link | LinkReference, url: string, context: Context): DraftBlock[] | null {
  const inside = onlyOf(link.children);
  if (inside?.type !== "image" && inside?.type !== "imageReference") return null;
  const picture = pictureOf(inside, context);
  if (picture === null) return null;
  const name = pictureText(picture);
  // An image that cannot be shown becomes a link with its text, and that is reported there.
  const located = locate(picture.url, name, "image", inside, { ...context, report: () => undefined });
  if (!located.shown) return null;
  const caption = picture.title || name;
  const target = linkTarget(url, caption, link, context);
  return mediaBlocks(located.block, located.source, [text(caption, {}, target)], link);
}

/**
 * A web address that is its own text. One that had to be completed or escaped stays a link: a block would show
 * other text than the author's.
 */
function bareAddress(link: Link | LinkReference, url: string): DraftBlock[] | null {
  const [child] = link.children;
  if (link.children.length !== 1 || child?.type !== "text" || child.value !== url) return null;
  const kind = urlKind(url);
  if (kind.kind !== "web" || !/^https?:/i.test(url)) return null;
  const isWritten = kind.url === url.replace(/\P{ASCII}+/gu, percentEncoded);
  return isWritten ? [webBlock(kind.url, [], link)] : null;
}

/** A link to a file that a block can offer. */
function localFile(link: Link | LinkReference, url: string, context: Context): DraftBlock[] | null {
  const target = urlKind(url).kind === "local" ? localTargetIn(url, context) : null;
  if (target === null || target.path === null) return null;
  if (pageOf(target.path, target.folder, context.site) !== null) return null;
  if (typeof context.site.assets.get(assetPath(target.path, context.site)) !== "object") return null;
  const pieces: Piece[] = [];
  context.phrasing(link.children, UNMARKED_IN_LINE, pieces);
  const runs = runsOf(pieces);
  const name = plainText(runs) || fileName(url);
  const located = locate(url, name, null, link, { ...context, report: () => undefined });
  if (!located.shown || located.block === "image") return null;
  return mediaBlocks(located.block, located.source, name === located.name ? [] : runs, link);
}
