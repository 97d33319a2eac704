/** Who asks, and in which version of the API. */
import { Refusal } from "../refusal.ts";
import { shown } from "../validate/index.ts";

/** Whom a token stands for. */
export interface Identity {
  readonly user: string;
  /** A person sees the whole workspace; a connection what is shared with it. */
  readonly seesAll: boolean;
}

/** Versions the sandbox speaks. */
const VERSIONS: readonly string[] = ["2026-03-11"];

/** @throws Refusal 401 without a known token, 400 without a version the sandbox speaks */
export function authenticate(headers: Headers, identities: ReadonlyMap<string, Identity>): Identity {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const identity = token === undefined ? undefined : identities.get(token);
  if (identity === undefined) {
    throw new Refusal(401, "unauthorized", "API token is invalid.");
  }
  const version = headers.get("notion-version");
  if (version === null) {
    throw new Refusal(
      400,
      "missing_version",
      "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.",
    );
  }
  if (!VERSIONS.includes(version)) {
    const known = VERSIONS.map((one) => shown(one)).join(" or ");
    throw new Refusal(
      400,
      "validation_error",
      `Notion-Version header failed validation: Notion-Version header should be ${known}, instead was ${shown(version)}.`,
    );
  }
  return identity;
}
