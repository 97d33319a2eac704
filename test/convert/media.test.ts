import { describe, expect, it } from "vitest";
import type { Media } from "../../src/model/nodes.ts";
import { convertText, convertTree, siteWith } from "./support.ts";

const media = (kind: Media["media"], url: string, title: string | null = null): Media => ({
  type: "media",
  media: kind,
  url,
  title,
  value: "",
});

describe("media nodes", () => {
  it.each([
    ["video", "https://example.org/a.mp4", "video https://example.org/a.mp4"],
    ["video", "https://youtu.be/abc", "video https://www.youtube.com/watch?v=abc"],
    ["video", "https://example.org/stream", "video https://example.org/stream"],
    ["audio", "https://example.org/a.ogg", "audio https://example.org/a.ogg"],
    ["audio", "https://example.org/a.mp4", "audio https://example.org/a.mp4"],
    ["pdf", "https://example.org/a.pdf", "pdf https://example.org/a.pdf"],
    ["file", "https://example.org/a.zip", "file https://example.org/a.zip"],
    ["embed", "https://gist.github.com/a/0123", "embed https://gist.github.com/a/0123"],
    ["embed", "https://example.org/", "bookmark https://example.org/"],
    ["embed", "https://vimeo.com/1", "video https://vimeo.com/1"],
  ] as const)("%s of %s", (kind, url, line) => {
    expect(convertTree([media(kind, url)]).text).toBe(`${line}\n`);
    expect(convertTree([media(kind, url, "Title")]).text).toBe(`${line} caption="Title"\n`);
  });

  const site = siteWith({
    assets: {
      "guide/a.mp4": "there",
      "guide/a.docx": "there",
      "guide/a.zip": "there",
      "guide/gone.mp4": "missing",
    },
  });

  it("of local files are uploads of the kind asked for, where the file is one", () => {
    const { text, ids } = convertTree(
      [
        media("video", "a.mp4"),
        media("audio", "a.mp4"),
        media("file", "a.mp4"),
        media("pdf", "a.docx", "Title"),
        media("embed", "a.docx"),
      ],
      site,
    );
    expect(text).toBe(
      [
        'video upload:<guide/a.mp4>~"a.mp4"',
        'audio upload:<guide/a.mp4>~"a.mp4"',
        'file upload:<guide/a.mp4>~"a.mp4"',
        'file upload:<guide/a.docx>~"Title" caption="Title"',
        'file upload:<guide/a.docx>~"a.docx"',
        "",
      ]
        .join("\n")
        .replaceAll("<guide/", "<guide\\/"),
    );
    expect(ids).toEqual([]);
  });

  it("that cannot be shown leave their title or name", () => {
    const { text, ids } = convertTree(
      [
        media("video", "gone.mp4", "The film"),
        media("audio", "%E0%A4%A.mp3"),
        media("file", "a.zip"),
        media("video", "#part"),
        media("video", "blob:x", "blob"),
        media("video", "https://", "half"),
        media("video", `https://example.org/${"x".repeat(2000)}.mp4`, "long"),
      ],
      site,
    );
    expect(text).toBe(
      ["The film", "%E0%A4%A.mp3", "a.zip", "#part", "blob", "half", "long"]
        .map((name) => `paragraph "${name}"\n`)
        .join(""),
    );
    expect(ids).toEqual([
      "asset-missing",
      "asset-missing",
      "asset-type",
      "link-invalid",
      "link-scheme",
      "link-invalid",
      "link-too-long",
    ]);
  });

  it("lead to the source, where a file of their type cannot be uploaded", () => {
    const { text } = convertTree([media("file", "a.zip")], site, { sourceUrl: "https://example.org/src/" });
    expect(text).toBe('paragraph "[a.zip](https://example.org/src/guide/a.zip)"\n');
  });
});

describe("images without a text of their own", () => {
  it("that cannot be shown leave their title, else their name", () => {
    expect(convertText('![](a.png "T") ![](b/c%20d.png) ![](data:image/png;base64,AA)').text).toBe(
      'paragraph "T c d.png image"\n',
    );
  });

  it("say of an address only as much as a line holds", () => {
    const { messages } = convertText(`## ![x](https://example.org/${"y".repeat(300)}.png)`);
    expect(messages[0]?.says.length).toBeLessThan(220);
  });
});

