import { isFullPage } from "@notionhq/client";
import { expect, test } from "vitest";
import { type Capability, createSandbox } from "../../src/sandbox/index.ts";
import { clientOf, paragraph, text } from "./client.ts";

const ALL: readonly Capability[] = [
  "readContent",
  "updateContent",
  "insertContent",
  "readComments",
  "insertComments",
  "readUsers",
  "readEmails",
];

/** A sandbox whose connection lacks something. */
function without(...missing: readonly Capability[]) {
  const sandbox = createSandbox({ capabilities: ALL.filter((one) => !missing.includes(one)) });
  const page = sandbox.seed({ title: "Page", children: [paragraph("x")] });
  return { sandbox, page, notion: clientOf(sandbox), person: clientOf(sandbox, sandbox.personToken) };
}

const INSUFFICIENT = {
  status: 403,
  code: "restricted_resource",
  message: "Insufficient permissions for this endpoint.",
};

type Client = ReturnType<typeof clientOf>;

const DENIED: Readonly<
  Record<Exclude<Capability, "readEmails">, (notion: Client, page: string) => Promise<unknown>>
> = {
  readContent: (notion, page) => notion.blocks.children.list({ block_id: page }),
  updateContent: (notion, page) => notion.pages.update({ page_id: page, icon: { emoji: "📘" } }),
  insertContent: (notion, page) =>
    notion.blocks.children.append({ block_id: page, children: [paragraph("y")] }),
  readComments: (notion, page) => notion.comments.list({ block_id: page }),
  insertComments: (notion, page) =>
    notion.comments.create({ parent: { page_id: page }, rich_text: [text("x")] }),
  readUsers: (notion) => notion.users.list({}),
};

test.each(Object.entries(DENIED))(
  "without %s the connection is refused, a person is not",
  async (missing, call) => {
    const lacking = ALL.filter((one) => one === missing);
    const { notion, person, page } = without(...lacking);
    await expect(call(notion, page)).rejects.toMatchObject(INSUFFICIENT);
    await call(person, page);
    await notion.users.me({});
  },
);

test("without reading content, writes answer ids alone", async () => {
  const { sandbox, notion, page } = without("readContent");
  const answer = await notion.pages.update({ page_id: page, icon: { emoji: "📘" } });
  expect(answer).toEqual({ object: "page", id: page, request_id: expect.any(String) });
  expect(isFullPage(answer)).toBe(false);
  const { results } = await notion.blocks.children.append({ block_id: page, children: [paragraph("y")] });
  expect(results).toEqual([{ object: "block", id: sandbox.tree(page)[1]?.id }]);
});

test("without e-mail addresses a person has a name; without users an id", async () => {
  const user = async (...missing: readonly Capability[]) => {
    const { sandbox, notion } = without(...missing);
    const { sourceId } = sandbox.seedDatabase({
      title: "Table",
      properties: { Name: { title: {} }, Who: { people: {} } },
      rows: [{ values: { Who: { people: [{ id: sandbox.personId }] } } }],
    });
    const { results } = await notion.dataSources.query({ data_source_id: sourceId });
    return { results, id: sandbox.personId };
  };
  expect((await user("readEmails")).results).toMatchObject([
    { properties: { Who: { people: [{ name: "Ada Example", person: {} }] } } },
  ]);
  const { results, id } = await user("readUsers", "readEmails");
  expect(results).toMatchObject([{ properties: { Who: { people: [{ object: "user", id }] } } }]);
  expect(JSON.stringify(results)).not.toContain("Ada");
});
