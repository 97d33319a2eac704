// `npm run demo`: publishes fixtures/site to a local Notion in memory and shows what came of it. Ends with 1 when
// anything is not as it should be.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import picocolors from "picocolors";
import { build, root } from "./setup.mjs";

build();
const { loadConfig, outline, publish } = await import("../dist/index.js");
const { createSandbox } = await import("../dist/sandbox/index.js");
const { fromBlock } = await import("../dist/notion/fromResponse.js");
const { renderSite } = await import("../dist/preview/site.js");

const { bold, cyan, dim, green, red } = picocolors.createColors(
  process.stdout.isTTY === true && !process.env.NO_COLOR,
);

/** Pages shown whole. */
const SHOWN = ["Code review", "Firmware", "On call"];
const EDITED = "engineering/code-review.md";
const LINE = "2. Run it.";
const NEW_LINE = "2. Run it, on a **real** gateway.";
const NOTE = "Written by Ada in Notion: see also last week's retrospective.";

const failures = [];

function expect(what, holds, found = "") {
  console.log(`${holds ? green("✓") : red("✗")} ${what}${holds || found === "" ? "" : `: ${found}`}`);
  if (!holds) failures.push(what);
}

const heading = (text) => console.log(`\n${bold(text)}\n`);
const indented = (text, by = "  ") => text.replace(/^(?=.)/gm, by);
const plural = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
const short = (line) => (line.length > 118 ? `${line.slice(0, 117)}…` : line);

/** One run of the program, and the requests it made. */
async function run(folder, sandbox) {
  const from = sandbox.requests.list().length;
  const flags = new Map([["to", sandbox.rootPageId]]);
  const { config, messages } = await loadConfig({ cwd: folder, paths: ["."], flags, environment: {} });
  if (config === null) throw new Error(messages.map(({ says }) => says).join("\n"));
  const result = await publish({
    config,
    select: [],
    token: sandbox.token,
    sandbox: false,
    dryRun: false,
    world: {
      fetch: sandbox.fetch,
      now: () => Date.now(),
      sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
      random: Math.random,
      signal: new AbortController().signal,
      process: { pid: process.pid, isAlive: () => false },
    },
    onEvent: () => {},
    confirm: async () => true,
  });
  return { ...result, requests: sandbox.requests.list().slice(from) };
}

/** The page as Notion has it, with those below it. */
function pageTree(sandbox, id, title, parent) {
  const nodes = sandbox.tree(id);
  const toBlock = (node) => ({ ...fromBlock(node.block), children: node.children.map(toBlock) });
  const page = sandbox.pages().find((one) => one.id === id);
  return {
    id,
    title,
    parent,
    icon: page?.icon?.emoji === undefined ? null : { emoji: page.icon.emoji },
    cover: null,
    blocks: nodes.filter((node) => node.type !== "child_page").map(toBlock),
    pages: nodes
      .filter((node) => node.type === "child_page" && node.id !== sandbox.trashedPageId)
      .map((node) => pageTree(sandbox, node.id, node.payload.title, id)),
  };
}

const everyPage = (page) => [page, ...page.pages.flatMap(everyPage)];
const countBlocks = (blocks) => blocks.reduce((sum, block) => sum + 1 + countBlocks(block.children), 0);

function printTree(page, depth = 0) {
  const icon = page.icon === null ? "" : `${page.icon.emoji} `;
  console.log(
    `  ${"  ".repeat(depth)}${icon}${page.title}  ${dim(plural(countBlocks(page.blocks), "block"))}`,
  );
  for (const child of page.pages) printTree(child, depth + 1);
}

/** Requests by what they ask for. */
function printRequests(requests) {
  const kinds = Map.groupBy?.(requests, kindOf) ?? groupBy(requests, kindOf);
  for (const [kind, list] of [...kinds].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`  ${String(list.length).padStart(3)}  ${kind}`);
  }
}

