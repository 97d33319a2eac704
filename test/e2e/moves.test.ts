import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { type Contents, type Rehearsal, rehearse } from "./support/rehearsal.ts";

/** Pages below the target as `title(children)`, sorted by title. */
function pages(sandbox: Sandbox, id: string = sandbox.rootPageId): string {
  return sandbox
    .tree(id)
    .filter((node) => node.type === "child_page")
    .map((node) => {
      const below = pages(sandbox, node.id);
      return `${String(node.payload["title"])}${below === "" ? "" : `(${below})`}`;
    })
    .sort()
    .join(" ");
}

function idOf({ vault }: Rehearsal, key: string): string {
  return vault.memory().pages.get(key)?.id ?? "";
}

function messages(report: { readonly messages: readonly { readonly id: string }[] }): readonly string[] {
  return [...new Set(report.messages.map((one) => one.id))];
}

const tea = "# Tea\n\nTea grows on hills.\n\nIts leaves are picked by hand.\n\nThen they are dried.\n";
const cup = "# Cup\n\nA cup holds tea.\n\nIt has one handle.\n\nSee [tea](tea.md).\n";

async function published(files: Contents): Promise<Rehearsal> {
  const rehearsal = await rehearse();
  await rehearsal.publish(files);
  return rehearsal;
}

test("a renamed file keeps its page, and nothing is written", async () => {
  const rehearsal = await published({ "tea.md": tea });
  const id = idOf(rehearsal, "tea.md");
  const { requests, report } = await rehearsal.publish({ "drinks.md": tea });
  expect([requests, messages(report)]).toEqual([[], []]);
  expect(idOf(rehearsal, "drinks.md")).toBe(id);
  expect((await rehearsal.publish({ "drinks.md": tea })).requests).toEqual([]);
});

test("renamed and edited, its title and text are changed in place", async () => {
  const rehearsal = await published({ "tea.md": tea });
  const after = tea
    .replace("# Tea", "# Black tea")
    .replace("Then they are dried.", "Then they are dried for a day.");
  const { requests } = await rehearsal.publish({ "black.md": after });
  expect(requests).toEqual([
    "GET /v1/users/me",
    "GET /v1/blocks/…/children?page_size=100",
    "GET /v1/pages/…",
    "PATCH /v1/blocks/…",
    "PATCH /v1/pages/…",
  ]);
  expect(pages(rehearsal.sandbox)).toBe("Black tea");
});

test("a file with less than half of the text is another one", async () => {
  const rehearsal = await published({ "tea.md": tea });
  const { report } = await rehearsal.publish({
    "other.md": "# Other\n\nTea grows on hills.\n\nA.\n\nB.\n\nC.\n\nD.\n",
  });
  expect(messages(report)).toEqual(["page-withdrawn"]);
  expect(pages(rehearsal.sandbox)).toBe("Other Tea");
});

test("what git says comes first, also where nothing is left of the text", async () => {
  const other = tea.replace("# Tea", "# Other").replace("hills", "mountains");
  const rehearsal = await published({ "a.md": tea, "b.md": other });
  const [a, b] = [idOf(rehearsal, "a.md"), idOf(rehearsal, "b.md")];
  const renames = new Map([
    ["x.md", "b.md"],
    ["y.md", "a.md"],
  ]);
  await rehearsal.publish({ "x.md": tea, "y.md": "# Y\n\nAll new.\n" }, { renames });
  expect([idOf(rehearsal, "x.md"), idOf(rehearsal, "y.md")]).toEqual([b, a]);
  expect(pages(rehearsal.sandbox)).toBe("Tea Y");
});

test("a page of the same name in which every block changed a little is compared by its words", async () => {
  const rehearsal = await published({ "a/tea.md": tea, "a/cup.md": cup, "b.md": "# B\n" });
  const id = idOf(rehearsal, "a/tea.md");
  const after = tea.replaceAll(".", "!");
  await rehearsal.publish({ "tea.md": after, "a/cup.md": cup, "b.md": "# B\n" });
  expect(idOf(rehearsal, "tea.md")).toBe(id);
  expect(pages(rehearsal.sandbox)).toBe("A(Cup) B Tea");
});

