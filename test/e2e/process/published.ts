import { expect } from "vitest";
import { createSandbox, type LoggedRequest, type Sandbox } from "../../../src/sandbox/index.ts";
import { plainTree } from "../support/normalize.ts";
import { type Ended, mdnotion, type Program, type Start } from "./program.ts";

/** A local Notion on a socket, which programs publish to. */
export interface Served {
  readonly sandbox: Sandbox;
  /** Starts publishing a folder. */
  publish(cwd: string, argv?: readonly string[], start?: Partial<Start>): Program;
  /** What it holds, comparable with another's. */
  tree(): unknown;
  close(): Promise<void>;
}

/** Seconds that a lost request may still need, for processes of this machine. */
const SETTLE = "1";

/** Milliseconds each request takes, so that several are under way at once. */
const LATENCY = [2, 12] as const;

export async function serve(): Promise<Served> {
  const sandbox = createSandbox({ latency: LATENCY });
  const at = await sandbox.listen({ port: 0 });
  const env = { NOTION_BASE_URL: at.url, NOTION_TOKEN: sandbox.token, MDNOTION_SETTLE: SETTLE };
  return {
    sandbox,
    publish: (cwd, argv = [], start = {}) =>
      mdnotion(["publish", "--to", sandbox.rootPageId, ...argv], {
        cwd,
        ...start,
        env: { ...env, ...start.env },
      }),
    tree: () => plainTree(sandbox, sandbox.rootPageId),
    close: () => at.close(),
  };
}

/** Ends a program the hard way when the sandbox sees its n-th request, which has its effect all the same. */
export async function killedAt(served: Served, cwd: string, n: number): Promise<void> {
  const program = served.publish(cwd);
  const first = served.sandbox.requests.list().length;
  const kill = (request: LoggedRequest): boolean => {
    if (request.n === first + n) program.child.kill("SIGKILL");
    return false;
  };
  served.sandbox.faults.add({ at: kill, fault: { kind: "reset", when: "before" }, times: "always" });
  const { code, stderr } = await program.ended;
  served.sandbox.faults.clear();
  expect({ code, stderr }).toMatchObject({ code: null });
  await served.sandbox.settled();
}

/** Publishes, and expects that nothing is wrong. */
export async function publishedWell(served: Served, cwd: string): Promise<Ended> {
  const ended = await served.publish(cwd).ended;
  expect(ended).toMatchObject({ code: 0 });
  return ended;
}

/** A run that has nothing to do sends nothing. */
export async function nothingIsLeft(served: Served, cwd: string): Promise<void> {
  const before = served.sandbox.requests.list().length;
  await publishedWell(served, cwd);
  expect(served.sandbox.requests.list().length - before).toBe(0);
}
