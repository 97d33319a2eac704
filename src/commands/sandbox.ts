import { resolve } from "node:path";
import type { FaultRule, Sandbox, SandboxOptions } from "../sandbox/index.ts";
import { createSandbox } from "../sandbox/index.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./context.ts";
import { readFaults } from "./faults.ts";
import { type Flags, numberOf, textOf } from "./flags.ts";
import { UsageError } from "./usage.ts";

/** `200` or `100-400`, in milliseconds. */
function latencyOf(text: string): NonNullable<SandboxOptions["latency"]> {
  const [, least, most = least] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (least === undefined || most === undefined || Number(most) < Number(least)) {
    throw new UsageError(
      `--latency wants milliseconds, got \`${text}\`.`,
      "Say for example --latency 200, or --latency 100-400 for anything between.",
    );
  }
  return [Number(least), Number(most)];
}

async function faultsOf(text: string | null, cwd: string): Promise<readonly FaultRule[]> {
  return text === null ? [] : await readFaults(text, cwd);
}

async function optionsOf(flags: Flags, { cwd, now, sleep }: CommandContext): Promise<SandboxOptions> {
  const file = textOf(flags, "file");
  const latency = textOf(flags, "latency");
  const rateLimit = numberOf(flags, "rateLimit");
  const seed = numberOf(flags, "seed");
  return {
    clock: { now, sleep },
    faults: await faultsOf(textOf(flags, "faults"), cwd),
    ...(file === null ? {} : { file: resolve(cwd, file) }),
    ...(latency === null ? {} : { latency: latencyOf(latency) }),
    ...(rateLimit === null ? {} : { rateLimit: rateLimit === 0 ? false : rateLimit }),
    ...(seed === null ? {} : { seed }),
  };
}

/** Makes the sandbox; a file it cannot use is the caller's matter. */
function open(options: SandboxOptions): Sandbox {
  try {
    return createSandbox(options);
  } catch (error) {
    throw new UsageError(
      `The sandbox cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
      "Name another file with --file, or remove that one to begin anew.",
    );
  }
}

async function listen(sandbox: Sandbox, port: number | null): ReturnType<Sandbox["listen"]> {
  try {
    return await sandbox.listen(port === null ? {} : { port });
  } catch (error) {
    throw new UsageError(
      `The sandbox cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`,
      "Name another port with --port, or leave it out: any free one is taken then.",
    );
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) {
      done();
    }
    signal.addEventListener("abort", () => done(), { once: true });
  });
}

/** Runs a local Notion until it is interrupted, which is its ordinary end: exit code 0. */
export const sandboxCommand: Command = async (context, { flags }) => {
  const { signal, stderr, stdout } = context;
  const sandbox = open(await optionsOf(flags, context));
  const listening = await listen(sandbox, numberOf(flags, "port"));
  const environment = `NOTION_BASE_URL=${listening.url} NOTION_TOKEN=${sandbox.token}`;
  stdout.write(
    [
      `Address  ${listening.url}`,
      `Token    ${sandbox.token}`,
      `Person   ${sandbox.personToken}, a token that sees and edits everything`,
      `Page     ${sandbox.rootPageId}`,
      "",
      "Publish a folder to it:",
      `  ${environment} mdnotion publish <folder> --to ${sandbox.rootPageId}`,
      "",
    ].join("\n"),
  );
  stderr.write("The sandbox runs until it is interrupted (Ctrl-C).\n");
  await aborted(signal);
  await sandbox.settled();
  await listening.close();
  return 0;
};
