import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block } from "../src/model/block.ts";
import { toRequest } from "../src/notion/toRequest.ts";
import { type RequestParent, toRequests } from "../src/requests.ts";
import { columns, forest, item, paragraph, row, table, toggle } from "./support/blocks.ts";

/** A block as requests made it. */
interface Made {
  readonly content: unknown;
  readonly type: string;
  children: Made[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function build(request: unknown): Made {
  const type = isRecord(request) && typeof request["type"] === "string" ? request["type"] : "";
  const body = isRecord(request) ? request[type] : null;
  const { children = [], ...content } = isRecord(body) ? body : {};
  return { type, content, children: Array.isArray(children) ? children.map(build) : [] };
}

/** Carries out requests on a tree in memory. */
function carryOut(blocks: readonly Block[]): Made[] {
  const page: Made = { type: "page", content: {}, children: [] };
  const answers: Made[][] = [];
  const find = (at: RequestParent): Made => {
    const found = at === null ? page : answers[at.request]?.[at.child];
    if (found === undefined) throw new Error("a request names what was not made before it");
    return found;
  };
  for (const request of toRequests(blocks)) {
    const parent = find(request.parent);
    if (request.kind === "list") {
      answers.push(parent.children);
      continue;
    }
    const made = request.children.map(build);
    const { after } = request;
    const end = parent.children.length;
    const at = after === null ? end : after === "start" ? 0 : parent.children.indexOf(find(after)) + 1;
    parent.children = parent.children.toSpliced(at, 0, ...made);
    answers.push(made);
  }
  return page.children;
}

test("requests carried out one after the other give the blocks, in their order", () => {
  const rows = Array.from({ length: 150 }, (_, index) => row(`${index}`));
  const deep = item("1", [item("2", [item("3", [item("4")])])]);
  const blocks = [
    toggle("t", [deep, ...rows.map(() => paragraph("p"))]),
    table(1, rows),
    columns([deep, paragraph("p")], [paragraph("q")]),
  ];
  expect(carryOut(blocks)).toEqual(blocks.map((block) => build(toRequest(block))));
});

test("whatever the tree", () => {
  fc.assert(
    fc.property(forest(4), (blocks) => {
      expect(carryOut(blocks)).toEqual(blocks.map((block) => build(toRequest(block))));
    }),
    { numRuns: 100 },
  );
});
