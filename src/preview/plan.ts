import type { Block } from "../model/block.ts";
import { parseNotionUrl } from "../model/links.ts";
import { isPending, type PageKey, type Reference } from "../model/pending.ts";
import type { Change, PagePlan, Plan } from "../model/plan.ts";
import { changeText } from "../model/schemaChanges.ts";
import { EMPTY, type Html, html } from "./html.ts";
import { anchorOf, webAddress } from "./links.ts";
import { type PreviewOptions, type PreviewPage, renderArticle, renderFragment } from "./page.ts";
import { renderTree } from "./site.ts";

type HrefOf = (reference: Reference) => string | null;

/** The page each operation makes or changes, and each page's key by its id. */
function linksOf(plan: Plan): HrefOf {
  const byOperation = new Map(plan.operations.map((operation) => [operation.id, operation.key]));
  const byId = new Map(
    plan.pages.flatMap(({ key, page }) => (typeof page === "string" ? [[page, key] as const] : [])),
  );
  const within = (key: PageKey | undefined): string | null =>
    key === undefined ? null : `#${anchorOf(key)}`;
  return (reference) => {
    if (!isPending(reference)) {
      const link = parseNotionUrl(reference);
      return within(byId.get(link?.page ?? reference)) ?? webAddress(reference);
    }
    if (reference.kind === "created") {
      return within(byOperation.get(reference.operation));
    }
    return reference.kind === "page" || reference.kind === "heading" ? within(reference.path) : null;
  };
}

/** The page of the nearest folder above that is in the plan. */
function parentOf(key: PageKey, keys: ReadonlySet<PageKey>): PageKey | null {
  const parts = key.replace(/\/$/, "").split("/");
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const folder = `${parts.slice(0, depth).join("/")}/`;
    if (keys.has(folder)) {
      return folder;
    }
  }
  return null;
}

/** Blocks that follow each other on the same side are drawn together, so that lists stay lists. */
interface Stretch {
  readonly side: "new" | "old" | "note";
  readonly blocks: Block[];
  readonly notes: string[];
}

function stretchesOf(changes: readonly Change[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const add = (side: Stretch["side"], value: Block | string): void => {
    let last = stretches.at(-1);
    if (last?.side !== side) {
      last = { side, blocks: [], notes: [] };
      stretches.push(last);
    }
    if (typeof value === "string") {
      last.notes.push(value);
    } else {
      last.blocks.push(value);
    }
  };
  for (const { after, before, name, reason, what } of changes) {
    const isNoted = reason !== "" || (what !== "block" && what !== "page");
    if (isNoted) {
      const subject = what === "block" || what === "property" ? name : what;
      add("note", reason === "" ? subject : `${subject}: ${reason}`);
    }
    if (before !== null) {
      add("old", before);
    }
    if (after !== null) {
      add("new", after);
    }
  }
  return stretches;
}

function drawStretch({ blocks, notes, side }: Stretch, hrefOf: HrefOf, options: PreviewOptions): Html {
  const lines = notes.map((note) => html`<p class="${side === "note" ? "dim" : ""}">${note}</p>`);
  const body = html`${lines}${blocks.length === 0 ? EMPTY : renderFragment(blocks, hrefOf, options)}`;
  return side === "note" ? body : html`<div class="${side}">${body}</div>`;
}

function previewOf(page: PagePlan, keys: ReadonlySet<PageKey>): PreviewPage {
  return {
    id: page.key,
    title: page.title,
    icon: null,
    cover: null,
    blocks: [],
    parent: parentOf(page.key, keys),
    status: page.reason === "" ? page.action : `${page.action}: ${page.reason}`,
    messages: page.messages,
  };
}

/** What data sources get before their rows are written, as a page of its own. */
function schemaPages(plan: Plan): readonly (PreviewPage & { readonly lines: readonly string[] })[] {
  const schemas = plan.operations.flatMap((one) => (one.kind === "updateSchema" ? [one] : []));
  return schemas.map(({ changes, dataSource, reason, title }) => ({
    id: dataSource,
    title,
    icon: null,
    cover: null,
    blocks: [],
    parent: null,
    status: `adds to the database: ${reason}`,
    messages: [],
    lines: changes.map(changeText),
  }));
}

/**
 * A plan as one self-contained HTML document: a tree of its pages, and for each what goes and what comes.
 * Pages that nothing happens to are left out.
 */
export function renderPlan(plan: Plan, options: PreviewOptions = {}): string {
  const keys = new Set(plan.pages.map((page) => page.key));
  const hrefOf = linksOf(plan);
  const shown = plan.pages.filter((page) => page.action !== "none" || page.changes.length > 0);
  const articles = shown.map((page) => {
    const changes = stretchesOf(page.changes).map((stretch) => drawStretch(stretch, hrefOf, options));
    return renderArticle(previewOf(page, keys), hrefOf, options, html`${changes}`);
  });
  const schemas = schemaPages(plan);
  const added = schemas.map(({ lines, ...page }) => {
    const list = lines.map((line) => html`<p>${line}</p>`);
    return renderArticle(page, hrefOf, options, html`<div class="new">${list}</div>`);
  });
  return renderTree(
    "Plan",
    [...schemas, ...shown.map((page) => previewOf(page, keys))],
    [...added, ...articles],
  );
}
