import { notionUrl } from "../model/links.ts";
import type { Memory } from "../model/memory.ts";
import type { Stop } from "../model/report.ts";
import type { Account, Target } from "../model/snapshot.ts";
import { searchPages, whoAmI } from "../notion/calls.ts";
import { createWire, type Wire, type WireEvent } from "../notion/client.ts";
import { NotionError } from "../notion/errors.ts";
import { searchTitles } from "../notion/queryCalls.ts";
import { checkToken } from "../notion/token.ts";
import { adviceFor, type FoundTarget, findTarget as lookUpTarget, targetIdIn } from "../read/target.ts";
import type { World } from "./types.ts";

/** Ends a run before its plan is done. */
export class Stopped extends Error {
  override readonly name = "Stopped";
  readonly stop: Stop;

  constructor(stop: Stop) {
    super(stop.kind === "interrupted" ? "interrupted" : stop.says);
    this.stop = stop;
  }
}

/** A wire, and who it speaks for. */
export interface Connection {
  readonly wire: Wire;
  readonly account: Account;
  /** Uploads belong to a workspace and the connection that made them. */
  readonly accountKey: string;
  /** What went over the wire for earlier runs. */
  readonly before: Pick<Wire, "sent" | "repeated">;
}

export interface ConnectRequest {
  readonly token: string | null;
  readonly baseUrl: string | undefined;
  readonly settle: number;
  readonly perMinute: number;
  /** Of the API. */
  readonly version?: string;
  readonly world: World;
  onEvent(event: WireEvent): void;
}

/** Checks the token's form, then asks Notion whose it is. @throws Stopped, NotionError */
export async function connect(request: ConnectRequest): Promise<Connection> {
  const { world } = request;
  const checked = checkToken(request.token ?? undefined);
  if (!checked.ok) throw new Stopped({ kind: "usage", says: checked.says, fix: checked.fix });
  const wire = createWire({
    token: checked.token,
    baseUrl: request.baseUrl,
    fetch: world.fetch,
    now: () => world.now(),
    sleep: (milliseconds, signal) => world.sleep(milliseconds, signal),
    random: () => world.random(),
    perMinute: request.perMinute,
    version: request.version,
    settleMs: request.settle,
    signal: world.signal,
    onEvent: request.onEvent,
  });
  try {
    const account = await whoAmI(wire);
    const accountKey = `${account.workspaceId}/${account.botId}`;
    return { wire, account, accountKey, before: { sent: 0, repeated: 0 } };
  } catch (error) {
    if (error instanceof NotionError && error.kind === "unauthorized" && checked.hint !== null) {
      throw new Stopped({
        kind: "refused",
        code: error.code,
        says: `${error.says} ${checked.hint}`,
        fix: error.fix,
      });
    }
    throw error;
  }
}

/** The id in what a user gave as target: an id or any Notion URL. @throws Stopped */
export function targetId(to: string): string {
  const id = targetIdIn(to);
  if (id !== null) return id;
  throw new Stopped({
    kind: "usage",
    says: `\`${to}\` is neither the id nor the URL of a Notion page or database.`,
    fix: "Open the page or database in Notion, copy its link, and give that as `--to`.",
  });
}

/** The target as far as it is known without a call. */
export function rememberedTarget(id: string, source: string, memory: Memory): Target | null {
  const known = memory.targets[source];
  if (known === undefined || (known.given ?? known.id) !== id) return null;
  const { kind, title } = known;
  return { kind, id: known.id, title, url: notionUrl(id) };
}

/** Asks Notion what the target is. @throws Stopped where it cannot be published to */
export async function findTarget(wire: Wire, id: string): Promise<FoundTarget> {
  const { found, problem } = await lookUpTarget(wire, id);
  if (found !== null) return found;
  throw new Stopped({ kind: "usage", ...adviceFor(problem, (one) => `--to ${one}`) });
}

/** How many possible targets are named, of each kind. */
const NAMED = 20;

/** Says which pages and databases could be a target. */
export async function noTarget({ account, wire }: Connection): Promise<Stopped> {
  const pages = await searchPages(wire, { limit: NAMED });
  const search = { text: "", type: "data_source", sort: null, cursor: null, pageSize: NAMED } as const;
  const { found: databases } = await searchTitles(wire, search);
  const line = (id: string, what: string): string =>
    `  mdnotion publish --to ${id.replaceAll("-", "")}   # ${what}`;
  const lines = [
    ...pages.filter(({ parent }) => parent.kind !== "dataSource").map(({ id, title }) => line(id, title)),
    ...databases.flatMap((one) =>
      one.object === "data_source"
        ? [line(one.id, `${one.title.map(({ plain_text }) => plain_text).join("")} (database)`)]
        : [],
    ),
  ];
  return new Stopped({
    kind: "usage",
    says: "No page or database to publish to was given.",
    fix:
      lines.length === 0
        ? `The connection ${account.botName} sees no page: open one in Notion, choose ••• → Connections and add it; then give its URL as --to.`
        : `Give one of those the connection sees:\n${lines.join("\n")}`,
  });
}
