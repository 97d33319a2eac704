import { normalizeId, parseNotionUrl } from "../model/links.ts";
import type { Schema } from "../model/property.ts";
import { WhereError } from "../model/query/where/index.ts";
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

function targetIdOf(given: string): string {
  return normalizeId(given) ?? parseNotionUrl(given)?.page ?? idIn(given);
}

/**
 * What pages can be made in: a page, a data source, or a database with one data source. Asked once in 5 minutes.
 *
 * @throws ClientError, NotionError
 */
export function targetIn(session: Session, given: string): Promise<FoundTarget> {
  const id = targetIdOf(given);
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

/** The schema of a data source. @throws ClientError for a page */
export function schemaOf(found: FoundTarget): Schema {
  const { schema } = found;
  if (schema !== null) return schema;
  throw new ClientError({
    code: "unusable_target",
    says: `“${found.target.title}” is a page, and has no rows.`,
    fix: "Give the id or URL of a database or data source.",
  });
}

/** What the schema may have come to allow since it was asked for. */
function mayBeOutdated(error: unknown): boolean {
  return error instanceof WhereError || (error instanceof ClientError && error.code === "invalid_values");
}

/**
 * Does what goes by a schema; where that was known from before and does not fit, it is asked for anew: writing a
 * select makes options, and people change schemas.
 *
 * @throws what `work` throws by the schema as it is now; ClientError, NotionError
 */
export async function bySchema<T>(
  session: Session,
  given: string,
  work: (found: FoundTarget) => Promise<T>,
): Promise<T> {
  const known = session.targets.get(targetIdOf(given));
  const found = await targetIn(session, given);
  try {
    return await work(found);
  } catch (error) {
    const isOld = known !== undefined && (await known.found.catch(() => null)) === found;
    if (!isOld || !mayBeOutdated(error)) throw error;
    session.targets.delete(targetIdOf(given));
    session.targets.delete(found.target.id);
    return work(await targetIn(session, given));
  }
}
