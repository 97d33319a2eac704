/** Faults that can be put in the way of a request. They are plain data, so that a command can take them as JSON. */
import type { JsonObject } from "../json.ts";

export type When = "before" | "after";

export type Fault =
  /** An answer with this status, before or after the request took effect. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly when: When;
      /** The error code; the usual one of the status unless told. */
      readonly code?: string;
      readonly message?: string;
      /** Seconds, for the `Retry-After` header. */
      readonly retryAfter?: number;
      readonly additionalData?: JsonObject;
      /** An HTML page, as a proxy answers, in place of the API's JSON. */
      readonly html?: boolean;
    }
  /** The connection is reset, before or after the request took effect. */
  | { readonly kind: "reset"; readonly when: When }
  /** The connection is reset, and the request takes effect later. Both times count from its arrival. */
  | { readonly kind: "lateCommit"; readonly resetAfterMs: number; readonly commitAfterMs: number }
  /** No answer, ever; the request takes effect or not. */
  | { readonly kind: "hang"; readonly apply: boolean }
  /** The answer begins and the connection is reset in the middle of its body. */
  | { readonly kind: "cutBody"; readonly apply: boolean }
  /** The answer begins and the rest of its body never comes. */
  | { readonly kind: "stallBody"; readonly apply: boolean }
  /** The request takes effect and is answered with the 503 that admits it. */
  | { readonly kind: "committed503" };

/** A request as faults and tests see it. */
export interface LoggedRequest {
  /** Counted from 1. */
  readonly n: number;
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  /** The name of its route, or null where there is none. */
  readonly route: string | null;
  readonly body: unknown;
  /** Milliseconds. */
  readonly at: number;
  /** Null until it is answered, and for ever when it is not. */
  readonly status: number | null;
  /** The fault that hit it. */
  readonly fault: Fault["kind"] | null;
}

/** Which requests: all conditions given must hold. */
export interface Where {
  readonly method?: string;
  /** A part of the path. */
  readonly path?: string;
  readonly route?: string;
  /** The how-manieth of those, counted from 1; the first unless told. */
  readonly nth?: number;
}

export interface FaultRule {
  /** The number of a request, a description of it, or a judge. */
  readonly at: number | Where | ((request: LoggedRequest) => boolean);
  readonly fault: Fault;
  /** How often it strikes; once unless told. */
  readonly times?: number | "always";
}
