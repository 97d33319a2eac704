/**
 * The files Notion takes as uploads, and the images it shows from the web, by file name ending.
 *
 * Source: https://developers.notion.com/guides/data-apis/working-with-files-and-media and
 * https://developers.notion.com/reference/block
 */

export type MediaKind = "image" | "audio" | "video" | "pdf" | "document";

/** Ending → content type, by kind. An ending of two kinds (`mp4`) stands in both. */
export const MEDIA = {
  image: {
    gif: "image/gif",
    heic: "image/heic",
    ico: "image/vnd.microsoft.icon",
    jpeg: "image/jpeg",
    jpg: "image/jpeg",
    png: "image/png",
    svg: "image/svg+xml",
    tif: "image/tiff",
    tiff: "image/tiff",
    webp: "image/webp",
  },
  audio: {
    aac: "audio/aac",
    adts: "audio/aac",
    m4a: "audio/mp4",
    m4b: "audio/mp4",
    mid: "audio/midi",
    midi: "audio/midi",
    mp3: "audio/mpeg",
    mp4: "audio/mp4",
    mpga: "audio/mpeg",
    oga: "audio/ogg",
    ogg: "audio/ogg",
    wav: "audio/wav",
    wma: "audio/x-ms-wma",
  },
  video: {
    amv: "video/x-amv",
    asf: "video/x-ms-asf",
    avi: "video/x-msvideo",
    f4v: "video/x-f4v",
    flv: "video/x-flv",
    gifv: "video/mp4",
    m4v: "video/mp4",
    mkv: "video/x-matroska",
    mov: "video/quicktime",
    mp4: "video/mp4",
    mpeg: "video/mpeg",
    qt: "video/quicktime",
    webm: "video/webm",
    wmv: "video/x-ms-wmv",
  },
  pdf: { pdf: "application/pdf" },
  document: {
    doc: "application/msword",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    dot: "application/msword",
    dotx: "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    json: "application/json",
    pot: "application/vnd.ms-powerpoint",
    potx: "application/vnd.openxmlformats-officedocument.presentationml.template",
    ppa: "application/vnd.ms-powerpoint",
    pps: "application/vnd.ms-powerpoint",
    ppt: "application/vnd.ms-powerpoint",
    pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    txt: "text/plain",
    xla: "application/vnd.ms-excel",
    xls: "application/vnd.ms-excel",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    xlt: "application/vnd.ms-excel",
    xltx: "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
  },
} as const satisfies Record<MediaKind, Readonly<Record<string, string>>>;

/** Endings of images that may be shown from their own address. */
export const EXTERNAL_IMAGE_ENDINGS: readonly string[] = [
  "bmp",
  "gif",
  "heic",
  "jpeg",
  "jpg",
  "png",
  "svg",
  "tif",
  "tiff",
  "webp",
];

/** The ending of a file name or path, lower-case and without its dot; empty when there is none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** The kinds of upload a file of this name can be, the likeliest first; none when Notion does not take it. */
export function mediaKindsOf(name: string): readonly MediaKind[] {
  const ending = endingOf(name);
  const kinds: readonly MediaKind[] = ["image", "video", "audio", "pdf", "document"];
  return kinds.filter((kind) => Object.hasOwn(MEDIA[kind], ending));
}

/** The likeliest content type of a file of this name; null when Notion does not take such a file. */
export function contentTypeOf(name: string): string | null {
  const kind = mediaKindsOf(name)[0];
  const types: Readonly<Record<string, string>> = kind === undefined ? {} : MEDIA[kind];
  return types[endingOf(name)] ?? null;
}

/** An ending of files of a content type, without its dot; null when Notion does not take such a file. */
export function endingOfType(contentType: string): string | null {
  const types: readonly (readonly [string, string])[] = Object.values(MEDIA).flatMap((kind) =>
    Object.entries(kind),
  );
  return types.find(([, type]) => type === contentType.toLowerCase())?.[0] ?? null;
}
