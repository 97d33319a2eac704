/** Which fault, if any, a request runs into. */
import type { Fault, FaultRule, LoggedRequest, Where } from "./types.ts";

export interface Faults {
  /** Adds a rule; of several that fit a request the first added strikes. */
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault for a request, which counts as having struck. */
  take(request: LoggedRequest): Fault | null;
}

interface Armed {
  readonly rule: FaultRule;
  seen: number;
  left: number;
}

export function createFaults(rules: readonly FaultRule[]): Faults {
  const armed: Armed[] = [];
  const add = (rule: FaultRule): void => {
    const left = rule.times === "always" ? Number.POSITIVE_INFINITY : (rule.times ?? 1);
    armed.push({ rule, seen: 0, left });
  };
  for (const rule of rules) {
    add(rule);
  }
  return {
    add,
    clear: () => {
      armed.length = 0;
    },
    take: (request) => {
      // Every rule counts every request, whether or not an earlier rule strikes.
      const fitting = armed.filter((one) => fits(one, request));
      const first = fitting.find((one) => one.left > 0);
      if (first === undefined) {
        return null;
      }
      first.left -= 1;
      return first.rule.fault;
    },
  };
}

function fits(one: Armed, request: LoggedRequest): boolean {
  const { at } = one.rule;
  if (typeof at === "number") {
    return request.n === at;
  }
  if (typeof at === "function") {
    return at(request);
  }
  if (!matches(at, request)) {
    return false;
  }
  one.seen += 1;
  return one.seen >= (at.nth ?? 1);
}

function matches(where: Where, request: LoggedRequest): boolean {
  const { method, path, route } = where;
  return (
    (method === undefined || method.toUpperCase() === request.method) &&
    (path === undefined || request.path.includes(path)) &&
    (route === undefined || route === request.route)
  );
}
