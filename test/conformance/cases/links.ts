import type { Case, World } from "../case.ts";
import {
  append,
  appendAnything,
  appendOne,
  createPage,
  paragraph,
  richText,
  verdict,
  withoutIds,
} from "../support.ts";

const INVALID = {
  refused: "400 validation_error",
  message: "Content creation Failed. Fix the following: Invalid URL for link.",
};

const TARGETS = [
  { id: "https", url: "https://example.com/a?b=c#d", assumes: "accepted" },
  { id: "http", url: "http://example.com", assumes: "accepted" },
  { id: "mailto", url: "mailto:someone@example.com", assumes: "accepted" },
  { id: "tel", url: "tel:+15551234567", assumes: INVALID },
  { id: "notion-scheme", url: "notion://www.notion.so/", assumes: INVALID },
  { id: "ftp", url: "ftp://example.com/file", assumes: INVALID },
  { id: "relative", url: "./other.md", assumes: INVALID },
  { id: "root-relative", url: "/docs/other", assumes: INVALID },
  { id: "anchor", url: "#section", assumes: INVALID },
  { id: "bare-host", url: "example.com", assumes: INVALID },
  { id: "bare-word", url: "section", assumes: INVALID },
  { id: "empty", url: "", assumes: INVALID },
] as const;

const schemes: readonly Case[] = TARGETS.map(({ id, url, assumes }) => ({
  id: `link-${id}`,
  title: `A link to \`${url}\` is ${assumes === "accepted" ? "accepted" : "refused"}`,
  doubt:
    "Which schemes `text.link.url` takes is documented nowhere; reports on mailto: contradict each other.",
  assumes,
  otherwise: "A refused link is taken out, its text stays, and the request goes out again.",
  run: (world) => verdict(append(world, [paragraph("x", url)])),
}));

async function readBack(world: World, url: string): Promise<string | null> {
  const made = await appendOne(world, paragraph("x", url));
  return withoutIds(richText(made)[0]?.href ?? null);
}

function hex(id: string): string {
  return id.replaceAll("-", "");
}

export const LINK_CASES: readonly Case[] = [
  ...schemes,
  {
    id: "link-read-back",
    title: "External links come back as they were sent",
    doubt: "A server that normalises URLs would make every publish look like an edit.",
    assumes: ["https://example.com", "https://example.com/a%20b?q=ä#x", "HTTPS://Example.com/A"],
    otherwise: "What an append returns is what later comparisons start from.",
    run: async (world) => [
      await readBack(world, "https://example.com"),
      await readBack(world, "https://example.com/a%20b?q=ä#x"),
      await readBack(world, "HTTPS://Example.com/A"),
    ],
  },
  {
    id: "link-internal-page",
    title: "A link to a page of the workspace comes back as `/<32 hex>`",
    doubt: "An exporter's fixture shows `/<32 hex>`; the URLs of pages come as app.notion.com of late.",
    assumes: "/<id>",
    otherwise: "Every form of an internal link on record is read as the same reference.",
    run: (world) => readBack(world, `https://www.notion.so/${hex(world.pageId)}`),
  },
  {
    id: "link-internal-block",
    title: "A link to a block of a page keeps the block",
    doubt: "Links to headings depend on the part after the `#`.",
    assumes: "/<id>#<id>",
    otherwise: "Every form of an internal link on record is read as the same reference.",
    run: async (world) => {
      const target = await appendOne(world, paragraph("target"));
      return readBack(world, `https://www.notion.so/${hex(world.pageId)}#${hex(target.id)}`);
    },
  },
  {
    id: "link-echo-internal",
    title: "The form `/<32 hex>` is refused when sent",
    doubt: "What comes back is not always what may be sent.",
    assumes: INVALID,
    otherwise: "Internal links are sent as https://www.notion.so/<32 hex>, never as read.",
    run: (world) => verdict(append(world, [paragraph("x", `/${hex(world.pageId)}`)])),
  },
  {
    id: "page-url-host",
    title: "The `url` of a page is on www.notion.so",
    doubt: "Reports show https://app.notion.com/p/… since 2026.",
    assumes: "www.notion.so",
    otherwise: "`page.url` is shown to people and never written into a page.",
    run: async (world) => new URL((await createPage(world, world.pageId, "Where am I")).url).host,
  },
  {
    id: "mention-missing-page",
    title: "A mention of a page that does not exist fails the whole request",
    doubt: "Recalled, never seen on record.",
    assumes: { refused: "404 object_not_found" },
    otherwise: "Only pages known to exist are mentioned.",
    run: (world) =>
      verdict(
        appendAnything(world, {
          paragraph: { rich_text: [{ mention: { page: { id: "00000000-0000-4000-8000-000000000000" } } }] },
        }),
      ),
  },
  {
    id: "mention-page-title",
    title: "A mention of a page shows its title",
    doubt: "`plain_text` of mentions is filled in by the server.",
    assumes: { plain_text: "Mentioned" },
    otherwise: "The shown text of a mention is not compared.",
    run: async (world) => {
      const { id } = await createPage(world, world.pageId, "Mentioned");
      const made = await appendOne(world, { paragraph: { rich_text: [{ mention: { page: { id } } }] } });
      return { plain_text: richText(made)[0]?.plain_text ?? null };
    },
  },
];
