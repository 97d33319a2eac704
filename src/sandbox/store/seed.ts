/** The workspace a new sandbox begins with. */
import { addBlocks, newNode } from "../content/blocks.ts";
import { titleProperty } from "../content/pages.ts";
import { storeRuns } from "../content/richText.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { SandboxOptions, SeedPage } from "../options.ts";
import type { Random } from "../random.ts";
import { checkNewChildren } from "../routes/blocks.ts";
import type { World } from "../world.ts";
import { createStore, insertChildren, type Store } from "./store.ts";

/** What stands in every sandbox. */
export interface Landmarks {
  readonly bot: string;
  readonly person: string;
  /** The page shared with the connection, called Sandbox. */
  readonly root: string;
  /** A page that is not shared. */
  readonly unshared: string;
  /** A page under the root that is in the trash. */
  readonly trashed: string;
}

/** @param options people and emojis beside those every sandbox has */
export function createWorkspace(
  random: Random,
  { people = [], emojis = [] }: Pick<SandboxOptions, "people" | "emojis"> = {},
): { readonly store: Store; readonly landmarks: Landmarks } {
  const store = createStore({ id: random.uuid(), name: "Sandbox workspace" });
  const bot = random.uuid();
  const person = random.uuid();
  store.users.set(person, { id: person, type: "person", name: "Ada Example", email: "ada@example.com" });
  store.users.set(bot, { id: bot, type: "bot", name: "Sandbox connection", email: null });
  for (const { name, email } of people) {
    const id = random.uuid();
    store.users.set(id, { id, type: "person", name, email });
  }
  for (const name of ["party_parrot", "shipit", ...emojis]) {
    const id = random.uuid();
    store.emojis.set(id, {
      id,
      name,
      url: `https://s3-us-west-2.amazonaws.com/public.notion-static.com/${id}.png`,
    });
  }
  const landmarks = {
    bot,
    person,
    root: random.uuid(),
    unshared: random.uuid(),
    trashed: random.uuid(),
  };
  return { store, landmarks };
}

/** Puts the pages every sandbox has into a new workspace. */
export function addLandmarkPages(landmarks: Landmarks, world: World): void {
  const { root, unshared, trashed } = landmarks;
  addPage({ title: "Sandbox", atTop: { shared: true }, by: "person" }, root, landmarks, world);
  addPage({ title: "Not shared", atTop: { shared: false }, by: "person" }, unshared, landmarks, world);
  addPage({ title: "In the trash", inTrash: true }, trashed, landmarks, world);
}

/**
 * Puts a page with this id into the workspace.
 *
 * @throws Refusal when its blocks are not what a request could send
 */
export function addPage(seed: SeedPage, id: string, landmarks: Landmarks, world: World): void {
  const as: World = { ...world, actor: seed.by === "person" ? landmarks.person : landmarks.bot };
  const parent = seed.parent ?? landmarks.root;
  const runs = storeRuns([{ text: { content: seed.title } }], as);
  const page = {
    properties: { title: titleProperty(runs) },
    icon: null,
    cover: null,
    locked: false,
    archived: false,
    shared: seed.atTop?.shared ?? false,
  };
  const ref =
    seed.atTop === undefined ? ({ type: "page_id", id: parent } as const) : ({ type: "workspace" } as const);
  const own = { id, type: "child_page", parent: ref, payload: {}, page, children: [] };
  const node = { ...newNode(own, as), inTrash: seed.inTrash ?? false };
  as.store.nodes.set(id, node);
  if (seed.atTop === undefined) {
    insertChildren(as.store, parent, [id], "end", as.now);
  }
  const children: readonly JsonObject[] = (seed.children ?? []).filter(isObject);
  checkNewChildren(children, node);
  addBlocks(node, children, "end", as);
}
