import { join } from "node:path";
import { expect, test } from "vitest";
import { mixedSite } from "./support/mixedSite.ts";
import { plainTree } from "./support/normalize.ts";
import { readFolder, rehearse } from "./support/rehearsal.ts";

const sixty = `# Sixty\n\n${Array.from({ length: 60 }, (_, index) => `Paragraph ${index}.\n`).join("\n")}`;

test("a 60-block page takes one request beside the run's own", async () => {
  const { publish } = await rehearse();
  const { report, requests } = await publish({ "sixty.md": sixty });
  expect(requests).toEqual([
    "GET /v1/users/me",
    "GET /v1/blocks/…",
    "POST /v1/pages",
    "GET /v1/blocks/…/children?page_size=100",
  ]);
  expect(report.requests).toMatchObject({ plan: 1, repeated: 0 });
  expect(report.pages).toMatchObject([{ path: "sixty.md", status: "created", title: "Sixty" }]);
});

test("a second run with nothing changed makes no request", async () => {
  const { publish } = await rehearse();
  await publish(mixedSite());
  const { report, requests, plan } = await publish(mixedSite());
  expect(requests).toEqual([]);
  expect(plan?.operations ?? []).toEqual([]);
  expect(report.pages.map((page) => page.status)).toEqual(report.pages.map(() => "unchanged"));
});

test("folders become pages, and links lead to them", async () => {
  const { publish, sandbox } = await rehearse();
  await publish({
    "guide/index.md": "# The guide\n\nSee [setup](setup.md#second).\n",
    "guide/setup.md": "# Setup\n\n## First\n\n## Second\n\nBack to [the guide](./).\n",
    "notes/todo.md": "Nothing.\n",
  });
  expect(plainTree(sandbox, sandbox.rootPageId)).toMatchObject([
    {
      type: "child_page",
      payload: { title: "Notes" },
      children: [{ type: "child_page", payload: { title: "Todo" }, children: [{ type: "paragraph" }] }],
    },
    {
      type: "child_page",
      payload: { title: "The guide" },
      children: [
        { type: "paragraph", payload: { rich_text: [{}, { plain_text: "setup" }, {}] } },
        {
          type: "child_page",
          payload: { title: "Setup" },
          children: [{ type: "heading_2" }, { type: "heading_2" }, { type: "paragraph" }],
        },
      ],
    },
  ]);
  const text = JSON.stringify(plainTree(sandbox, sandbox.rootPageId));
  expect(text).toContain("/The guide/Setup#/The guide/Setup#2");
  expect(text).not.toContain("unknown id");
});

test("one edited paragraph changes one block and leaves the others their ids", async () => {
  const { publish, sandbox } = await rehearse();
  await publish({ "sixty.md": sixty });
  const [page] = sandbox.tree(sandbox.rootPageId);
  const before = sandbox.tree(page?.id ?? "").map((node) => node.id);
  const { report } = await publish({ "sixty.md": sixty.replace("Paragraph 30.", "Paragraph thirty.") });
  const after = sandbox.tree(page?.id ?? "");
  expect(after.map((node) => node.id)).toEqual(before);
  expect(JSON.stringify(after)).toContain("Paragraph thirty.");
  expect(report.requests.plan).toBe(1);
});

test("what people added stays where it is", async () => {
  const { publish, sandbox, clock } = await rehearse();
  await publish({ "page.md": "# Page\n\nOne.\n\nTwo.\n\nThree.\n" });
  const [page] = sandbox.tree(sandbox.rootPageId);
  const id = page?.id ?? "";
  const [, two] = sandbox.tree(id);
  const person = await clock.run(
    sandbox.fetch(`https://api.notion.com/v1/blocks/${id}/children`, {
      method: "PATCH",
      headers: {
        authorization: `Bearer ${sandbox.personToken}`,
        "notion-version": "2026-03-11",
        "content-type": "application/json",
      },
      body: JSON.stringify({
        children: [{ paragraph: { rich_text: [{ text: { content: "A person's remark." } }] } }],
        position: { type: "after_block", after_block: { id: two?.id } },
      }),
    }),
  );
  expect(person.status).toBe(200);
  await publish({ "page.md": "# Page\n\nOne, changed.\n\nTwo.\n\nFour.\n\nFive.\n" });
  const texts = sandbox
    .tree(id)
    .map((node) => JSON.stringify(node.payload["rich_text"]).match(/"plain_text":"([^"]*)"/)?.[1]);
  expect(texts).toEqual(["One, changed.", "Two.", "A person's remark.", "Four.", "Five."]);
});

test("a file that is taken out is listed, and its page stays", async () => {
  const { publish, sandbox } = await rehearse();
  await publish({ "a.md": "A", "b.md": "B" });
  const { plan, report } = await publish({ "a.md": "A", "b.md": "---\npublish: false\n---\nB" });
  expect(plan?.operations).toEqual([]);
  expect(report.messages.map((one) => one.id)).toContain("page-withdrawn");
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(2);
});

test("selected paths are published alone, and the others still resolve as links", async () => {
  const { publish } = await rehearse();
  const files = { "a.md": "To [b](b.md).", "b.md": "# B\n\nText." };
  await publish(files);
  const changed = { "a.md": "Now to [b](b.md).", "b.md": "# B\n\nOther text." };
  const { report, requests } = await publish(changed, { select: ["a.md"] });
  expect(report.pages.map(({ path, status }) => [path, status])).toEqual([["a.md", "updated"]]);
  expect(requests.filter((one) => !one.startsWith("GET"))).toHaveLength(1);
});

test("a dry run changes nothing, and what it prints is what runs", async () => {
  const { publish, sandbox, vault } = await rehearse();
  const dry = await publish(mixedSite(), { dryRun: true });
  expect(sandbox.tree(sandbox.rootPageId)).toEqual([]);
  expect(vault.memory().pages.size).toBe(0);
  const real = await publish(mixedSite());
  expect(real.plan).toEqual(dry.plan);
});

test("a run that is refused at the question does nothing", async () => {
  const { publish, sandbox } = await rehearse();
  const { report } = await publish({ "a.md": "A" }, { confirm: async () => false });
  expect(report.stop?.kind).toBe("usage");
  expect(sandbox.tree(sandbox.rootPageId)).toEqual([]);
});

test("the sample handbook is published without a complaint, and then costs nothing", async () => {
  const { publish, sandbox } = await rehearse();
  const files = readFolder(join(import.meta.dirname, "../../fixtures/site"));
  const { report } = await publish(files);
  expect(report.messages).toEqual([]);
  expect(report.pages).toHaveLength(18);
  expect(sandbox.requests.list().filter(({ status }) => status !== 200)).toEqual([]);
  expect((await publish(files)).requests).toEqual([]);
});
