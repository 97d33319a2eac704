import { isFullDatabase, isFullPage, type PageObjectResponse } from "@notionhq/client";
import type { Case, Observation, World } from "../case.ts";
import { createPage, observation, paragraph, send, text, verdict } from "../support.ts";

type Values = NonNullable<Parameters<World["client"]["pages"]["create"]>[0]["properties"]>;
type Schema = Parameters<World["client"]["dataSources"]["create"]>[0]["properties"];

/** A database below the case's page with a status and a select of two options; the id of its data source. */
async function dataSource(world: World, further: Schema = {}): Promise<string> {
  const made = await world.client.databases.create({
    parent: { type: "page_id", page_id: world.pageId },
    title: text("Cases"),
    initial_data_source: {
      properties: {
        Name: { title: {} },
        State: { status: {} },
        Kind: { select: { options: [{ name: "one" }, { name: "two" }] } },
        ...further,
      },
    },
  });
  const [source] = isFullDatabase(made) ? made.data_sources : [];
  if (source === undefined) throw new Error("The database has no data source.");
  return source.id;
}

function options(source: object): readonly string[] {
  const found: readonly string[] | undefined = /"options":(\[.*?\])/
    .exec(JSON.stringify(Reflect.get(Object(Reflect.get(source, "properties")), "Kind")))?.[1]
    ?.match(/"name":"\w+"/g)
    ?.map((name) => name.slice(8, -1));
  return [...(found ?? [])].sort();
}

/** A new row with this title. */
async function row(
  { client }: World,
  data_source_id: string,
  name: string,
  values: Values = {},
): Promise<PageObjectResponse> {
  const properties = { Name: { title: text(name) }, ...values };
  const made = await client.pages.create({ parent: { data_source_id }, properties });
  if (!isFullPage(made)) throw new Error("The connection may not read content.");
  return made;
}

function titleOf(page: object): string {
  return /"plain_text":"([^"]*)"/.exec(JSON.stringify(page))?.[1] ?? "";
}

type Query = Omit<Parameters<World["client"]["dataSources"]["query"]>[0], "data_source_id">;

async function found(
  { client }: World,
  data_source_id: string,
  query: Query = {},
): Promise<readonly string[]> {
  const { results } = await client.dataSources.query({ data_source_id, ...query });
  return results.map(titleOf);
}

/** What a property of a row came back as. */
function shownAs(page: PageObjectResponse, name: string): Observation {
  const { id: _, ...value } = page.properties[name] ?? { id: "" };
  return observation(value);
}

/** The first option of the status. */
async function statusOption(
  { client }: World,
  data_source_id: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const source = await client.dataSources.retrieve({ data_source_id });
  const state = source.properties["State"];
  const [first] = state?.type === "status" ? state.status.options : [];
  if (first === undefined) throw new Error("The status has no options.");
  return first;
}

