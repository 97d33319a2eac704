import type { World } from "../publish/types.ts";
import type { Palette } from "../report/palette.ts";

/**
 * 0 done · 1 a document or page failed · 2 a plan has changes (`plan --exit-code`) · 3 usage, configuration,
 * token or sharing: nothing was attempted · 4 Notion away or refusing: run again · 130 interrupted.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

/** A stream to print on. */
export interface Output {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Width of the terminal; 80 without one. */
  readonly columns: number;
  readonly palette: Palette;
}

/** The world a command runs in; nothing else of it is touched. */
export interface CommandContext {
  readonly cwd: string;
  /** Without any token. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly token: string | null;
  /** Version of the package. */
  readonly version: string;
  /** Results. */
  readonly stdout: Output;
  /** Talk: messages, progress, questions. */
  readonly stderr: Output;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Asks at the terminal; null where nobody can answer. */
  readonly ask: ((question: string) => Promise<string>) | null;
  /**
   * Tells of keys, one at a time as they are pressed, until the function it gives is called; null where nobody can
   * press one.
   */
  readonly keys: ((onKey: (key: string) => void) => () => void) | null;
  /** Shows an address in the user's browser. */
  readonly browse: (url: string) => Promise<void>;
  readonly fetch: World["fetch"];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** Tells runs on the same folder apart. */
  readonly process: { readonly pid: number; isAlive(pid: number): boolean };
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
}
