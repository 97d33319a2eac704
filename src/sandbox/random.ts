/** A seeded source of randomness, so that a sandbox gives the same ids in every run. */

export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
  /** A version 4 UUID, with dashes. */
  uuid(): string;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** The state to save, so that a restarted sandbox does not hand out an id twice. */
  state(): number;
}

/** Makes a source from a seed or a saved state (mulberry32, a 32-bit generator). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const word = (): string =>
    Math.floor(next() * 4_294_967_296)
      .toString(16)
      .padStart(8, "0");
  const hex = (length: number): string =>
    Array.from({ length: Math.ceil(length / 8) }, word)
      .join("")
      .slice(0, length);
  const uuid = (): string => {
    const variant = (8 + Math.floor(next() * 4)).toString(16);
    const digits = hex(30);
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(12, 15)}`,
      `${variant}${digits.slice(15, 18)}`,
      digits.slice(18),
    ].join("-");
  };
  return { next, uuid, hex, state: () => state };
}