function kindOf({ method, path }) {
  const route = path.replace(/\?.*$/, "").replace(/[0-9a-f]{8}-?[0-9a-f-]{23,27}/gi, "{id}");
  return `${method.padEnd(6)} ${route}`;
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const idsOf = (blocks) => blocks.flatMap((block) => [block.id, ...idsOf(block.children)]);
const pageNamed = (tree, title) => everyPage(tree).find((page) => page.title === title);

/** What a person does in Notion meanwhile: a paragraph of her own at the end of a page. */
async function writeAsPerson(sandbox, page) {
  const children = [{ paragraph: { rich_text: [{ text: { content: NOTE } }] } }];
  const response = await sandbox.fetch(`https://api.notion.com/v1/blocks/${page}/children`, {
    method: "PATCH",
    headers: {
      authorization: `Bearer ${sandbox.personToken}`,
      "notion-version": "2026-03-11",
      "content-type": "application/json",
    },
    body: JSON.stringify({ children }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Gives the uploaded images of some pages as `data:` URLs, so that the preview can show them. */
async function embedder(sandbox, pages) {
  const blocksIn = (blocks) => blocks.flatMap((block) => [block, ...blocksIn(block.children)]);
  const shown = new Map();
  for (const { type, value } of pages.flatMap(({ blocks }) => blocksIn(blocks))) {
    if (type !== "image" || value.file === undefined) continue;
    const response = await sandbox.fetch(value.file.url);
    const bytes = Buffer.from(await response.arrayBuffer());
    shown.set(
      value.file.url,
      `data:${response.headers.get("content-type")};base64,${bytes.toString("base64")}`,
    );
  }
  return (source) => shown.get(source.file?.url) ?? null;
}

function edit(folder) {
  const file = join(folder, EDITED);
  const text = readFileSync(file, "utf8");
  if (!text.includes(LINE)) throw new Error(`${EDITED} has no line \`${LINE}\` to edit.`);
  writeFileSync(file, text.replace(LINE, NEW_LINE));
}

function printFirst(tree, first) {
  const { report, requests } = first;
  for (const message of report.messages) {
    const at = message.place === null ? "" : `:${message.place.line}:${message.place.column}`;
    console.log(dim(`  ${message.path ?? ""}${at} ${message.id}: ${message.says}`));
  }
  heading("The pages");
  printTree(tree);
  for (const title of SHOWN) {
    const page = pageNamed(tree, title);
    if (page === undefined) continue;
    heading(`${title}, block by block`);
    console.log(indented(outline(page.blocks).trimEnd().split("\n").map(short).join("\n")));
  }
  heading(`The ${plural(requests.length, "request")} it took`);
  printRequests(requests);
}

async function show(folder, sandbox) {
  console.log(`${bold("mdnotion")}: fixtures/site → a local Notion, in this process. No token, no network.`);
  const first = await run(folder, sandbox);
  const tree = pageTree(sandbox, sandbox.rootPageId, "Sandbox", null);
  printFirst(tree, first);
  const made = everyPage(tree).length - 1;
  console.log();
  expect("the run ended well", first.report.stop === null, first.report.stop?.says);
  expect(`${made} pages are there, at least 12`, made >= 12);
  expect(
    "no request was refused",
    first.requests.every(({ status }) => status !== null && status < 400),
  );
  expect(
    "no page failed",
    first.report.pages.every(({ status }) => status === "created" || status === "updated"),
    first.report.pages
      .filter(({ status }) => status === "failed")
      .map(({ key, reason }) => `${key} (${reason})`)
      .join(", "),
  );

  heading("Again, with nothing changed");
  const second = await run(folder, sandbox);
  expect("the second run makes no request", second.requests.length === 0, String(second.requests.length));

  heading("Ada writes into a page, and a line of its file changes");
  const before = pageNamed(tree, "Code review");
  await writeAsPerson(sandbox, before.id);
  edit(folder);
  console.log(red(`  - ${LINE}`));
  console.log(green(`  + ${NEW_LINE}`));
  console.log();
  const third = await run(folder, sandbox);
  printRequests(third.requests);
  const after = pageNamed(pageTree(sandbox, sandbox.rootPageId, "Sandbox", null), "Code review");
  const text = outline(after.blocks);
  const kept = idsOf(after.blocks).filter((id) => idsOf(before.blocks).includes(id)).length;
  console.log();
  expect(
    "the new line is there, the old one is gone",
    text.includes("gateway") && !text.includes(LINE.slice(3)),
  );
  expect("what Ada wrote is still there", text.includes(NOTE));
  expect(
    `of ${countBlocks(before.blocks)} blocks ${kept} kept their ids, and with them their comments`,
    kept >= countBlocks(before.blocks) - 1,
  );

  const preview = join(tmpdir(), "mdnotion-demo.html");
  const pages = everyPage(pageTree(sandbox, sandbox.rootPageId, "Sandbox", null)).slice(1);
  writeFileSync(
    preview,
    renderSite(pages, { title: "Fernway handbook", embed: await embedder(sandbox, pages) }),
  );
  console.log(`\nThe pages as a browser shows them: ${cyan(preview)}`);
}

const folder = mkdtempSync(join(tmpdir(), "mdnotion-demo-"));
try {
  cpSync(join(root, "fixtures/site"), folder, { recursive: true });
  await show(folder, createSandbox());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) {
  console.log(red(`\n${plural(failures.length, "thing")} not as it should be.`));
  process.exitCode = 1;
}
