/** What was asked of the sandbox, in order. */
import type { LoggedRequest } from "./faults/types.ts";

export interface RequestLog {
  /** The requests so far, in the order they arrived. */
  list(): readonly LoggedRequest[];
  /** Forgets them, and counts from 1 again. */
  clear(): void;
  /** Notes a request. */
  add(request: Omit<LoggedRequest, "n" | "status" | "fault">): LoggedRequest;
  /** Notes how it ended. */
  end(request: LoggedRequest, status: number | null, fault: LoggedRequest["fault"]): void;
}

export function createLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    list: () => entries,
    clear: () => {
      entries = [];
    },
    add: (request) => {
      const entry: LoggedRequest = { n: entries.length + 1, ...request, status: null, fault: null };
      entries.push(entry);
      return entry;
    },
    end: (request, status, fault) => {
      const index = request.n - 1;
      // After a clear, the place belongs to another request or to none.
      if (entries[index] === request) {
        entries[index] = { ...request, status, fault };
      }
    },
  };
}