describe("a link to a local file alone in its paragraph", () => {
  const site = siteWith({
    pages: { "guide/other.md": [] },
    assets: {
      "guide/other.md": "there",
      "guide/a.pdf": "there",
      "guide/a.zip": "there",
      "guide/a.png": "there",
      "guide/b.pdf": "missing",
    },
    others: ["guide/a.zip", "guide/a.png"],
  });

  it("offers what a block can offer, and is a link otherwise", () => {
    const { text, ids } = convertText(
      [
        "[paper](a.pdf)",
        "[](a.pdf)",
        "[page](other.md)",
        "[zip](a.zip)",
        "[picture](a.png)",
        "[gone](b.pdf)",
        "[part](#x)",
      ].join("\n\n"),
      site,
    );
    expect(text.replaceAll("\\/", "/")).toBe(
      [
        'pdf upload:<guide/a.pdf>~"paper" caption="paper"',
        'pdf upload:<guide/a.pdf>~"a.pdf"',
        'paragraph "[page](page:guide/other.md)"',
        'paragraph "zip"',
        'paragraph "picture"',
        'paragraph "gone"',
        'paragraph "[part](page:guide/text.md)"',
        "",
      ].join("\n"),
    );
    expect(ids).toEqual(["link-unpublished", "link-unpublished", "link-not-found", "link-heading-not-found"]);
  });
});

describe("links to pages", () => {
  const site = siteWith({
    pages: {
      "guide/unread.md": null,
      "guide/Read.md": ["Mixed-Case"],
      "a/index.md": [],
      "README.md": [],
      "x/": [],
    },
  });

  it.each([
    ["unread.md#any-thing", "page:guide/unread.md#any-thing"],
    ["unread.md#", "page:guide/unread.md"],
    ["unread.md#top", "page:guide/unread.md"],
    ["Read.md#Mixed-Case", "page:guide/Read.md#Mixed-Case"],
    ["../a", "page:a/index.md"],
    ["../a/", "page:a/index.md"],
    ["../x", "page:x/"],
    ["..", "page:README.md"],
    ["/", "page:README.md"],
    ["text.md#", "page:guide/text.md"],
    ["#", "page:guide/text.md"],
    ["#top", "page:guide/text.md"],
  ])("%s", (url, reference) => {
    const { text, ids } = convertText(`see [it](${url})`, site);
    expect(text).toBe(`paragraph "see [it](${reference})"\n`);
    expect(ids).toEqual([]);
  });

  it("know the page a file stands for by its key", () => {
    const named = {
      ...site,
      pages: new Map([...site.pages, ["guide/z.md", { key: "docs:z.md", title: "Z", slugs: null }]]),
    };
    expect(convertText("a [b](z.md#c)", named).text).toBe('paragraph "a [b](page:docs:z.md#c)"\n');
  });
});

describe("looks in front matter", () => {
  it("asks for a custom emoji by name", () => {
    expect(convertText("---\nicon: ':party:'\n---\n").needs).toEqual([{ kind: "emoji", name: "party" }]);
  });

  it.each([
    ["❤", { emoji: "❤️" }],
    ["👩‍👧", { emoji: "👩‍👧" }],
    ["1️⃣", { emoji: "1️⃣" }],
    ["https://example.org/i.svg", { external: { url: "https://example.org/i.svg" } }],
  ])("takes %s for an icon", (icon, shown) => {
    expect(convertText(`---\nicon: "${icon}"\n---\n`).content.icon).toEqual(shown);
  });

  it.each(["ab", "🚀🚀", "1", "#frag", "data:x", "text.docx"])(
    "takes no %s for one, and says where",
    (icon) => {
      const site = siteWith({ assets: { "guide/text.docx": "there" } });
      const { content } = convertText(`---\ntitle: x\nicon: "${icon}"\n---\n`, site);
      expect(content.icon).toBeUndefined();
      expect(content.messages).toMatchObject([{ id: "icon-unusable", place: { line: 3 } }]);
    },
  );

  it("leaves alone what is empty or no text", () => {
    const { content } = convertText("---\nicon: ''\ncover: 3\nnotion: null\n---\n");
    expect(content).toMatchObject({ icon: undefined, cover: undefined, bound: null, messages: [] });
  });
});

describe("what is suggested for a link to nothing", () => {
  const site = siteWith({
    pages: {
      "guide/storage.md": [],
      "guide/set-up.md": ["installing", "first-steps"],
      "api/client.md": [],
      "one/same.md": [],
      "two/same.md": [],
      "api/": [],
    },
  });

  it.each([
    ["setup.md", "set-up.md"],
    ["client.md", "../api/client.md"],
    ["../ap/client.md", "../api/client.md"],
    ["../apy/clent.md", "../api/client.md"],
    ["settings.md", null],
    ["same.md", null],
    ["set-up.md#instaling", "#installing"],
    ["set-up.md#other", null],
    ["#nothing", null],
  ])("%s: %s", (url, near) => {
    const { messages } = convertText(`a [b](${url})`, site);
    expect(messages[0]?.says.match(/Did you mean `(.*)`\?$/)?.[1] ?? null).toBe(near);
  });
});
