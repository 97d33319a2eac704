/** Templates of data sources: pages that are no rows, and the content of new rows, which comes a while later. */
import { type JsonObject, objectAt, stringAt } from "../json.ts";
import { invalid, invalidBody } from "../refusal.ts";
import { canonical } from "../schema/source.ts";
import type { Node } from "../store/nodes.ts";
import { childrenOf, insertChildren, placedIn } from "../store/store.ts";
import type { World } from "../world.ts";
import { copyNode } from "./copy.ts";

/** The templates of a data source, oldest first. */
export function templatesOf(sourceId: string, world: World): readonly Node[] {
  return placedIn(world.store, sourceId).filter((node) => node.page?.template !== undefined && !node.inTrash);
}

/**
 * The template a body asks for, or null.
 *
 * @throws Refusal for one the data source does not have, and for blocks beside it
 */
export function templateFor(body: JsonObject, parent: Node, world: World): Node | null {
  const asked = objectAt(body, "template");
  const type = stringAt(asked, "type");
  if (type === null || type === "none") {
    return null;
  }
  if ("children" in body) {
    throw invalidBody("children should be not present, the content comes from a template");
  }
  const templates = templatesOf(parent.id, world);
  const id = canonical(stringAt(asked, "template_id") ?? "");
  const found = templates.find((one) =>
    type === "default" ? one.page?.template === "default" : one.id === id,
  );
  if (found === undefined) {
    throw invalid(
      type === "default"
        ? "The data source has no default template."
        : `Could not find template with ID: ${id}.`,
    );
  }
  return found;
}

/** Copies a template into a page: its blocks at the end, its icon, and the properties that were not sent. */
export function fillFromTemplate(
  pageId: string,
  templateId: string,
  sent: readonly string[],
  world: World,
): void {
  world.later(world.consistency.templateMs, (then) => {
    const page = then.store.nodes.get(pageId);
    const template = then.store.nodes.get(templateId);
    if (page === undefined || page.page === null || template === undefined || template.page === null) {
      return;
    }
    const inside = { type: "page_id", id: pageId } as const;
    const copied = childrenOf(then.store, template).map((child) => copyNode(child, inside, then));
    insertChildren(then.store, pageId, copied, "end", then.now);
    const { title: _, ...properties } = template.page.properties;
    const now = then.store.nodes.get(pageId) ?? page;
    const icon = page.page.icon ?? template.page.icon;
    const merged =
      sent.length === 0
        ? { ...page.page.properties, ...properties }
        : { ...properties, ...page.page.properties };
    then.store.nodes.set(pageId, {
      ...now,
      edited: then.now,
      page: { ...page.page, icon, properties: merged },
    });
  });
}
