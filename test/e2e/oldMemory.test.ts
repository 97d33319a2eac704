import { expect, test } from "vitest";
import type { Memory } from "../../src/model/memory.ts";
import { editedSite, mixedSite } from "./support/mixedSite.ts";
import { plainTree } from "./support/normalize.ts";
import { type Contents, type Rehearsal, rehearse } from "./support/rehearsal.ts";

const writes = (requests: readonly string[]): readonly string[] =>
  requests.filter((request) => !request.startsWith("GET")).map((request) => request.replace(/ .*/, ""));

function page(...paragraphs: readonly string[]): Contents {
  return { "a.md": `# A\n\n${paragraphs.join("\n\n")}\n` };
}

/** Publishes one thing after the other; then the memory is that of the first again. */
async function wentBack(first: Contents, ...others: readonly Contents[]): Promise<Rehearsal> {
  const rehearsal = await rehearse();
  await rehearsal.publish(first);
  const memory = rehearsal.vault.memory();
  for (const files of others) await rehearsal.publish(files);
  rehearsal.vault.replace(memory);
  return rehearsal;
}

test("from before a day's work, the memory costs reads alone", async () => {
  const [before, after] = [mixedSite(), editedSite()];
  const { publish, sandbox } = await wentBack(before, after);
  const tree = plainTree(sandbox, sandbox.rootPageId);
  const { requests, report } = await publish(after);
  expect(writes(requests)).toEqual([]);
  expect(report.messages.filter((one) => one.id.includes("conflict"))).toEqual([]);
  expect(plainTree(sandbox, sandbox.rootPageId)).toEqual(tree);
  expect((await publish(after)).requests).toEqual([]);
});

test("what another branch put in, changed and took out is not done again", async () => {
  const { publish, sandbox } = await wentBack(
    page("one", "two", "three"),
    page("zero", "one", "three three"),
  );
  const { requests } = await publish(page("zero", "one", "three three", "four"));
  expect(writes(requests)).toEqual(["PATCH"]);
  expect(plainTree(sandbox, sandbox.rootPageId)).toEqual(
    await treeOf(page("zero", "one", "three three", "four")),
  );
});

test("what only another branch has goes; what somebody wrote into it stays", async () => {
  const { publish, sandbox, vault } = await wentBack(
    page("one", "two"),
    page("one", "theirs", "more", "two"),
  );
  const [, , more] = sandbox.tree(vault.memory().pages.get("a.md")?.id ?? "");
  sandbox.hands.write(more?.id ?? "", "more by hand");
  await publish(page("one", "two", "three"), { options: { comments: "ignore" } });
  expect(plainTree(sandbox, sandbox.rootPageId)).toEqual(
    await treeOf(page("one", "more by hand", "two", "three")),
  );
});

test("an edit by hand is a conflict with an old memory too", async () => {
  const { publish, sandbox, vault } = await wentBack(page("one", "two"), page("one", "two two"));
  const [, two] = sandbox.tree(vault.memory().pages.get("a.md")?.id ?? "");
  sandbox.hands.write(two?.id ?? "", "two by hand");
  const { report } = await publish(page("one", "two two two"));
  expect(report.messages.map(({ id }) => id)).toEqual(["block-conflict"]);
});

test("lines that are missing are made up for by reading", async () => {
  const files = mixedSite();
  const { publish, sandbox, vault } = await rehearse();
  await publish(files);
  const tree = plainTree(sandbox, sandbox.rootPageId);
  const memory = vault.memory();
  const pages = new Map([...memory.pages].filter((_, index) => index % 3 !== 0));
  vault.replace({ ...memory, pages });
  expect(writes((await publish(files)).requests)).toEqual([]);
  expect(plainTree(sandbox, sandbox.rootPageId)).toEqual(tree);
  expect((await publish(files)).requests).toEqual([]);
});

test("with another converter all is looked at and nothing written", async () => {
  const files = mixedSite();
  const { publish, vault } = await rehearse();
  await publish(files);
  const memory: Memory = vault.memory();
  const pages = new Map(
    [...memory.pages].map(
      ([key, one]) => [key, { ...one, inputs: { ...one.inputs, converter: "0" } }] as const,
    ),
  );
  vault.replace({ ...memory, pages });
  expect(writes((await publish(files)).requests)).toEqual([]);
  expect((await publish(files)).requests).toEqual([]);
});

async function treeOf(files: Contents): Promise<unknown> {
  const { publish, sandbox } = await rehearse();
  await publish(files);
  return plainTree(sandbox, sandbox.rootPageId);
}
