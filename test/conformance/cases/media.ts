import type { BlockObjectResponse } from "@notionhq/client";
import type { Case, Observation, World } from "../case.ts";
import { append, appendAnything, appendOne, block, paragraph, verdict } from "../support.ts";

const INVALID_IMAGE = {
  refused: "400 validation_error",
  message: "Content creation Failed. Fix the following: Invalid image url.",
} as const;

const IMAGES: readonly { readonly id: string; readonly url: string; readonly assumes: Observation }[] = [
  { id: "png", url: "https://example.com/a.png", assumes: "accepted" },
  { id: "svg", url: "https://example.com/a.svg", assumes: "accepted" },
  { id: "upper-case", url: "https://example.com/A.JPG", assumes: "accepted" },
  { id: "query-after", url: "https://example.com/a.png?raw=true", assumes: "accepted" },
  { id: "no-extension", url: "https://example.com/badge", assumes: INVALID_IMAGE },
  { id: "query-only", url: "https://example.com/image?file=a.png", assumes: INVALID_IMAGE },
  { id: "data", url: "data:image/png;base64,iVBORw0KGgo=", assumes: INVALID_IMAGE },
  { id: "relative", url: "images/a.png", assumes: INVALID_IMAGE },
];

/** Endings on and off the last list on record, which is a year old. */
const ENDINGS = [
  { ending: "png", type: "image/png", assumes: "accepted" },
  { ending: "svg", type: "image/svg+xml", assumes: "accepted" },
  { ending: "webp", type: "image/webp", assumes: "accepted" },
  { ending: "pdf", type: "application/pdf", assumes: "accepted" },
  { ending: "json", type: "application/json", assumes: "accepted" },
  { ending: "txt", type: "text/plain", assumes: "accepted" },
  { ending: "avif", type: "image/avif", assumes: { refused: "400 validation_error" } },
  { ending: "csv", type: "text/csv", assumes: { refused: "400 validation_error" } },
  { ending: "md", type: "text/markdown", assumes: { refused: "400 validation_error" } },
  { ending: "zip", type: "application/zip", assumes: { refused: "400 validation_error" } },
] as const;

// The smallest PNG: one transparent pixel.
const PIXEL = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

async function upload({ client }: World, filename: string, type = "image/png"): Promise<string> {
  const { id } = await client.fileUploads.create({ mode: "single_part", filename, content_type: type });
  await client.fileUploads.send({
    file_upload_id: id,
    file: { filename, data: new Blob([PIXEL], { type }) },
  });
  return id;
}

function fileUrl(node: BlockObjectResponse): string | undefined {
  return node.type === "image" && node.image.type === "file" ? node.image.file.url : undefined;
}

