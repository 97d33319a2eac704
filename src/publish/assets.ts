import { blockFor, refusedImage } from "../convert/asset.ts";
import { pageOf } from "../convert/site.ts";
import { assetOfDataUrl } from "../files/index.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { Asset, AssetProblem, Site } from "../model/site.ts";
import type { Parsed } from "./drafts.ts";
import type { Library } from "./library.ts";
import { namedFiles } from "./names.ts";

type Assets = ReadonlyMap<string, Asset | AssetProblem>;

/** Where the files of texts come from. */
export interface AssetRequest {
  readonly library: Library;
  /** What steers conversion in a source. */
  optionsOf(source: string): ConvertOptions;
  /** Fetches an image from the web; left out where the web is not asked. */
  download?(url: string): Promise<Asset | AssetProblem>;
}

/** Images from the web that are to be uploaded, by their addresses. */
async function imported(parsed: readonly Parsed[], { download, optionsOf }: AssetRequest): Promise<Assets> {
  const found = new Map<string, Asset | AssetProblem>();
  const asking = parsed.filter(({ page }) => optionsOf(page.source).images === "import");
  const urls = asking.flatMap(
    ({ document }) => document?.assets.flatMap(({ url }) => refusedImage(url) ?? []) ?? [],
  );
  if (download !== undefined) for (const url of urls) found.set(url, await download(url));
  return found;
}

/** Files that texts link to and that are no pages. */
async function linkedFiles(
  parsed: readonly Parsed[],
  { library }: AssetRequest,
  site: Site,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { path, folder } of parsed.flatMap(({ references }) => references.links)) {
    const isKnown = found.has(path) || pageOf(path, folder, site) !== null;
    if (!isKnown && (await library.exists(path))) found.add(path);
  }
  return found;
}

/** Files that the documents show or offer. */
export async function assetsOf(
  parsed: readonly Parsed[],
  request: AssetRequest,
  site: Site,
): Promise<Pick<Site, "assets" | "others" | "named">> {
  const { library } = request;
  const named = await namedFiles(parsed, library, site);
  const others = await linkedFiles(parsed, request, site);
  const assets = new Map<string, Asset | AssetProblem>(await imported(parsed, request));
  for (const url of parsed.flatMap(({ references }) => references.embedded))
    assets.set(url, assetOfDataUrl(url));
  const offered = [...others, ...named.values()].filter((path) => blockFor(path) !== null);
  for (const path of [...parsed.flatMap(({ references }) => references.assets), ...offered])
    if (!assets.has(path)) assets.set(path, await library.asset(path));
  return { assets, others, named };
}
