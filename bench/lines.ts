/** One measured number. */
export interface Line {
  readonly what: string;
  readonly value: string;
  /** What it should be; null: nothing in particular. */
  readonly aim: string | null;
  /** Whether the aim is met; null without an aim. */
  readonly ok: boolean | null;
}

export interface Section {
  readonly name: string;
  readonly title: string;
  /** What was measured, and how, in a sentence or two. */
  readonly about: string;
  run(): Promise<readonly Line[]>;
}

/** A number without an aim. */
export function fact(what: string, value: string): Line {
  return { what, value, aim: null, ok: null };
}

/** A number that should not be above its aim. */
export function atMost(what: string, value: number, aim: number, show: (value: number) => string): Line {
  return { what, value: show(value), aim: `≤ ${show(aim)}`, ok: value <= aim };
}

/** A number that should not be below its aim. */
export function atLeast(what: string, value: number, aim: number, show: (value: number) => string): Line {
  return { what, value: show(value), aim: `≥ ${show(aim)}`, ok: value >= aim };
}

export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The middle one of some numbers; of two in the middle their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** A section's numbers as text, aims beside them. */
export function tableOf(lines: readonly Line[]): string {
  const width = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const what = width(lines.map((line) => line.what));
  const value = width(lines.map((line) => line.value));
  const aim = width(lines.map((line) => line.aim ?? ""));
  return lines
    .map((line) => {
      const verdict = line.ok === null ? "" : line.ok ? "ok" : "OVER";
      return `  ${line.what.padEnd(what)}  ${line.value.padStart(value)}  ${(line.aim ?? "").padEnd(aim)}  ${verdict}`.trimEnd();
    })
    .join("\n");
}
