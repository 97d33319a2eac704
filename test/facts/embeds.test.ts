import { describe, expect, it } from "vitest";
import { isEmbeddable, videoAddress } from "../../src/facts/embeds.ts";

describe("videoAddress", () => {
  it.each([
    ["https://www.youtube.com/watch?v=abc&list=1", "https://www.youtube.com/watch?v=abc&list=1"],
    ["https://m.youtube.com/watch?v=abc", "https://m.youtube.com/watch?v=abc"],
    ["https://www.youtube.com/embed/abc", "https://www.youtube.com/embed/abc"],
    ["https://youtube.com/shorts/abc", "https://www.youtube.com/watch?v=abc"],
    ["https://youtube.com/live/abc?x=1", "https://www.youtube.com/watch?v=abc"],
    ["https://youtu.be/abc", "https://www.youtube.com/watch?v=abc"],
    ["https://youtu.be/abc?t=5", "https://www.youtube.com/watch?v=abc&t=5"],
    ["https://vimeo.com/123", "https://vimeo.com/123"],
    ["https://player.vimeo.com/video/123", "https://player.vimeo.com/video/123"],
    ["https://www.youtube.com/watch?list=1", null],
    ["https://www.youtube.com/", null],
    ["https://www.youtube.com/@someone", null],
    ["https://youtu.be/a/b", null],
    ["https://vimeo.com/features", null],
    ["https://notyoutube.com/watch?v=abc", null],
    ["https://example.org/watch?v=abc", null],
  ])("%s", (url, address) => {
    expect(videoAddress(new URL(url))).toBe(address);
  });
});

describe("isEmbeddable", () => {
  it.each([
    ["https://www.figma.com/design/abc", true],
    ["https://gist.github.com/me/0123abcd", true],
    ["https://docs.google.com/document/d/1/edit", true],
    ["https://codepen.io/me/pen/abc", true],
    ["https://x.com/me/status/1", true],
    ["https://excalidraw.com/#json=1", false],
    ["https://excalidraw.com/l/1", true],
    ["https://github.com/me/repo", false],
    ["https://x.com/me", false],
    ["https://figma.com/", false],
  ])("%s: %s", (url, is) => {
    expect(isEmbeddable(new URL(url))).toBe(is);
  });
});
