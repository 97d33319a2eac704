import { expect, test } from "vitest";
import type { ResolvedConfig } from "../../src/config.ts";
import { comment } from "./support/person.ts";
import { type Contents, type Rehearsal, rehearse } from "./support/rehearsal.ts";

const TRASH: Partial<ResolvedConfig["options"]> = { prune: "trash", comments: "ignore" };

function site(count: number): Contents {
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  return Object.fromEntries(
    names.map((name) => [`${name}.md`, `# ${name}\n\nText of ${name}, and no other.\n`]),
  );
}

function without(files: Contents, ...paths: readonly string[]): Contents {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
}

async function published(files: Contents): Promise<Rehearsal> {
  const rehearsal = await rehearse();
  await rehearsal.publish(files);
  return rehearsal;
}

function idOf({ vault }: Rehearsal, key: string): string {
  return vault.memory().pages.get(key)?.id ?? "";
}

function titles({ sandbox }: Rehearsal, id: string = sandbox.rootPageId): readonly string[] {
  return sandbox
    .tree(id)
    .flatMap((node) => (node.type === "child_page" ? String(node.payload["title"]) : []));
}

function said(report: { readonly messages: readonly { readonly id: string; readonly says: string }[] }) {
  return report.messages.map(({ id, says }) => `${id}: ${says}`);
}

test("a page without a file is named in every run, and costs nothing", async () => {
  const files = site(3);
  const rehearsal = await published(files);
  for (let run = 0; run < 2; run += 1) {
    const { report, requests } = await rehearsal.publish(without(files, "p1.md"));
    expect(requests).toEqual([]);
    expect(said(report)).toEqual([
      "page-withdrawn: “p1” has no published file any more; its page stays in Notion.",
    ]);
    expect(report.pages.find(({ key }) => key === "p1.md")?.status).toBe("withdrawn");
  }
});

test("with --prune trash it is read, and goes; so does one whose file says `draft: true`", async () => {
  const files = site(3);
  const rehearsal = await published(files);
  const { requests, report } = await rehearsal.publish(
    { ...without(files, "p1.md"), "p2.md": "---\ndraft: true\n---\n\n# p2\n" },
    { options: TRASH },
  );
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([
    "PATCH /v1/pages/…",
    "PATCH /v1/pages/…",
  ]);
  expect(report.pages.map(({ status }) => status).sort()).toEqual(["trashed", "trashed", "unchanged"]);
  expect(titles(rehearsal)).toEqual(["p0"]);
  expect([...rehearsal.vault.memory().pages.keys()]).toEqual(["p0.md"]);
});

test("its open comments keep it", async () => {
  const files = site(2);
  const rehearsal = await published(files);
  const { sandbox } = rehearsal;
  const [block] = sandbox.tree(idOf(rehearsal, "p1.md"));
  await comment(rehearsal, block?.id ?? "");
  const gone = without(files, "p1.md");
  const { report } = await rehearsal.publish(gone, { options: { prune: "trash" } });
  expect(said(report)).toEqual([
    "page-withdrawn-kept: “p1” has no published file any more, but its page holds open comments, so it is not trashed.",
  ]);
  expect(titles(rehearsal)).toEqual(["p0", "p1"]);
});

test.each<[string, (rehearsal: Rehearsal, page: string) => void]>([
  ["other pages", ({ sandbox }, page) => sandbox.hands.move(addPage(sandbox), page)],
  ["unsupported", ({ sandbox }, page) => void sandbox.hands.insert(page, "unsupported", {})],
  [
    "what others wrote",
    ({ sandbox }, page) => void sandbox.hands.insert(page, "paragraph", { rich_text: [] }),
  ],
])("%s keep it", async (what, act) => {
  const files = site(2);
  const rehearsal = await published(files);
  act(rehearsal, idOf(rehearsal, "p1.md"));
  const { report } = await rehearsal.publish(without(files, "p1.md"), { options: TRASH });
  expect(said(report)[0]).toContain(`its page holds ${what}, so`);
  expect(titles(rehearsal)).toContain("p1");
});

function addPage(sandbox: Rehearsal["sandbox"]): string {
  return sandbox.hands.insert(sandbox.rootPageId, "child_page", { title: "Theirs" });
}

test("a folder goes with its pages; one it keeps keeps it", async () => {
  const folder: Contents = { "f/a.md": "# A\n\nFirst.\n", "f/g/b.md": "# B\n\nSecond.\n" };
  const rehearsal = await published({ ...folder, ...site(1) });
  const { sandbox } = rehearsal;
  sandbox.hands.insert(idOf(rehearsal, "f/a.md"), "unsupported", {});
  const first = await rehearsal.publish(site(1), { options: TRASH });
  expect(said(first.report).map((text) => text.slice(0, 70))).toEqual([
    "page-withdrawn-kept: “A” has no published file any more, but its page ",
    "page-withdrawn-kept: “F” has no published file any more, but its page ",
  ]);
  expect(titles(rehearsal, idOf(rehearsal, "f/"))).toEqual(["A"]);
  sandbox.hands.move(idOf(rehearsal, "f/a.md"), sandbox.rootPageId);
  await rehearsal.publish(site(1), { options: TRASH });
  expect(titles(rehearsal)).toEqual(["p0", "A"]);
});

test("nothing goes while a file has an error, for a run for some files alone, or where a page failed", async () => {
  const files = site(4);
  const rehearsal = await published(files);
  const gone = without(files, "p1.md");
  const broken = { ...gone, "p2.md": "---\nnotion: [\n---\n\n# p2\n" };
  const first = await rehearsal.publish(broken, { options: TRASH });
  expect(first.report.messages.map(({ id }) => id)).toContain("prune-waits");
  const second = await rehearsal.publish(gone, { options: TRASH, select: ["p2.md"] });
  expect(second.requests).toEqual([]);
  const edited = { ...gone, "p2.md": "# p2\n\nNew text of p2.\n" };
  rehearsal.sandbox.requests.clear();
  rehearsal.sandbox.faults.add({
    at: { method: "PATCH", path: "/v1/blocks/" },
    fault: { kind: "status", status: 400, code: "validation_error", when: "before" },
    times: "always",
  });
  const third = await rehearsal.publish(edited, { options: TRASH });
  expect(third.report.pages.filter(({ status }) => status === "failed").map(({ key }) => key)).toEqual([
    "p2.md",
  ]);
  expect(titles(rehearsal)).toContain("p1");
});

test("more than ten and a tenth of the source stop the run before its first call", async () => {
  const files = site(40);
  const rehearsal = await published(files);
  const few = site(29);
  const stopped = await rehearsal.publish(few, { options: TRASH });
  expect(stopped.requests).toEqual([]);
  expect(stopped.report.stop).toMatchObject({
    kind: "usage",
    says: "11 of 40 pages have no published file any more, and `--prune trash` would move them all to Notion's trash.",
  });
  const allowed = await rehearsal.publish(few, { options: { ...TRASH, pruneLimit: 11 } });
  expect(allowed.report.pages.filter(({ status }) => status === "trashed")).toHaveLength(11);
});

test("files that were renamed do not count", async () => {
  const files = site(40);
  const rehearsal = await published(files);
  const renamed = Object.fromEntries(Object.entries(files).map(([path, text]) => [`new-${path}`, text]));
  const { report, requests } = await rehearsal.publish(renamed, { options: TRASH });
  expect([report.stop, requests]).toEqual([null, []]);
});