export const MEDIA_CASES: readonly Case[] = [
  ...IMAGES.map(
    ({ id, url, assumes }): Case => ({
      id: `image-${id}`,
      title: `An image at \`${url}\` is ${assumes === "accepted" ? "accepted" : "refused"}`,
      doubt: "Images have to be hosted directly, with an ending Notion knows; the list is not complete.",
      assumes,
      otherwise: "A refused image becomes a link, and the request goes out again.",
      run: (world) => verdict(append(world, [{ image: { external: { url } } }])),
    }),
  ),
  ...ENDINGS.map(
    ({ ending, type, assumes }): Case => ({
      id: `upload-${ending}`,
      title: `A .${ending} file is ${assumes === "accepted" ? "accepted" : "refused"} as an upload`,
      doubt: "The last list of accepted endings on record is of October 2025.",
      assumes,
      otherwise: "A refused file stays a link or a text, with a warning.",
      run: ({ client }) =>
        verdict(client.fileUploads.create({ filename: `a.${ending}`, content_type: type })),
    }),
  ),
  {
    id: "upload-becomes-file",
    title: "An uploaded image comes back as a file with a URL that changes and expires",
    doubt: "Documented.",
    assumes: { type: "file", expires: true },
    otherwise: "URLs of files are not compared; which upload a block shows is remembered.",
    run: async (world) => {
      const id = await upload(world, "pixel.png");
      const made = await appendOne(world, { image: { file_upload: { id } } });
      if (made.type !== "image" || made.image.type !== "file") return { type: made.type };
      return { type: made.image.type, expires: made.image.file.expiry_time !== "" };
    },
  },
  {
    id: "upload-name-in-url",
    title: "The name of the file is in the path of its URL",
    doubt: "Unknown.",
    assumes: true,
    otherwise: "Nothing is read from such URLs.",
    run: async (world) => {
      const id = await upload(world, "a name.png");
      const made = await appendOne(world, { image: { file_upload: { id } } });
      return decodeURIComponent(new URL(fileUrl(made) ?? "https://example.com").pathname).endsWith(
        "/a name.png",
      );
    },
  },
  {
    id: "upload-attach-twice",
    title: "An upload can be attached again, after its first block is gone too",
    doubt: "Documented; uploading once for every content rests on it.",
    assumes: { again: "accepted", after_delete: "accepted" },
    otherwise: "A refused upload is uploaded again.",
    run: async (world) => {
      const image = { image: { file_upload: { id: await upload(world, "pixel.png") } } };
      const first = await appendOne(world, image);
      const again = await verdict(append(world, [image]));
      await world.client.blocks.delete({ block_id: first.id });
      return { again, after_delete: await verdict(append(world, [image])) };
    },
  },
  {
    id: "upload-attach-pending",
    title: "An upload that was not sent yet cannot be attached",
    doubt: "Not documented with its answer.",
    assumes: { refused: "400 validation_error" },
    otherwise: "Files are sent before they are attached.",
    run: async (world) => {
      const { id } = await world.client.fileUploads.create({ filename: "a.png", content_type: "image/png" });
      return verdict(append(world, [{ image: { file_upload: { id } } }]));
    },
  },
  {
    id: "upload-send-twice",
    title: "A file cannot be sent twice to one upload",
    doubt: "Documented as an error; decides how a lost answer is dealt with.",
    assumes: { refused: "400 validation_error" },
    otherwise: "After a lost answer the upload is asked for its status.",
    run: async (world) => {
      const file_upload_id = await upload(world, "pixel.png");
      const data = new Blob([PIXEL], { type: "image/png" });
      return verdict(
        world.client.fileUploads.send({ file_upload_id, file: { filename: "pixel.png", data } }),
      );
    },
  },
  {
    id: "upload-kind",
    title: "A PDF block takes no image",
    doubt: "Documented.",
    assumes: { refused: "400 validation_error" },
    otherwise: "The block is chosen by the ending of the file.",
    run: async (world) => {
      const id = await upload(world, "pixel.png");
      return verdict(append(world, [{ pdf: { file_upload: { id } } }]));
    },
  },
  {
    id: "upload-replaces-external",
    title: "An image from the web can be turned into an uploaded one in place",
    doubt: "Typed, never seen on record.",
    assumes: "file",
    otherwise: "If refused, the image is created anew and the old one deleted.",
    run: async (world) => {
      const made = await appendOne(world, { image: { external: { url: "https://example.com/a.png" } } });
      const id = await upload(world, "pixel.png");
      await world.client.blocks.update({ block_id: made.id, image: { file_upload: { id } } });
      const found = await block(world, made.id);
      return found.type === "image" ? found.image.type : found.type;
    },
  },
  {
    id: "upload-missing",
    title: "An upload that does not exist fails the whole request",
    doubt: "Decides how an expired or foreign upload shows.",
    assumes: { refused: "404 object_not_found" },
    otherwise: "The file is uploaded again.",
    run: (world) =>
      verdict(
        appendAnything(world, paragraph("x"), {
          image: { file_upload: { id: "00000000-0000-4000-8000-000000000000" } },
        }),
      ),
  },
];
