import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, put, startWatch, type TestWatch } from "./support.ts";

const LONG =
  "A first paragraph of some length.\n\nA second one, of another kind.\n\nA third, and the last.\n";

/** How editors save. Each writes `text` into the file at `path`. */
const SAVES: Readonly<Record<string, (path: string, text: string) => void>> = {
  "in place (nano, Obsidian, VS Code)": (path, text) => writeFileSync(path, text),
  "in place, in pieces": (path, text) => {
    writeFileSync(path, "");
    for (const piece of text.match(/.{1,4}/gs) ?? []) appendFileSync(path, piece);
  },
  "written aside, then renamed over it (gedit, Kate, sed -i)": (path, text) => {
    const aside = join(path, "..", ".goutputstream-X2A4B6");
    writeFileSync(aside, text);
    renameSync(aside, path);
  },
  "moved away, then written anew (Vim)": (path, text) => {
    const folder = join(path, "..");
    writeFileSync(join(folder, "4913"), "");
    unlinkSync(join(folder, "4913"));
    renameSync(path, `${path}~`);
    writeFileSync(path, text);
    unlinkSync(`${path}~`);
  },
  "copied, written, swapped (JetBrains)": (path, text) => {
    writeFileSync(`${path}___jb_tmp___`, text);
    renameSync(path, `${path}___jb_old___`);
    renameSync(`${path}___jb_tmp___`, path);
    unlinkSync(`${path}___jb_old___`);
  },
  "with an autosave and a lock beside it (Emacs)": (path, text) => {
    const [folder, name] = [join(path, ".."), path.slice(path.lastIndexOf("/") + 1)];
    writeFileSync(join(folder, `#${name}#`), text);
    writeFileSync(`${path}~`, "before");
    writeFileSync(path, text);
    unlinkSync(join(folder, `#${name}#`));
  },
  "deleted, then created": (path, text) => {
    unlinkSync(path);
    writeFileSync(path, text);
  },
};

describe("a save is one round about one page, however it is made", () => {
  let folder = "";
  let watched: TestWatch;
  beforeAll(async () => {
    folder = folderWith({ "docs/a.md": "# A\n\nBefore.\n", "docs/b.md": "# B\n\nUntouched.\n" });
    watched = await startWatch(join(folder, "docs"));
  });
  afterAll(async () => {
    expect(await watched.stop()).toEqual({ kind: "interrupted", isOwing: false });
  });

  test.each(Object.entries(SAVES))("%s", async (name, save) => {
    const id = watched.pageId("a.md");
    save(join(folder, "docs/a.md"), `# A\n\n${name}.\n`);
    const { paths, result } = await watched.next("published");
    expect(paths).toEqual(["a.md"]);
    expect(watched.pageText("a.md")).toBe(`${name}.`);
    expect(watched.pageId("a.md")).toBe(id);
    const touched = result.report.pages.filter(({ status }) => status !== "unchanged");
    expect(touched.map(({ key, status }) => [key, status])).toEqual([["a.md", "updated"]]);
  });
});

