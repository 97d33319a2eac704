/** What people do with pages, databases and their properties. */
import { saveEdited } from "../content/blocks.ts";
import { databaseFields } from "../content/databases.ts";
import { storeCover, storeIcon } from "../content/icons.ts";
import { fieldsOf, storeProperties, titleProperty } from "../content/pages.ts";
import { storeRuns } from "../content/richText.ts";
import type { Json, JsonObject } from "../json.ts";
import { changeProperties } from "../schema/change.ts";
import { findProperty, replaceConfig, saveSource, sourceFields } from "../schema/source.ts";
import { optionsOf } from "../values/select.ts";
import type { World } from "../world.ts";
import { plainRun, reach } from "./find.ts";

export function pageActs(now: () => World) {
  return {
    /** Gives a page, database or data source another title. */
    rename: (id: string, title: string): void => rename(id, title, now()),
    /** Changes a page's icon or cover; null takes it off. */
    decorate: (pageId: string, look: { readonly icon?: Json; readonly cover?: Json }): void => {
      const world = now();
      const node = reach(pageId, world);
      const page = {
        ...fieldsOf(node),
        ...("icon" in look ? { icon: storeIcon(look.icon, world) } : {}),
        ...("cover" in look ? { cover: storeCover(look.cover, world) } : {}),
      };
      saveEdited({ ...node, page }, world);
    },
    /** Changes properties of a page, as a request would send them. */
    setProperties: (pageId: string, values: JsonObject): void => {
      const world = now();
      const node = reach(pageId, world);
      const page = fieldsOf(node);
      const properties = storeProperties(page.properties, values, node, world);
      saveEdited({ ...reach(pageId, world), page: { ...page, properties } }, world);
    },
    /** Changes the properties of a data source, as a request would send them. */
    changeSchema: (sourceId: string, properties: JsonObject): void => {
      const world = now();
      changeProperties(reach(sourceId, world), properties, world);
    },
    /** Gives an option of a select, multi-select or status another name. */
    renameOption: (sourceId: string, property: string, from: string, to: string): void =>
      renameOption(sourceId, property, from, to, now()),
    /** Shares a page or database, and what is under it, with the connection, or takes the connection off it. */
    share: (id: string, shared: boolean): void => {
      const world = now();
      const node = reach(id, world);
      if (node.page === null && node.database === undefined) {
        throw new Error(`${id} is a block; only a page can be shared.`);
      }
      const access = { shared, withdrawn: !shared };
      world.store.nodes.set(
        id,
        node.page === null
          ? { ...node, database: { ...databaseFields(node), ...access } }
          : { ...node, page: { ...node.page, ...access } },
      );
    },
  };
}

function rename(id: string, title: string, world: World): void {
  const node = reach(id, world);
  const runs = storeRuns([plainRun(title)], world);
  if (node.page !== null) {
    const properties = { ...node.page.properties, title: titleProperty(runs) };
    saveEdited({ ...node, page: { ...node.page, properties } }, world);
  } else if (node.source !== undefined) {
    saveSource(node, { ...node.source, title: runs }, world);
  } else {
    saveEdited({ ...node, database: { ...databaseFields(node), title: runs } }, world);
  }
}

function renameOption(sourceId: string, name: string, from: string, to: string, world: World): void {
  const property = findProperty(sourceFields(reach(sourceId, world)).properties, name);
  if (property === undefined) {
    throw new Error(`The data source ${sourceId} has no property ${name}.`);
  }
  const options = optionsOf(property).map((one) => (one["name"] === from ? { ...one, name: to } : one));
  replaceConfig(sourceId, property.id, { ...property.config, options }, world);
}
