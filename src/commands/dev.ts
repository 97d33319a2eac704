import type { ResolvedConfig } from "../config.ts";
import { livePath } from "../preview/live.ts";
import type { Sandbox } from "../sandbox/index.ts";
import { type LiveServer, startLive } from "../watch/live/server.ts";
import { liveSource } from "../watch/live/source.ts";
import { createLiveState } from "../watch/live/state.ts";
import type { Command } from "./command.ts";
import { numberOf } from "./flags.ts";
import { configFor } from "./setup.ts";
import { UsageError } from "./usage.ts";
import { runWatch } from "./watching/run.ts";

async function listen(port: number | null, start: (port: number | null) => Promise<LiveServer>) {
  try {
    return await start(port);
  } catch (error) {
    throw new UsageError(
      `The preview cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`,
      "Name another port with --port, or leave it out: any free one is taken then.",
    );
  }
}

/** A configuration's targets are pages of the real Notion. */
function toSandbox(config: ResolvedConfig): ResolvedConfig {
  return { ...config, sources: config.sources.map((source) => ({ ...source, to: null })) };
}

/** Publishes to the local Notion what is written, and shows it in the browser, until it is interrupted. */
export const devCommand: Command = async (context, args) => {
  const config = await configFor(context, args);
  if (config === null) return 3;
  const { fetch, now, process, random, signal, sleep, stderr, stdout } = context;
  const state = createLiveState();
  let sandbox: Sandbox | null = null;
  const source = liveSource(() => sandbox, { fetch, now, process, random, signal, sleep });
  const server = await listen(numberOf(args.flags, "port"), (port) =>
    startLive({ port, source, site: state.site }),
  );
  if (config.options.reporter !== "json") stdout.write(`Preview  ${server.url}\n`);
  else stdout.write(`${JSON.stringify({ version: 1, event: "preview", url: server.url })}\n`);
  if (stderr.isTTY) context.browse(server.url).catch(() => undefined);
  try {
    return await runWatch(context, args, {
      config: toSandbox(config),
      prepare: toSandbox,
      sandbox: true,
      addressOf: ({ id }) => (id === null ? null : `${server.url}${livePath(id)}`),
      onSandbox: (current) => {
        sandbox = current;
      },
      onEvent: (event) => {
        if (event.kind !== "published") return;
        state.take(event.result, event.paths);
        server.changed();
      },
    });
  } finally {
    await server.close();
  }
};
