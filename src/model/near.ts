/** Steps it takes to make one word of another, given up past `limit`. */
function distance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return least;
    row = next;
  }
  return row[b.length] ?? 0;
}

// Past this many candidates a suggestion is not worth the time it takes.
const MAX_CANDIDATES = 5000;

/**
 * The candidate that a mistyped word most likely meant, whatever the case of its letters.
 *
 * @param most - letters that may differ at most
 * @returns null where none is near: a third of the letters may differ, and two of a short word
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most: number = Number.POSITIVE_INFINITY,
): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  // Two letters swapped are two steps.
  let least = Math.min(most, Math.max(word.length > 3 ? 2 : 1, Math.floor(word.length / 3))) + 1;
  let seen = 0;
  for (const candidate of candidates) {
    if (++seen > MAX_CANDIDATES) break;
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const steps = distance(wanted, candidate.toLowerCase(), least - 1);
    if (steps < least) {
      best = candidate;
      least = steps;
    }
  }
  return best;
}
