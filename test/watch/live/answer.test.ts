import { describe, expect, test } from "vitest";
import { message } from "../../../src/model/message.ts";
import type { LiveSite } from "../../../src/preview/live.ts";
import { liveAnswer } from "../../../src/watch/live/answer.ts";
import type { LiveSource } from "../../../src/watch/live/source.ts";
import { leaf, paragraph, words } from "../../preview/samples.ts";

const ID = "11111111-2222-4333-8444-555555555555";
const OTHER = "66666666-2222-4333-8444-555555555555";
const HOST = "127.0.0.1:4380";
const HOSTILE = "</style><script>alert(1)</script>\"'";
const PICTURE = "data:image/png;base64,AA==";

const site: LiveSite = {
  state: 7,
  pages: [
    { id: ID, title: HOSTILE, icon: null, parent: null, messages: [] },
    {
      id: OTHER,
      title: "Other",
      icon: null,
      parent: ID,
      messages: [message("front-matter-broken", { reason: HOSTILE, format: "YAML" }, "b.md")],
    },
  ],
  messages: [],
};

const source: LiveSource = {
  page: async (id) => ({
    page: {
      id,
      title: HOSTILE,
      icon: null,
      cover: null,
      blocks: [
        paragraph(HOSTILE),
        leaf("image", { file: { url: "https://files.test/dot.png" }, caption: words("Dot") }),
        leaf("image", { external: { url: "https://evil.test/x.png" }, caption: words("Far") }),
      ],
    },
    pictures: new Map([["https://files.test/dot.png", PICTURE]]),
  }),
};

const ask = (path: string, more: Partial<{ method: string; host: string }> = {}) =>
  liveAnswer({ method: "GET", path, host: HOST, ...more }, site, source);

describe("the live preview", () => {
  test.each(["127.0.0.1:4380", "localhost:4380", "[::1]:4380", "localhost"])(
    "answers to %s",
    async (host) => {
      expect((await ask("/", { host })).status).toBe(200);
    },
  );

  test.each(["evil.test", "evil.test:4380", "127.0.0.1.evil.test", "localhost.evil.test:4380", ""])(
    "does not answer to `%s`",
    async (host) => {
      for (const path of ["/", "/live.js", `/p/${"1".repeat(32)}`])
        expect(await ask(path, { host })).toMatchObject({
          status: 403,
          body: expect.not.stringContaining("<"),
        });
    },
  );

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s", async (method) => {
    expect((await ask("/", { method })).status).toBe(405);
  });

  test("lets nobody else show or read what it serves", async () => {
    for (const path of ["/", "/live.js", "/nothing"]) {
      const { headers } = await ask(path);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
      });
    }
  });

  test("escapes all that pages and messages say, and shows no picture of the web", async () => {
    for (const id of [ID, OTHER]) {
      const { body, status } = await ask(`/p/${id.replace(/-/g, "")}`);
      expect(status).toBe(200);
      expect(body.match(/<script/g)).toEqual(["<script"]);
      expect(body).toContain(`src="${PICTURE}"`);
      expect(body).not.toContain('src="https:');
      expect(body).toContain('data-state="7"');
    }
    expect((await ask(`/p/${OTHER.replace(/-/g, "")}`)).body).toContain("front-matter-broken");
  });

  test.each(["/p/unknown", `/p/${"9".repeat(32)}`, "/../etc/passwd", "/p/%2e%2e"])(
    "has no %s",
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );
});
