/** What was asked of the sandbox, in order. */
import type { LoggedRequest } from "./faults/types.ts";

export interface RequestLog {
  /** The requests so far, in the order they arrived. */
  list(): readonly LoggedRequest[];
  /** Forgets them, and counts from 1 again. */
  clear(): void;
  /** Notes a request. */
  add(request: Omit<LoggedRequest, "n" | "status" | "fault">): LogEntry;
}

export interface LogEntry {
  readonly request: LoggedRequest;
  /** Notes what became of it. */
  end(status: number | null, fault: LoggedRequest["fault"]): void;
}

export function createLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    list: () => entries,
    clear: () => {
      entries = [];
    },
    add: (asked) => {
      // A request that ends after a clear belongs to the list that was forgotten.
      const mine = entries;
      const n = mine.length + 1;
      const request: LoggedRequest = { n, ...asked, status: null, fault: null };
      mine.push(request);
      return {
        request,
        end: (status, fault) => {
          mine[n - 1] = { ...request, status, fault };
        },
      };
    },
  };
}
