/**
 * The rate limit of a connection: so many requests in a window of 60 s, at any pace.
 *
 * Source: https://developers.notion.com/reference/request-limits
 */
import { Refusal } from "./refusal.ts";

const WINDOW_MS = 60_000;

export interface RateLimit {
  /** Counts a request; gives the 429 when the window is used up. */
  spend(now: number): Refusal | null;
}

/** @param max requests in a window; null for no limit */
export function createRateLimit(max: number | null): RateLimit {
  let start = Number.NEGATIVE_INFINITY;
  let spent = 0;
  return {
    spend: (now) => {
      if (max === null) {
        return null;
      }
      if (now >= start + WINDOW_MS) {
        start = now;
        spent = 0;
      }
      if (spent >= max) {
        const seconds = String(Math.max(1, Math.ceil((start + WINDOW_MS - now) / 1000)));
        const reason = { rate_limit_reason: "public_api_request_rate_limit", retry_after: seconds };
        return new Refusal(
          429,
          "rate_limited",
          "You have been rate limited. Please try again in a few minutes.",
          reason,
          { "retry-after": seconds },
        );
      }
      spent += 1;
      return null;
    },
  };
}
