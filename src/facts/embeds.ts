/**
 * Web addresses that Notion shows in place.
 *
 * Sources: https://developers.notion.com/changelog/validation-on-embed-block-urls (what an `embed` takes; another
 * address is refused), https://developers.notion.com/reference/block#video (a `video` takes YouTube's `watch` and
 * `embed` addresses, Vimeo goes there and not into an `embed`).
 */

interface Place {
  /** The host, or the end of it after a dot. */
  readonly host: string;
  /** What the path must look like; left out: anything below the root. */
  readonly path?: RegExp;
}

const EMBEDS: readonly Place[] = [
  { host: "framer.com" },
  { host: "twitter.com", path: /^\/[^/]+\/status\/\d/ },
  { host: "x.com", path: /^\/[^/]+\/status\/\d/ },
  { host: "drive.google.com", path: /^\/file\/d\// },
  { host: "docs.google.com", path: /^\/(document|spreadsheets|presentation|forms)\/d\// },
  { host: "gist.github.com", path: /^\/[^/]+\/[0-9a-f]+/ },
  { host: "figma.com", path: /^\/(file|proto|design|board|embed|slides|deck)\b/ },
  { host: "invis.io" },
  { host: "loom.com", path: /^\/(share|embed)\// },
  { host: "typeform.com", path: /^\/to\// },
  { host: "codepen.io", path: /^\/[^/]+\/(pen|full|embed|details)\// },
  { host: "google.com", path: /^\/maps\b/ },
  { host: "maps.app.goo.gl" },
  { host: "whimsical.com" },
  { host: "miro.com", path: /^\/app\/(board|live-embed|embed)\b/ },
  { host: "excalidraw.com" },
  { host: "replit.com", path: /^\/@[^/]+\/./ },
];

/** `watch` gives the address a `video` block takes, null where the page shows no video. */
const VIDEOS: readonly (Place & { readonly watch: (url: URL) => string | null })[] = [
  {
    host: "youtube.com",
    watch: (url) => {
      if (url.pathname === "/watch") return url.searchParams.has("v") ? url.href : null;
      if (url.pathname.startsWith("/embed/")) return url.href;
      const id = /^\/(?:shorts|live)\/([\w-]+)/.exec(url.pathname)?.[1];
      return id === undefined ? null : `https://www.youtube.com/watch?v=${id}`;
    },
  },
  {
    host: "youtu.be",
    watch: (url) => {
      const id = /^\/([\w-]+)$/.exec(url.pathname)?.[1];
      if (id === undefined) return null;
      const start = url.searchParams.get("t");
      return `https://www.youtube.com/watch?v=${id}${start === null ? "" : `&t=${start}`}`;
    },
  },
  { host: "vimeo.com", watch: (url) => (/^\/(video\/)?\d+/.test(url.pathname) ? url.href : null) },
];

function lies(url: URL, { host, path }: Place): boolean {
  if (url.hostname !== host && !url.hostname.endsWith(`.${host}`)) return false;
  return path === undefined ? url.pathname.length > 1 : path.test(url.pathname);
}

/** The address a `video` block takes for a page that shows one video; null: it is none. */
export function videoAddress(url: URL): string | null {
  return VIDEOS.find((video) => lies(url, video))?.watch(url) ?? null;
}

/** Tells whether an `embed` block takes this address. */
export function isEmbeddable(url: URL): boolean {
  return EMBEDS.some((place) => lies(url, place));
}
