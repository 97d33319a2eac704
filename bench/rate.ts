import { rmSync } from "node:fs";
import { createSandbox, type LoggedRequest } from "../src/sandbox/index.ts";
import { createVirtualClock } from "../test/support/virtualClock.ts";
import type { BenchFile } from "./corpus.ts";
import { atLeast, atMost, fact, type Line, percent, type Section } from "./lines.ts";
import { folderOf, publish } from "./program.ts";

const PER_MINUTE = 180;
const WINDOW_MS = 60_000;
const FOLDERS = 8;
const PAGES_EACH = 80;

/** Eight folders, in each of which pages are made one after the other: eight can be written at once. */
function files(): readonly BenchFile[] {
  return Array.from({ length: FOLDERS * PAGES_EACH }, (_, index) => ({
    path: `folder-${index % FOLDERS}/page-${index}.md`,
    text: `# Page ${index}\n\n${"A paragraph of some length.\n\n".repeat(index % 7 === 0 ? 130 : 20)}`,
  }));
}

/** Requests answered in each whole window, counted from the first one; the last, partly used, is left out. */
function shareOf(requests: readonly LoggedRequest[]): number {
  const good = requests.filter(({ status }) => status !== 429).map(({ at }) => at);
  const start = Math.min(...good);
  const windows = Math.floor((Math.max(...good) - start) / WINDOW_MS);
  const within = good.filter((at) => at < start + windows * WINDOW_MS).length;
  return within / (windows * PER_MINUTE);
}

async function measure(latency: readonly [number, number]): Promise<Line[]> {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock, rateLimit: PER_MINUTE, latency });
  const folder = folderOf(files(), { requestsPerMinute: PER_MINUTE });
  try {
    const report = await clock.run(publish(folder, sandbox, clock));
    const requests = sandbox.requests.list();
    const limited = requests.filter(({ status }) => status === 429).length;
    const name = `answers take ${latency[0]}–${latency[1]} ms`;
    return [
      fact(
        `${name}: requests, virtual minutes`,
        `${requests.length}, ${(report.milliseconds / 60_000).toFixed(1)}`,
      ),
      atLeast("  share of the allowed rate", shareOf(requests), 0.95, percent),
      atMost("  share refused with 429", limited / requests.length, 0.01, percent),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const rate: Section = {
  name: "rate",
  title: "Use of the allowed rate",
  about: `${FOLDERS * PAGES_EACH} pages in ${FOLDERS} folders at ${PER_MINUTE} requests a minute, in virtual time.`,
  run: async () => [...(await measure([100, 400])), ...(await measure([400, 1600]))],
};
