import {
  APIResponseError,
  type BlockObjectRequest,
  type BlockObjectResponse,
  collectPaginatedAPI,
  isFullBlock,
  isFullPage,
  type PageObjectResponse,
  UnknownHTTPResponseError,
} from "@notionhq/client";
import type { Observation, World } from "./case.ts";

type RichText = Extract<BlockObjectRequest, { paragraph: object }>["paragraph"]["rich_text"];

/** One run of plain or linked text. */
export function text(content: string, url?: string): RichText {
  return [{ text: { content, ...(url === undefined ? {} : { link: { url } }) } }];
}

/** A paragraph, legal at each level of a request. */
export function paragraph(content: string, url?: string) {
  return { paragraph: { rich_text: text(content, url) } };
}

const UUID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gi;

/** A message in one line, without what differs from run to run. */
function anonymous(message: string): string {
  return message.replace(UUID, "<id>").replace(/\s+/g, " ");
}

/** Parsed JSON as an observation. */
export function observation(value: unknown): Observation {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(observation);
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, observation(item)]));
}

/** `"accepted"`, or how Notion refused. Only answers of the server count; anything else is thrown on. */
export async function verdict(call: Promise<unknown>): Promise<Observation> {
  try {
    await call;
    return "accepted";
  } catch (error) {
    if (error instanceof APIResponseError || error instanceof UnknownHTTPResponseError) {
      return { refused: `${error.status} ${error.code}`, message: anonymous(error.message) };
    }
    throw error;
  }
}

/** A request the SDK's types would not let through. */
export function send(
  { client }: World,
  method: "get" | "post" | "patch" | "delete",
  path: string,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  return client.request<Record<string, unknown>>({ method, path, body });
}

/** Appends what the SDK's types would not let through. */
export function appendAnything(world: World, ...children: readonly unknown[]): Promise<unknown> {
  return send(world, "patch", `blocks/${world.pageId}/children`, { children });
}

/**
 * Appends at the end and returns the new blocks.
 *
 * @param parent the case's page unless told
 */
export async function append(
  { client, pageId }: World,
  children: readonly BlockObjectRequest[],
  parent = pageId,
): Promise<readonly BlockObjectResponse[]> {
  const answer = await client.blocks.children.append({ block_id: parent, children: [...children] });
  return answer.results.slice(0, children.length).filter(isFullBlock);
}

/** Appends one block and returns it. */
export async function appendOne(
  world: World,
  child: BlockObjectRequest,
  parent?: string,
): Promise<BlockObjectResponse> {
  const [block] = await append(world, [child], parent);
  if (block === undefined) throw new Error("The append returned no block.");
  return block;
}

/** All direct children. */
export async function childrenOf({ client }: World, id: string): Promise<readonly BlockObjectResponse[]> {
  const found = await collectPaginatedAPI(client.blocks.children.list, { block_id: id });
  return found.filter(isFullBlock);
}

/** A block in full. */
export async function block({ client }: World, id: string): Promise<BlockObjectResponse> {
  const found = await client.blocks.retrieve({ block_id: id });
  if (!isFullBlock(found)) throw new Error("The connection may not read content.");
  return found;
}

/** A page in full. */
export async function page({ client }: World, id: string): Promise<PageObjectResponse> {
  const found = await client.pages.retrieve({ page_id: id });
  if (!isFullPage(found)) throw new Error("The connection may not read content.");
  return found;
}

/** A new page below another. */
export async function createPage(
  { client }: World,
  parent: string,
  title: string,
  children: readonly BlockObjectRequest[] = [],
): Promise<PageObjectResponse> {
  const made = await client.pages.create({
    parent: { page_id: parent },
    properties: { title: { title: text(title) } },
    ...(children.length > 0 ? { children: [...children] } : {}),
  });
  if (!isFullPage(made)) throw new Error("The connection may not read content.");
  return made;
}

/** The plain text of a paragraph, heading, list item, quote, callout, toggle, to-do or code block. */
export function plainText(node: BlockObjectResponse): string {
  return richText(node)
    .map((run) => run.plain_text)
    .join("");
}

/** The runs of a block that has them under `rich_text`. */
export function richText(
  node: BlockObjectResponse,
): readonly { readonly plain_text: string; readonly href: string | null }[] {
  const payload: unknown = Reflect.get(node, node.type);
  if (typeof payload !== "object" || payload === null || !("rich_text" in payload)) return [];
  return Array.isArray(payload.rich_text) ? payload.rich_text : [];
}

/** A text with its ids made equal, so that `/<id>` and `https://…/<id>` can be told apart but not two runs. */
export function withoutIds(value: string | null): string | null {
  return value === null ? null : anonymous(value);
}

/** Of some writes at the same time: whether those accepted landed, once each, and how others were refused. */
export function bookkeeping(
  names: readonly string[],
  answers: readonly Observation[],
  landed: readonly string[],
): Observation {
  const accepted = names.filter((_, index) => answers[index] === "accepted");
  const other = answers.filter((answer) => answer !== "accepted" && !JSON.stringify(answer).includes("409"));
  const same = landed.toSorted().join() === accepted.toSorted().join();
  return {
    landed: same ? "all that were accepted, once" : "not what was accepted",
    refused: other.length === 0 ? "none but by 409" : "otherwise too",
  };
}
