/** The form of a token, checked before anything is sent. */

/** What a token that can be sent looks like: printable ASCII, as header values are. */
const SENDABLE = /^[\x21-\x7e]+$/;
const KNOWN = /^(?:ntn|secret)_/;

export type TokenCheck =
  /** `hint` where it does not look like Notion's tokens; it is sent all the same. */
  | { readonly ok: true; readonly token: string; readonly hint: string | null }
  | { readonly ok: false; readonly says: string; readonly fix: string };

const FIX = "Set NOTION_TOKEN to the token from the connection's settings in Notion, and to nothing else.";

function refusal(token: string): string | null {
  if (token === "") return "There is no token: NOTION_TOKEN is not set or is blank.";
  if (/^bearer\s/i.test(token)) return "The token begins with `Bearer`, which is not a part of it.";
  if (/^(["'`]).*\1$/.test(token)) return "The token stands in quotation marks, which are not a part of it.";
  if (/\s/.test(token)) return "The token has a space or a line break in it: more than the token was copied.";
  return SENDABLE.test(token) ? null : "The token has characters in it that no token has.";
}

function hintFor(token: string): string | null {
  if (KNOWN.test(token)) return null;
  return KNOWN.test(token.toLowerCase())
    ? "Tokens begin with `ntn_` or `secret_` in small letters; this one has capitals."
    : "Tokens of Notion begin with `ntn_` or `secret_`; this one does not.";
}

/**
 * Checks a token's form. Tokens are opaque: a strange prefix is a hint, never a refusal.
 *
 * @param raw - as found in the environment; space around it is ignored
 */
export function checkToken(raw: string | undefined): TokenCheck {
  const token = (raw ?? "").trim();
  const says = refusal(token);
  return says === null ? { ok: true, token, hint: hintFor(token) } : { ok: false, says, fix: FIX };
}
