/** What was asked of the sandbox, in order. */
import type { LoggedRequest } from "./faults/types.ts";

export interface RequestLog {
  /** The requests so far, in the order they arrived; after very many, the latest of them. */
  list(): readonly LoggedRequest[];
  /** Forgets them, and counts from 1 again. */
  clear(): void;
  /**
   * Notes a request.
   *
   * @param bytes the size of its body
   */
  add(request: Omit<LoggedRequest, "n" | "status" | "fault">, bytes: number): LogEntry;
}

interface LogEntry {
  readonly request: LoggedRequest;
  /** Notes what became of it. */
  end(status: number | null, fault: LoggedRequest["fault"]): void;
}

/** Bytes of bodies that are remembered; a sandbox may run for days. */
const MAX_BODY_BYTES = 200_000_000;
/** Requests that are remembered. */
const MAX_REQUESTS = 100_000;

export function createLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  let bodyBytes = 0;
  let count = 0;
  return {
    list: () => entries,
    clear: () => {
      entries = [];
      bodyBytes = 0;
      count = 0;
    },
    add: (asked, bytes) => {
      bodyBytes += bytes;
      if (bodyBytes > MAX_BODY_BYTES || entries.length >= MAX_REQUESTS) {
        entries = [];
        bodyBytes = bytes;
      }
      // A request that ends after this list was forgotten stays with it.
      const mine = entries;
      count += 1;
      const index = mine.length;
      const request: LoggedRequest = { n: count, ...asked, status: null, fault: null };
      mine.push(request);
      return {
        request,
        end: (status, fault) => {
          mine[index] = { ...request, status, fault };
        },
      };
    },
  };
}