describe("files that come and go", () => {
  test("a new file, a renamed one, one renamed by its case, a folder, and files that are gone", async () => {
    const folder = folderWith({ "a.md": `# A\n\n${LONG}` });
    const watched = await startWatch(folder, { flags: { prune: "trash" } });
    const first = watched.pageId("a.md");

    put(folder, "guide/b.md", "# B\n\nB.\n");
    await watched.next("published");
    expect(watched.pageText("guide/b.md")).toBe("B.");

    renameSync(join(folder, "a.md"), join(folder, "A.md"));
    await watched.next("published");
    expect(watched.pageId("A.md")).toBe(first);

    renameSync(join(folder, "A.md"), join(folder, "guide/moved.md"));
    await watched.next("published");
    expect(watched.pageId("guide/moved.md")).toBe(first);
    expect(watched.pageText("guide/moved.md")).toBe(LONG.trim().replaceAll("\n\n", "\n"));

    const kept = watched.pageId("guide/b.md") ?? "";
    rmSync(join(folder, "guide"), { recursive: true });
    const { result } = await watched.next("published");
    expect(result.report.pages.map(({ status }) => status)).toEqual(
      result.report.pages.map(() => "withdrawn"),
    );
    const page = watched
      .sandbox()
      .pages()
      .find(({ id }) => id === kept);
    expect(page?.["in_trash"]).toBe(false);
    await watched.stop();
  });

  test("a picture and an included text are their page's, wherever they lie", async () => {
    const folder = folderWith({
      "mdnotion.config.json": JSON.stringify({
        sources: [{ name: "docs", path: "docs", preset: "vitepress" }],
      }),
      "docs/a.md": "# A\n\n<!--@include: ../shared/part.md-->\n",
      "docs/b.md": "# B\n\n![Dot](_pictures/dot.png)\n",
      "docs/_pictures/dot.png": "one",
      "docs/c.md": "# C\n\nNot touched.\n",
      "shared/part.md": "Before.\n",
    });
    const watched = await startWatch(folder);
    expect(watched.pageText("docs:a.md")).toBe("Before.");
    put(folder, "shared/part.md", "After.\n");
    const first = await watched.next("published");
    expect(first.paths).toEqual(["shared/part.md"]);
    expect(first.result.report.requests).toEqual({ run: 0, read: 1, plan: 1, repeated: 0 });
    expect(watched.pageText("docs:a.md")).toBe("After.");
    put(folder, "docs/_pictures/dot.png", "another");
    const second = await watched.next("published");
    expect(second.paths).toEqual(["docs/_pictures/dot.png"]);
    const pages = second.result.report.pages.filter(({ status }) => status !== "unchanged");
    expect(pages.map(({ key, status }) => [key, status])).toEqual([["docs:b.md", "updated"]]);
    await watched.stop();
  });

  test("what git ignores and what editors leave is no reason for a round", async () => {
    const folder = folderWith({ "a.md": "# A\n\nText.\n", ".gitignore": "build/\n", "build/x.md": "x\n" });
    execFileSync("git", ["init", "-q"], { cwd: folder });
    const watched = await startWatch(folder);
    for (const name of ["build/x.md", "build/y.md", ".a.md.swp", "a.md~", "notes.txt~"])
      put(folder, name, "x\n");
    mkdirSync(join(folder, "empty"));
    // What is told of last was told of after all of these.
    put(folder, "b.md", "# B\n");
    const { paths } = await watched.next("published");
    expect(paths).toEqual(["b.md"]);
    await watched.stop();
  });
});

describe("errors in a file", () => {
  test("keep its last good page, are told with their place, and are over once it is mended", async () => {
    const folder = folderWith({ "a.md": "---\ntitle: A\n---\nGood.\n" });
    const watched = await startWatch(folder);
    put(folder, "a.md", "---\ntitle: [\n---\nNever seen.\n");
    const { result } = await watched.next("published");
    expect(result.report.messages.map(({ id, path, place }) => [id, path, place?.line])).toEqual([
      ["front-matter-broken", "a.md", 2],
    ]);
    expect(watched.pageText("a.md")).toBe("Good.");
    put(folder, "a.md", "---\ntitle: A\n---\nBetter.\n");
    await watched.next("published");
    expect(watched.pageText("a.md")).toBe("Better.");
    await watched.stop();
  });
});

test("many saves, some of them while it publishes: the last one is published, and rounds never overlap", async () => {
  const folder = folderWith({ "a.md": "# A\n\n0\n" });
  const watched = await startWatch(folder);
  const saves = 40;
  for (let index = 1; index <= saves; index += 1) {
    writeFileSync(join(folder, "a.md"), `# A\n\n${index}\n`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  while (watched.pageText("a.md") !== String(saves)) await watched.next("published");
  expect(await watched.stop()).toEqual({ kind: "interrupted", isOwing: false });
  const order = watched.events.flatMap(({ kind }) =>
    kind === "round" || kind === "published" ? [kind] : [],
  );
  expect(order).toEqual(order.map((_, index) => (index % 2 === 0 ? "round" : "published")));
  expect(order.length / 2).toBeLessThan(saves / 2);
});

describe("a configuration", () => {
  test("that changes is read anew; one with an error holds everything back until it is mended", async () => {
    const folder = folderWith({
      "mdnotion.config.json": JSON.stringify({ sources: [{ name: "docs", path: "docs" }] }),
      "docs/a.md": "# A\n\nA.\n",
      "more/b.md": "# B\n\nB.\n",
    });
    const watched = await startWatch(folder);
    put(folder, "mdnotion.config.json", "{");
    expect((await watched.next("reloaded")).usable).toBe(false);
    put(folder, "docs/a.md", "# A\n\nHeld back.\n");
    await watched.next("touched");
    put(
      folder,
      "mdnotion.config.json",
      JSON.stringify({
        sources: [
          { name: "docs", path: "docs" },
          { name: "more", path: "more" },
        ],
      }),
    );
    expect((await watched.next("reloaded")).usable).toBe(true);
    await watched.next("published");
    expect([watched.pageText("docs:a.md"), watched.pageText("more:b.md")]).toEqual(["Held back.", "B."]);
    put(folder, "more/b.md", "# B\n\nWatched, too.\n");
    await watched.next("published");
    expect(watched.pageText("more:b.md")).toBe("Watched, too.");
    await watched.stop();
  });
});
