import { type Client, type ClientOptions, createClient } from "../../src/client/index.ts";
import type { Block, SnapshotBlock } from "../../src/model/block.ts";
import { outline } from "../../src/report/outline.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";

export interface ClientWorld {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly clock: VirtualClock;
  /** Requests since the last call, as `POST pages`, ids left out. */
  sent(): readonly string[];
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A client on a sandbox, in virtual time. */
export function clientWorld(
  options: SandboxOptions = {},
  more: Partial<ClientOptions> = {},
  start?: number,
): ClientWorld {
  const clock = createVirtualClock(start);
  const sandbox = createSandbox({ clock, ...options });
  const requests: string[] = [];
  const client = createClient({
    token: sandbox.token,
    fetch: sandbox.fetch,
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    onEvent: (event) => {
      if (event.kind === "sent") requests.push(`${event.method} ${event.path.replace(ID, "*")}`);
    },
    ...more,
  });
  return { sandbox, client, clock, sent: () => requests.splice(0) };
}

function blockOf(block: SnapshotBlock): Block[] {
  if (block.type === "foreign") return [];
  const children = (block.children ?? []).flatMap(blockOf);
  return [{ ...block, children }];
}

/** What stands under a page, child pages apart, one block a line. */
export async function shown({ client, clock }: ClientWorld, page: string): Promise<string> {
  return outline((await clock.run(client.listBlocks(page))).flatMap(blockOf));
}

/** Everything that an iterator gives. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Runs as a request holds them. */
export const runs = (content: string) => [{ type: "text", text: { content } }];
