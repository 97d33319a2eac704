/** Cutting columns: a list of them must be created with something in each, and no answer tells their ids. */
import type { Block } from "../model/block.ts";
import { InternalError } from "../model/internalError.ts";
import { plus, type Weight } from "./measure.ts";
import { bestWindow } from "./pack.ts";
import { factsOf, isWithin } from "./shape.ts";
import { type Cut, created, insideWeights, sum, type Tools } from "./tree.ts";

function wholeColumn(column: Block, tools: Tools): Cut | null {
  const inside = insideWeights(column.children, tools);
  const fits = inside.every((weight) => weight !== null) && column.children.length <= tools.limits.array;
  if (!fits) return null;
  return {
    sent: column,
    weight: plus(tools.fit.alone(column), sum(inside)),
    requests: 0,
    rest: () => undefined,
  };
}

/** A column that sends a part of its children: what precedes them goes to its start later, the rest to its end. */
export function cutColumn(column: Block, tools: Tools): Cut {
  const { limits, splitter, fit } = tools;
  const inside = insideWeights(column.children, tools);
  const outside = column.children.map((child) => splitter.item(child));
  const window = bestWindow({ inside, outside, base: fit.alone(column), limits, least: 1, last: false });
  if (window === null) return bareColumn(column, tools);
  const first = column.children.slice(0, window.from);
  const last = column.children.slice(window.to);
  return {
    sent: { ...column, children: column.children.slice(window.from, window.to) },
    weight: plus(fit.alone(column), sum(inside.slice(window.from, window.to))),
    requests: splitter.cost(first) + splitter.cost(last),
    rest: (id, sink) => {
      splitter.place(first, { container: id, position: "start" }, sink);
      splitter.place(last, { container: id, position: "end" }, sink);
    },
  };
}

/** A column none of whose children can be sent whole: the first goes without its own, and a list tells its id. */
function bareColumn(column: Block, tools: Tools): Cut {
  const { fit, splitter } = tools;
  const [child, ...others] = column.children;
  if (child === undefined)
    throw new InternalError("A column has nothing in it; Notion refuses empty columns.");
  const whole = fit.whole(child, 1);
  const shell = whole === null ? shellOf(child, tools) : { sent: child, weight: whole, rest: [] };
  return {
    sent: { ...column, children: [shell.sent] },
    weight: plus(fit.alone(column), shell.weight),
    requests: 1 + splitter.cost(shell.rest) + splitter.cost(others),
    rest: (id, sink) => {
      const listed = sink.list(id, [child]);
      splitter.place(shell.rest, { container: created(listed, 0), position: "end" }, sink);
      splitter.place(others, { container: id, position: "end" }, sink);
    },
  };
}

/** A block with as few children as it must have on the second tier. */
function shellOf(
  block: Block,
  { fit }: Tools,
): { readonly sent: Block; readonly weight: Weight; readonly rest: readonly Block[] } {
  const least = factsOf(block).minChildren;
  const sent: Block = { ...block, children: block.children.slice(0, least) };
  const weight = fit.whole(sent, 1);
  if (weight === null) {
    throw new InternalError(`A column begins with a ${block.type}, which no request can put there.`);
  }
  return { sent, weight, rest: block.children.slice(least) };
}

/** Cuts a list of columns. @throws InternalError where a column begins with what no request can put there */
export function cutColumns(block: Block, tools: Tools): Cut {
  const { fit, limits } = tools;
  const columns = block.children;
  const parts = columns.map((column) => cutColumn(column, tools));
  // Whole columns as long as there is room for the part that each of the others must send.
  let load = plus(fit.alone(block), sum(parts.map((part) => part.weight)));
  const chosen = columns.map((column, index) => {
    const part = parts[index] ?? cutColumn(column, tools);
    const whole = wholeColumn(column, tools);
    if (whole === null) return part;
    const more = plus(load, {
      blocks: whole.weight.blocks - part.weight.blocks,
      bytes: whole.weight.bytes - part.weight.bytes,
    });
    if (!isWithin(more, limits)) return part;
    load = more;
    return whole;
  });
  return {
    sent: { ...block, children: chosen.map((column) => column.sent) },
    weight: load,
    requests: 1 + chosen.reduce((total, column) => total + column.requests, 0),
    rest: (id, sink) => {
      const listed = sink.list(id, columns);
      for (const [index, column] of chosen.entries()) column.rest(created(listed, index), sink);
    },
  };
}
