/** Who asks, and in which version of the API. */
import { Refusal } from "../refusal.ts";
import { shown } from "../validate/index.ts";
import type { Capability } from "./capability.ts";
import { VERSIONS, type Version } from "./version.ts";

/** Whom a token stands for. */
export interface Identity {
  readonly user: string;
  /** A person sees the whole workspace; a connection what is shared with it. */
  readonly seesAll: boolean;
  readonly capabilities: ReadonlySet<Capability>;
}

/** @throws Refusal 401 without a known token, 400 without a version the sandbox speaks */
export function authenticate(
  headers: Headers,
  identities: ReadonlyMap<string, Identity>,
): { readonly identity: Identity; readonly version: Version } {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const identity = token === undefined ? undefined : identities.get(token);
  if (identity === undefined) {
    throw new Refusal(401, "unauthorized", "API token is invalid.");
  }
  const asked = headers.get("notion-version");
  if (asked === null) {
    throw new Refusal(
      400,
      "missing_version",
      "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.",
    );
  }
  const version = VERSIONS.find((one) => one === asked);
  if (version === undefined) {
    const known = VERSIONS.map((one) => shown(one)).join(" or ");
    throw new Refusal(
      400,
      "validation_error",
      `Notion-Version header failed validation: Notion-Version header should be ${known}, instead was ${shown(asked)}.`,
    );
  }
  return { identity, version };
}
