import type { RootContent } from "mdast";
import { convertDocument, NO_SITE } from "../../src/convert/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import type { Document } from "../../src/model/document.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { AssetProblem, Site } from "../../src/model/site.ts";
import { outline } from "../../src/report/outline.ts";

/** A site by what stands in it; the file under test is `guide/text.md`. */
export function siteWith({
  pages = {},
  assets = {},
  others = [],
}: {
  readonly pages?: Readonly<Record<string, readonly string[] | null>>;
  readonly assets?: Readonly<Record<string, AssetProblem | "there">>;
  readonly others?: readonly string[];
}): Site {
  const all = { "guide/text.md": [], ...pages };
  return {
    pages: new Map(
      Object.entries(all).map(([path, slugs]) => [
        path,
        { key: path, title: path, slugs: slugs === null ? null : new Set(slugs) },
      ]),
    ),
    assets: new Map(
      Object.entries(assets).map(([path, state]) => [
        path,
        state === "there" ? { digest: `<${path}>`, bytes: 1 } : state,
      ]),
    ),
    others: new Set(others),
  };
}

function tell(document: Document, site: Site, options: Partial<ConvertOptions>) {
  const { content, needs } = convertDocument(document, site, null, {
    ...DEFAULT_CONVERT_OPTIONS,
    ...options,
  });
  return {
    blocks: content.blocks,
    text: outline(content.blocks),
    ids: content.messages.map(({ id }) => id),
    messages: content.messages,
    content,
    needs,
  };
}

/** Converts a text that stands in `guide/text.md`. */
export function convertText(markdown: string, site: Site = NO_SITE, options: Partial<ConvertOptions> = {}) {
  const settings = { ...DEFAULT_CONVERT_OPTIONS, ...options };
  return tell(parseDocument(markdown, "guide/text.md", settings), site, options);
}

/** Converts a tree that no parser made. */
export function convertTree(
  children: RootContent[],
  site: Site = NO_SITE,
  options: Partial<ConvertOptions> = {},
) {
  const document: Document = {
    path: "guide/text.md",
    tree: { type: "root", children },
    frontMatter: null,
    title: null,
    headings: [],
    anchors: [],
    links: [],
    assets: [],
    includes: [],
    rules: [],
    messages: [],
  };
  return tell(document, site, options);
}
