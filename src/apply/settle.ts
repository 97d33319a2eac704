import type { SnapshotBlock } from "../model/block.ts";
import type { RowKey } from "../model/draft.ts";
import type { BlockMemory } from "../model/memory.ts";
import { listChildren, retrieveBlock } from "../notion/calls.ts";
import { NotionError } from "../notion/errors.ts";
import { rowsByText } from "../notion/rows.ts";
import type { ApplyWorld } from "./context.ts";
import { findRun } from "./match.ts";

const MINUTE = 60_000;
const LOOK_AGAIN = 500;
const LOOKS = 8;
const ROUNDS = 6;

/** What may have landed although no answer came. */
export interface InFlight {
  /** Page or block whose children it would be among. */
  readonly parent: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly sentAt: number;
  /** Ids that memory and journal name. */
  isNamed(id: string): boolean;
}

/**
 * Lists the children of a page or block. An empty list under `has_children: true` is no answer: it is asked
 * again.
 */
export async function listForSure(
  world: ApplyWorld,
  parent: string,
  fresh: boolean,
): Promise<readonly SnapshotBlock[]> {
  for (let look = 1; ; look += 1) {
    const children = await listChildren(world.wire, parent, { fresh });
    if (children.length > 0 || look === LOOKS) return children;
    const { hasChildren } = await retrieveBlock(world.wire, parent, { fresh });
    if (!hasChildren) return children;
    await world.sleep(LOOK_AGAIN * look, world.signal);
  }
}

/** Tells whether a block can stem from a request sent then: ours, unnamed, and made no earlier than its minute. */
function mayStemFrom(
  world: ApplyWorld,
  flight: InFlight,
): (block: Pick<SnapshotBlock, "id" | "createdBy" | "createdTime">) => boolean {
  const earliest = Math.floor(flight.sentAt / MINUTE) * MINUTE;
  return (block) =>
    !flight.isNamed(block.id) &&
    (world.account.personal || block.createdBy === world.account.botId) &&
    Date.parse(block.createdTime) >= earliest;
}

/** Looks for appended blocks; null: they are not there. */
export async function findAppended(
  world: ApplyWorld,
  flight: InFlight,
  sent: readonly BlockMemory[],
): Promise<readonly string[] | null> {
  const listed = await listForSure(world, flight.parent, true);
  return findRun(sent, listed, mayStemFrom(world, flight), world.digest);
}

/** What a created page is known by. */
export interface CreatedPage {
  readonly title: string;
  /** Of a row. */
  readonly row?: RowKey;
}

async function holds(world: ApplyWorld, id: string, sent: readonly BlockMemory[]): Promise<boolean> {
  const content = await listForSure(world, id, true);
  return sent.length === content.length && findRun(sent, content, () => true, world.digest) !== null;
}

/** Pages that may be the one that was created, by their title; of a data source, by what its rows are found. */
async function createdPages(
  world: ApplyWorld,
  { parent }: InFlight,
  { title, row }: CreatedPage,
): Promise<readonly Pick<SnapshotBlock, "id" | "createdBy" | "createdTime">[]> {
  if (row !== undefined) {
    const found = await rowsByText(world.wire, parent, row.by, [row.text]);
    return found.get(row.text) ?? [];
  }
  const listed = await listForSure(world, parent, true);
  return listed.filter(
    (block) => block.type === "foreign" && block.name === "child_page" && block.title === title,
  );
}

/** Looks for a created page by its title or row, then by what it was sent with; null: it is not there. */
export async function findCreatedPage(
  world: ApplyWorld,
  flight: InFlight,
  page: CreatedPage,
  sent: readonly BlockMemory[],
): Promise<string | null> {
  const mayBeOurs = mayStemFrom(world, flight);
  for (const found of await createdPages(world, flight, page)) {
    if (mayBeOurs(found) && (await holds(world, found.id, sent))) return found.id;
  }
  return null;
}

/**
 * Sends what must not be sent twice. Where the outcome stays unknown, looks at once and again when nothing can
 * land any more, and only then sends again.
 *
 * @param send - the call
 * @param committed - reads the outcome from an error that names what was saved; null: it names nothing
 * @param look - asks Notion; null: it is not there
 * @throws NotionError where the call is refused, or the outcome cannot be told
 */
export async function sendOnce<T>(
  world: Pick<ApplyWorld, "settle" | "now" | "sleep" | "signal">,
  send: () => Promise<T>,
  committed: (error: NotionError) => T | null,
  look: (error: NotionError) => Promise<T | null>,
): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof NotionError) || error.outcome !== "unknown" || round === ROUNDS) throw error;
      const landed = committed(error) ?? (await lookFor(error, look));
      if (landed !== null) return landed;
      const rest = error.sentAt + world.settle - world.now();
      if (rest > 0) {
        await world.sleep(rest, world.signal);
        const late = await lookFor(error, look);
        if (late !== null) return late;
      }
    }
  }
}

/** A look that fails tells nothing: what was sent may be there all the same. */
async function lookFor<T>(
  error: NotionError,
  look: (error: NotionError) => Promise<T | null>,
): Promise<T | null> {
  try {
    return await look(error);
  } catch (failure) {
    throw failure instanceof NotionError ? failure.with({ outcome: "unknown" }) : failure;
  }
}