test("a moved file's page is moved, and links keep leading to it", async () => {
  const rehearsal = await published({ "tea.md": tea, "cup.md": cup });
  const id = idOf(rehearsal, "tea.md");
  const { requests } = await rehearsal.publish({
    "hot/tea.md": tea,
    "cup.md": cup.replace("(tea.md)", "(hot/tea.md)"),
  });
  expect(requests).toEqual([
    "GET /v1/users/me",
    // Whether a page of the new folder's name is there already.
    "GET /v1/blocks/…/children?page_size=100",
    "GET /v1/pages/…",
    "POST /v1/pages",
    "POST /v1/pages/…/move",
    // Whether another run made it too.
    "GET /v1/blocks/…/children?page_size=100",
  ]);
  expect(pages(rehearsal.sandbox)).toBe("Cup Hot(Tea)");
  expect(idOf(rehearsal, "hot/tea.md")).toBe(id);
});

test("a renamed folder keeps its page with all that is in it, by one update of its title", async () => {
  const files = (folder: string): Contents => ({
    [`${folder}/tea.md`]: tea,
    [`${folder}/cup.md`]: cup,
    [`${folder}/deep/water.md`]: "# Water\n\nIt boils.\n",
    "index.md": `To [tea](${folder}/tea.md).\n`,
  });
  const rehearsal = await published(files("drinks"));
  const { requests } = await rehearsal.publish(files("beverages"));
  expect(requests).toEqual(["GET /v1/users/me", "GET /v1/pages/…", "PATCH /v1/pages/…"]);
  expect(pages(rehearsal.sandbox)).toBe("Beverages(Cup Deep(Water) Tea) Index");
  expect((await rehearsal.publish(files("beverages"))).requests).toEqual([]);
});

test("a folder into which others go that lie in it is left first", async () => {
  const rehearsal = await published({
    "x/index.md": tea,
    "x/y/index.md": cup.replace("tea.md", "../index.md"),
  });
  await rehearsal.publish({ "y/index.md": cup.replace("tea.md", "x/index.md"), "y/x/index.md": tea });
  expect(pages(rehearsal.sandbox)).toBe("Cup(Tea)");
});

test("a file that moved in a run for some files alone keeps its page too", async () => {
  const rehearsal = await published({ "tea.md": tea, "cup.md": cup });
  const id = idOf(rehearsal, "cup.md");
  const { report } = await rehearsal.publish(
    { "hot/cup.md": cup.replace("tea", "../tea") },
    { select: ["hot"] },
  );
  expect(idOf(rehearsal, "hot/cup.md")).toBe(id);
  expect(messages(report)).not.toContain("page-withdrawn");
  expect(pages(rehearsal.sandbox)).toBe("Hot(Cup) Tea");
});

test("a page that somebody moved in Notion stays there, until the file is moved and wins by what is asked", async () => {
  const rehearsal = await published({ "a/tea.md": tea, "b/x.md": "# X\n", "c/y.md": "# Y\n" });
  const { sandbox } = rehearsal;
  sandbox.hands.move(idOf(rehearsal, "a/tea.md"), idOf(rehearsal, "b/"));
  const edited = { "a/tea.md": tea.replace("hills", "mountains"), "b/x.md": "# X\n", "c/y.md": "# Y\n" };
  await rehearsal.publish(edited);
  expect(pages(sandbox)).toBe("A B(Tea X) C(Y)");
  const moved = { "c/tea.md": edited["a/tea.md"], "b/x.md": "# X\n", "c/y.md": "# Y\n" };
  const { report } = await rehearsal.publish(moved, { dryRun: true });
  expect(messages(report)).toContain("page-look-conflict");
  await rehearsal.publish(moved, { options: { onConflict: "markdown" } });
  expect(pages(sandbox)).toBe("A B(X) C(Tea Y)");
});
