/** Requests as they will be sent, with what is not known yet named by words. */
import { isPending, type Pending, type Reference } from "../../model/pending.ts";
import type { Operation, OperationKind, Position } from "../../model/plan.ts";
import { resolveBlock, resolveCover, resolveIcon, resolveProperties } from "../../model/resolve.ts";
import { appendBody, createPageBody, updateBlockBody } from "../../notion/calls.ts";

/** A request: its method and path, and its body. */
export interface ShownRequest {
  readonly line: string;
  readonly body: unknown;
}

/** What stands for something that is not known yet. Its words reach no request. */
const WORDS: { readonly [K in Pending["kind"]]: (pending: Extract<Pending, { kind: K }>) => string } = {
  page: ({ path }) => `page of ${path}`,
  heading: ({ path, slug }) => `${slug} in ${path}`,
  upload: () => "upload",
  user: ({ who }) => `user ${who}`,
  emoji: ({ name }) => `emoji ${name}`,
  row: ({ text }) => `row ${text}`,
  created: ({ child, operation }) =>
    child === null ? `what request ${operation} makes` : `block ${child} of request ${operation}`,
};

function wordsOf<K extends Pending["kind"]>(kind: K, pending: Extract<Pending, { kind: K }>): string {
  return WORDS[kind](pending);
}

const named = (pending: Pending): string => `<${wordsOf(pending.kind, pending)}>`;
const idOf = (reference: Reference): string => (isPending(reference) ? named(reference) : reference);
const lookup = (pending: Pending) => ({ id: named(pending) });

function positionOf(position: Position) {
  return typeof position === "string" ? position : { after: idOf(position.after) };
}

type Show<K extends OperationKind> = (operation: Extract<Operation, { kind: K }>) => ShownRequest;

const SHOW: { readonly [K in OperationKind]: Show<K> } = {
  createPage: ({ children, cover, icon, parent, position, properties, title }) => ({
    line: "POST /v1/pages",
    body: createPageBody({
      parent: { kind: parent.kind, id: idOf(parent.id) },
      title,
      icon: resolveIcon(icon, lookup),
      cover: resolveCover(cover, lookup),
      properties: resolveProperties(properties, lookup),
      children: children.map((block) => resolveBlock(block, lookup)),
      position: positionOf(position),
    }),
  }),
  append: ({ children, container, page, position }) => {
    const parent = idOf(container ?? page);
    const { block_id, ...body } = appendBody({
      parent,
      children: children.map((block) => resolveBlock(block, lookup)),
      position: positionOf(position),
    });
    return { line: `PATCH /v1/blocks/${block_id}/children`, body };
  },
  updateBlock: ({ block, send, to }) => {
    const { block_id, ...body } = updateBlockBody({ id: idOf(block), to: resolveBlock(to, lookup), send });
    return { line: `PATCH /v1/blocks/${block_id}`, body };
  },
  deleteBlock: ({ block }) => ({ line: `DELETE /v1/blocks/${block}`, body: null }),
  updatePage: ({ page }) => ({ line: `PATCH /v1/pages/${idOf(page)}`, body: null }),
  movePage: ({ page }) => ({ line: `POST /v1/pages/${idOf(page)}/move`, body: null }),
  list: ({ container, page }) => ({ line: `GET /v1/blocks/${idOf(container ?? page)}/children`, body: null }),
  upload: () => ({ line: "POST /v1/file_uploads", body: null }),
  updateSchema: ({ dataSource }) => ({ line: `PATCH /v1/data_sources/${dataSource}`, body: null }),
};

function show<K extends OperationKind>(kind: K, operation: Extract<Operation, { kind: K }>): ShownRequest {
  return SHOW[kind](operation);
}

/** An operation as a request; the bodies of those that hold no blocks are left out. */
export function requestOf(operation: Operation): ShownRequest {
  return show(operation.kind, operation);
}

/** The part of a body at a path such as `children[2].children[0]`; a block's children lie in its payload. */
export function partAt(body: unknown, path: string): unknown {
  const indexes = [...path.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index));
  let part: unknown = body;
  for (const index of indexes) {
    const payloads = typeof part === "object" && part !== null ? Object.values(part) : [];
    const lists = [part, ...payloads].flatMap((one) =>
      typeof one === "object" && one !== null && "children" in one && Array.isArray(one.children)
        ? [one.children]
        : [],
    );
    part = lists[0]?.[index];
  }
  return part;
}
