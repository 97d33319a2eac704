import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { atMost, fact, median, milliseconds, type Section, times } from "./lines.ts";

const ROUNDS = 31;
const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

function timed(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed: ${stderr}`);
  return performance.now() - start;
}

export const startup: Section = {
  name: "startup",
  title: "Start-up",
  about: `Processes started in turn, from spawning to the end: medians of ${ROUNDS}.`,
  run: async () => {
    const help: number[] = [];
    const empty: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      empty.push(timed(["-e", "0"]));
      help.push(timed([CLI, "--help"]));
    }
    return [
      fact("node -e 0", milliseconds(median(empty))),
      fact("mdnotion --help", milliseconds(median(help))),
      atMost("mdnotion --help / node -e 0", median(help) / median(empty), 3, times),
    ];
  },
};
