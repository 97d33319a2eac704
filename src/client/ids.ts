import { normalizeId, parseNotionUrl } from "../model/links.ts";
import { adviceFor, type FoundTarget, findTarget } from "../read/target.ts";
import { ClientError } from "./errors.ts";
import type { Session } from "./session.ts";

/** Milliseconds for which what a target is, and its schema, are taken for known. */
const KNOWN_FOR = 300_000;

/**
 * The id in an id or any URL of Notion; of a block's URL the block's.
 *
 * @throws ClientError
 */
export function idIn(given: string): string {
  const link = parseNotionUrl(given);
  const id = normalizeId(given) ?? link?.block ?? link?.page;
  if (id !== null && id !== undefined) return id;
  throw new ClientError({
    code: "invalid_id",
    says: `\`${given}\` is neither an id nor a URL of Notion.`,
    fix: "Copy the link of the page in Notion.",
  });
}

async function find(session: Session, id: string): Promise<FoundTarget> {
  const search = await findTarget(session.wire, id);
  if (search.problem === null) return search.found;
  const { says, fix } = adviceFor(search.problem, (one) => one);
  throw new ClientError({ code: "unusable_target", says, fix });
}

/**
 * What pages can be made in: a page, a data source, or a database with one data source. Asked once in 5 minutes.
 *
 * @throws ClientError, NotionError
 */
export function targetIn(session: Session, given: string): Promise<FoundTarget> {
  const id = normalizeId(given) ?? parseNotionUrl(given)?.page ?? idIn(given);
  const known = session.targets.get(id);
  if (known !== undefined && known.until > session.now()) return known.found;
  const found = find(session, id);
  const until = session.now() + KNOWN_FOR;
  session.targets.set(id, { found, until });
  found.then(
    // A database's data source is known by its own id, too.
    ({ target }) => session.targets.set(target.id, { found, until }),
    () => session.targets.delete(id),
  );
  return found;
}

/** A data source with its schema. @throws ClientError, NotionError */
export async function dataSourceIn(
  session: Session,
  given: string,
): Promise<FoundTarget & { readonly schema: NonNullable<FoundTarget["schema"]> }> {
  const found = await targetIn(session, given);
  const { schema } = found;
  if (schema !== null) return { ...found, schema };
  throw new ClientError({
    code: "unusable_target",
    says: `“${found.target.title}” is a page, and has no rows.`,
    fix: "Give the id or URL of a database or data source.",
  });
}
