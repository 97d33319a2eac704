import type { PublishEvent } from "../publish/types.ts";
import { formatMessage } from "../report/message.ts";
import { formatPageLine } from "../report/reportText.ts";
import { duration, printableLine } from "../report/words.ts";
import type { CommandContext } from "./context.ts";

type EventKind = PublishEvent["kind"];
type StepName = Extract<PublishEvent, { kind: "step" }>["step"];

/** What is going on, told while it goes on. */
export interface Progress {
  readonly event: (event: PublishEvent) => void;
  /** Takes the bar away, so that other text can be printed. */
  readonly clear: () => void;
}

const STEPS: Readonly<Record<StepName, string>> = {
  files: "Reading files",
  convert: "Converting",
  read: "Reading Notion",
  plan: "Planning",
  apply: "Publishing",
  done: "Done",
};

/** Columns of the bar itself. */
const BAR = 24;

/** The bar is drawn again no sooner than after this many milliseconds. */
const REDRAW_MS = 80;

/** Without a terminal, a step tells of itself each time it has got this much further. */
const EVERY = 50;

/** A wait shorter than this many milliseconds is not worth a word. */
const SHORT_WAIT_MS = 2000;

/** Reasons for waiting, in words. */
const WAITS: ReadonlyMap<string, string> = new Map([
  ["rateLimit", "Notion's rate limit"],
  ["retry", "a request failed and is sent again"],
  ["settle", "what was sent may still arrive"],
]);

function waitWords(milliseconds: number, why: string): string {
  return `${duration(milliseconds)}: ${printableLine(WAITS.get(why) ?? why)}`;
}

/** Nothing is told. */
const SILENT: Progress = { event: () => {}, clear: () => {} };

/** One line as wide as a terminal can show: `Publishing ████────  3/12  guide/a.md`. */
export function drawBar(label: string, done: number, total: number, note: string, columns: number): string {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.round(share * BAR);
  const bar = "█".repeat(filled) + "─".repeat(BAR - filled);
  const line = `${label} ${bar} ${done}/${total}  ${printableLine(note)}`;
  return [...line]
    .slice(0, Math.max(1, columns - 1))
    .join("")
    .trimEnd();
}

function onTerminal({ now, stderr }: Pick<CommandContext, "now" | "stderr">): Progress {
  let label = "";
  let counts = { done: 0, total: 0 };
  let drawnAt = Number.NEGATIVE_INFINITY;
  let shown = false;
  const clear = (): void => {
    if (shown) {
      stderr.write("\r\u001b[K");
      shown = false;
    }
  };
  const draw = (note: string, force: boolean): void => {
    const time = now();
    if (!force && time - drawnAt < REDRAW_MS) {
      return;
    }
    drawnAt = time;
    stderr.write(`\r\u001b[K${drawBar(label, counts.done, counts.total, note, stderr.columns)}`);
    shown = true;
  };
  const handlers: { readonly [K in EventKind]: (event: Extract<PublishEvent, { kind: K }>) => void } = {
    step: ({ done, step, total }) => {
      const isNew = STEPS[step] !== label;
      label = STEPS[step];
      counts = { done, total };
      if (step === "done") {
        clear();
      } else {
        draw("", isNew);
      }
    },
    page: ({ key, status }) => draw(`${status} ${key}`, false),
    wait: ({ milliseconds, why }) => {
      if (milliseconds >= SHORT_WAIT_MS) {
        draw(`waiting ${waitWords(milliseconds, why)}`, true);
      }
    },
    message: ({ message }) => {
      clear();
      stderr.write(`${formatMessage(message, stderr.palette)}\n`);
    },
    summary: () => {},
  };
  return { event: dispatcher(handlers), clear };
}

function inLog({ stderr }: Pick<CommandContext, "stderr">, verbose: boolean): Progress {
  const print = (line: string): void => stderr.write(`${line}\n`);
  let toldAt = 0;
  const handlers: { readonly [K in EventKind]: (event: Extract<PublishEvent, { kind: K }>) => void } = {
    step: ({ done, step, total }) => {
      if (done === 0 || done < toldAt) {
        toldAt = 0;
      }
      if (step !== "apply" && step !== "done" && done - toldAt >= EVERY) {
        toldAt = done;
        print(`${STEPS[step]}: ${done} of ${total}`);
      }
    },
    page: ({ key, status }) => {
      if (status !== "unchanged" || verbose) {
        print(formatPageLine({ key, path: key, status, reason: "", url: null }, stderr.palette));
      }
    },
    wait: ({ milliseconds, why }) => {
      if (milliseconds >= SHORT_WAIT_MS) {
        print(`Waiting ${waitWords(milliseconds, why)}`);
      }
    },
    message: ({ message }) => print(formatMessage(message, stderr.palette)),
    summary: () => {},
  };
  return { event: dispatcher(handlers), clear: () => {} };
}

function dispatcher(
  handlers: {
    readonly [K in EventKind]: (event: Extract<PublishEvent, { kind: K }>) => void;
  },
): (event: PublishEvent) => void {
  const call = <K extends EventKind>(kind: K, event: Extract<PublishEvent, { kind: K }>): void =>
    handlers[kind](event);
  return (event) => call(event.kind, event);
}

/**
 * Tells how a run goes, on stderr: one bar on a terminal; without one a line per page and per 50 of anything
 * else; nothing with `quiet`.
 */
export function createProgress(
  context: Pick<CommandContext, "now" | "stderr">,
  options: { readonly quiet: boolean; readonly verbose: boolean },
): Progress {
  if (options.quiet) {
    return SILENT;
  }
  return context.stderr.isTTY ? onTerminal(context) : inLog(context, options.verbose);
}