export const DATABASE_CASES: readonly Case[] = [
  {
    id: "options-left-out",
    title: "Updating a select with fewer options deletes the others",
    doubt: "Delete or merge: unknown.",
    assumes: ["one"],
    otherwise: "The full list is sent, with ids.",
    run: async (world) => {
      const data_source_id = await dataSource(world);
      await world.client.dataSources.update({
        data_source_id,
        properties: { Kind: { select: { options: [{ name: "one" }] } } },
      });
      return options(await world.client.dataSources.retrieve({ data_source_id }));
    },
  },
  {
    id: "options-created",
    title: "An unknown option of a select is created by writing it",
    doubt: "Seen in the field; a typing error would change the schema.",
    assumes: { written: "accepted", options: ["new", "one", "two"] },
    otherwise: "Options are compared with the schema before anything is written.",
    run: async (world) => {
      const data_source_id = await dataSource(world);
      const written = await verdict(
        world.client.pages.create({
          parent: { data_source_id },
          properties: { Name: { title: text("row") }, Kind: { select: { name: "new" } } },
        }),
      );
      return { written, options: options(await world.client.dataSources.retrieve({ data_source_id })) };
    },
  },
  {
    id: "status-unknown",
    title: "An unknown status is refused",
    doubt: "Unknown.",
    assumes: { refused: "400 validation_error" },
    otherwise: "Options are compared with the schema before anything is written.",
    run: async (world) => {
      const data_source_id = await dataSource(world);
      return verdict(
        world.client.pages.create({
          parent: { data_source_id },
          properties: { Name: { title: text("row") }, State: { status: { name: "Nowhere" } } },
        }),
      );
    },
  },
  {
    id: "data-source-under-trash",
    title: "A change to a data source below a page in the trash is answered with 404",
    doubt: "A report says so, and that the message blames sharing.",
    assumes: { refused: "404 object_not_found" },
    otherwise: "The parents are asked before a verdict.",
    run: async (world) => {
      const parent = await createPage(world, world.pageId, "parent", [paragraph("x")]);
      const id = await dataSource({ ...world, pageId: parent.id });
      await world.client.pages.update({ page_id: parent.id, in_trash: true });
      return verdict(send(world, "patch", `data_sources/${id}`, { title: text("new title") }));
    },
  },
  {
    id: "option-comma",
    title: "The name of an option has no comma",
    doubt: "Seen in the field.",
    assumes: { refused: "400 validation_error", message: "Invalid select option, commas not allowed: a, b" },
    otherwise: "Such a name is a message before anything is written.",
    run: async (world) =>
      verdict(row(world, await dataSource(world), "x", { Kind: { select: { name: "a, b" } } })),
  },
  {
    id: "option-color-differs",
    title: "An option that exists is not written with another colour",
    doubt: "Seen in the field.",
    assumes: {
      refused: "400 validation_error",
      message: "Select option color doesn't match existing for <id>.",
    },
    otherwise: "Options are written by name alone.",
    run: async (world) => {
      const id = await dataSource(world, { Tag: { select: { options: [{ name: "x", color: "red" }] } } });
      return verdict(row(world, id, "x", { Tag: { select: { name: "x", color: "blue" } } }));
    },
  },
  {
    id: "status-renamed",
    title: "Renaming a status option is accepted and does nothing",
    doubt: "Reported from the field.",
    assumes: { answer: "accepted", name: "Not started" },
    otherwise: "Schemas are only added to.",
    run: async (world) => {
      const data_source_id = await dataSource(world);
      const first = await statusOption(world, data_source_id);
      const options = [{ id: first.id, name: "Renamed" }];
      const answer = await verdict(
        world.client.dataSources.update({ data_source_id, properties: { State: { status: { options } } } }),
      );
      return { answer, name: (await statusOption(world, data_source_id)).name };
    },
  },
  {
    id: "row-property-unknown",
    title: "A property the data source does not have is refused by name",
    doubt: "Seen in the field.",
    assumes: { refused: "400 validation_error", message: "Nothing is not a property that exists." },
    otherwise: "Properties are compared with the schema before anything is written.",
    run: async (world) => verdict(row(world, await dataSource(world), "x", { Nothing: { checkbox: true } })),
  },
  {
    id: "row-property-type",
    title: "A value of another type than the property's is refused with that type",
    doubt: "Seen in the field.",
    assumes: { refused: "400 validation_error", message: "Kind is expected to be select." },
    otherwise: "Values are made by the schema.",
    run: async (world) => verdict(row(world, await dataSource(world), "x", { Kind: { number: 1 } })),
  },
  {
    id: "row-url-empty",
    title: "An empty URL is refused; null clears",
    doubt: "Reported from the field.",
    assumes: { empty: { refused: "400 validation_error" }, cleared: "accepted" },
    otherwise: "Nothing is sent as an empty string.",
    run: async (world) => {
      const id = await dataSource(world, { Link: { url: {} } });
      const empty = await verdict(row(world, id, "x", { Link: { url: "" } }));
      return { empty, cleared: await verdict(row(world, id, "x", { Link: { url: null } })) };
    },
  },
  {
    id: "row-date-utc",
    title: "A time in UTC comes back with milliseconds and its offset in figures",
    doubt: "Seen in the field.",
    assumes: { type: "date", date: { start: "2026-02-01T10:00:00.000+00:00", end: null, time_zone: null } },
    otherwise: "Times are compared as moments.",
    run: async (world) => {
      const id = await dataSource(world, { Due: { date: {} } });
      return shownAs(await row(world, id, "x", { Due: { date: { start: "2026-02-01T10:00:00Z" } } }), "Due");
    },
  },
  {
    id: "row-date-zone",
    title: "A time zone goes into the offset and is not answered",
    doubt: "Seen in the field.",
    assumes: { type: "date", date: { start: "2026-02-01T10:00:00.000+01:00", end: null, time_zone: null } },
    otherwise: "Times are compared as moments.",
    run: async (world) => {
      const id = await dataSource(world, { Due: { date: {} } });
      const date = { start: "2026-02-01T10:00:00", time_zone: "Europe/Berlin" };
      return shownAs(await row(world, id, "x", { Due: { date } }), "Due");
    },
  },
  {
    id: "row-relation-elsewhere",
    title: "A relation takes no page of another data source",
    doubt: "Not documented.",
    assumes: { refused: "400 validation_error" },
    otherwise: "Targets are looked up in the related data source.",
    run: async (world) => {
      const [here, there] = [await dataSource(world), await dataSource(world)];
      const id = await dataSource(world, {
        See: { relation: { data_source_id: here, single_property: {} } },
      });
      const stranger = await row(world, there, "stranger");
      return verdict(row(world, id, "x", { See: { relation: [{ id: stranger.id }] } }));
    },
  },
  {
    id: "row-relation-cut",
    title: "A page answers 25 of its relations; the property by itself answers all",
    doubt: "Documented; the field `has_more` is not in the types.",
    assumes: { in_page: 25, has_more: true, by_itself: 26 },
    otherwise: "A list of 25 is asked for by itself.",
    run: async (world) => {
      const there = await dataSource(world);
      const ids: string[] = [];
      for (const index of Array.from({ length: 26 }).keys())
        ids.push((await row(world, there, `r${index}`)).id);
      const id = await dataSource(world, {
        See: { relation: { data_source_id: there, single_property: {} } },
      });
      const page = await row(world, id, "x", { See: { relation: ids.map((one) => ({ id: one })) } });
      const see = page.properties["See"];
      if (see?.type !== "relation") return null;
      const property = { page_id: page.id, property_id: see.id };
      const all = await world.client.pages.properties.retrieve(property);
      return {
        in_page: see.relation.length,
        has_more: observation(Reflect.get(see, "has_more")),
        by_itself: all.object === "list" ? all.results.length : 0,
      };
    },
  },
  {
    id: "row-numbered",
    title: "Rows are counted from one, those that were there first included",
    doubt: "Not documented.",
    assumes: [
      { type: "unique_id", unique_id: { prefix: null, number: 1 } },
      { type: "unique_id", unique_id: { prefix: null, number: 2 } },
    ],
    otherwise: "Numbers are read, never foretold.",
    run: async (world) => {
      const data_source_id = await dataSource(world);
      const first = await row(world, data_source_id, "first");
      await world.client.dataSources.update({ data_source_id, properties: { No: { unique_id: {} } } });
      const second = await row(world, data_source_id, "second");
      const read = await world.client.pages.retrieve({ page_id: first.id });
      return isFullPage(read) ? [shownAs(read, "No"), shownAs(second, "No")] : null;
    },
  },
  {
    id: "database-of-two",
    title: "A row cannot be made by the id of a database that has two data sources",
    doubt: "Documented.",
    assumes: {
      refused: "400 validation_error",
      message: "Databases with multiple data sources are not supported in this API version.",
    },
    otherwise: "Rows are made by the id of their data source.",
    run: async (world) => {
      const id = await dataSource(world);
      const source = await world.client.dataSources.retrieve({ data_source_id: id });
      const database_id = /"database_id":"([^"]+)"/.exec(JSON.stringify(source))?.[1] ?? "";
      const properties = { Name: { title: {} } };
      await world.client.dataSources.create({ parent: { type: "database_id", database_id }, properties });
      return verdict(
        world.client.pages.create({ parent: { database_id }, properties: { Name: { title: text("x") } } }),
      );
    },
  },
  {
    id: "query-order",
    title: "Rows come newest first when nothing sorts them",
    doubt: "Seen in the field, not documented.",
    assumes: ["second", "first"],
    otherwise: "No order is assumed.",
    run: async (world) => {
      const id = await dataSource(world);
      await row(world, id, "first");
      await row(world, id, "second");
      return found(world, id);
    },
  },
  {
    id: "query-at-once",
    title: "A row just created is found by a query",
    doubt: "No guarantee is documented.",
    assumes: ["new"],
    otherwise: "A row that is missed is looked for again before it is made again.",
    run: async (world) => {
      const id = await dataSource(world);
      await row(world, id, "new");
      return found(world, id);
    },
  },
  {
    id: "query-text-case",
    title: "Filters of text do not tell capitals from small letters",
    doubt: "Not documented.",
    assumes: { equals: ["Alpha"], contains: ["Alpha"] },
    otherwise: "What must be told apart is compared after it was read.",
    run: async (world) => {
      const id = await dataSource(world);
      await row(world, id, "Alpha");
      const by = (title: { equals: string } | { contains: string }) =>
        found(world, id, { filter: { property: "Name", title } });
      return { equals: await by({ equals: "alpha" }), contains: await by({ contains: "LPH" }) };
    },
  },
  {
    id: "query-empty-last",
    title: "Rows without a value are last in both directions",
    doubt: "Not documented.",
    assumes: { ascending: ["one", "two", "none"], descending: ["two", "one", "none"] },
    otherwise: "Empty values are sorted after they were read where it matters.",
    run: async (world) => {
      const id = await dataSource(world, { No: { number: {} } });
      await row(world, id, "none");
      await row(world, id, "two", { No: { number: 2 } });
      await row(world, id, "one", { No: { number: 1 } });
      const by = (direction: "ascending" | "descending") =>
        found(world, id, { sorts: [{ property: "No", direction }] });
      return { ascending: await by("ascending"), descending: await by("descending") };
    },
  },
  {
    id: "query-not-equal-empty",
    title: "Rows without a value are found by what a value is not",
    doubt: "Not documented.",
    assumes: { number: ["none"], select: ["none"] },
    otherwise: "Conditions name empty values where they are meant.",
    run: async (world) => {
      const id = await dataSource(world, { No: { number: {} } });
      await row(world, id, "none");
      await row(world, id, "set", { No: { number: 1 }, Kind: { select: { name: "one" } } });
      return {
        number: await found(world, id, { filter: { property: "No", number: { does_not_equal: 1 } } }),
        select: await found(world, id, { filter: { property: "Kind", select: { does_not_equal: "one" } } }),
      };
    },
  },
  {
    id: "query-filter-type",
    title: "A filter of another type than the property's is refused",
    doubt: "Seen in the field.",
    assumes: {
      refused: "400 validation_error",
      message: "database property select does not match filter rich_text",
    },
    otherwise: "Filters are made by the schema.",
    run: async (world) => {
      const id = await dataSource(world);
      return verdict(found(world, id, { filter: { property: "Kind", rich_text: { equals: "one" } } }));
    },
  },
  {
    id: "query-sort-unknown",
    title: "A sort by a property there is not is refused",
    doubt: "Seen in the field.",
    assumes: {
      refused: "400 validation_error",
      message: "Could not find sort property with name or id: Nothing",
    },
    otherwise: "Sorts are made by the schema.",
    run: async (world) => {
      const id = await dataSource(world);
      return verdict(found(world, id, { sorts: [{ property: "Nothing", direction: "ascending" }] }));
    },
  },
  {
    id: "query-empty-compound",
    title: "A compound filter of nothing finds every row",
    doubt: "Not documented.",
    assumes: { and: ["x"], or: ["x"] },
    otherwise: "Empty compounds are left out.",
    run: async (world) => {
      const id = await dataSource(world);
      await row(world, id, "x");
      return {
        and: await found(world, id, { filter: { and: [] } }),
        or: await found(world, id, { filter: { or: [] } }),
      };
    },
  },
  {
    id: "query-trash",
    title: "Rows in the trash are found only when they are asked for",
    doubt: "Typed, and described in a word.",
    assumes: { plain: ["kept"], in_trash: ["trashed"] },
    otherwise: "A row that is not found is asked for by its id.",
    run: async (world) => {
      const id = await dataSource(world);
      await row(world, id, "kept");
      const { id: page_id } = await row(world, id, "trashed");
      await world.client.pages.update({ page_id, in_trash: true });
      return { plain: await found(world, id), in_trash: await found(world, id, { in_trash: true }) };
    },
  },
  {
    id: "database-as-block",
    title: "A database is a block of its page, and deleting the block trashes it",
    doubt: "Documented for reading.",
    assumes: { type: "child_database", in_trash: true },
    otherwise: "Blocks that are databases are never deleted.",
    run: async (world) => {
      await dataSource(world);
      const { results } = await world.client.blocks.children.list({ block_id: world.pageId });
      const [block] = results;
      await world.client.blocks.delete({ block_id: block?.id ?? "" });
      const read = await world.client.databases.retrieve({ database_id: block?.id ?? "" });
      return {
        type: block !== undefined && "type" in block ? block.type : null,
        in_trash: isFullDatabase(read) && read.in_trash,
      };
    },
  },
];
