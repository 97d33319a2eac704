import { LIMITS } from "../../facts/limits.ts";
import { urlKind } from "../url.ts";
import type { Coerce } from "./field.ts";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const PHONE = /^\+?[\d\s()./-]*\d[\d\s()./-]*(?:(?:ext|x|#)\.?\s*\d+)?$/i;

/** A web or mail address. */
export const url: Coerce<string> = (value, field) => {
  const expected = `an address such as \`https://example.org\`, of at most ${LIMITS.url} characters`;
  if (typeof value !== "string") return field.refuse(value, expected);
  const kind = urlKind(value.trim());
  return kind.kind === "web" ? kind.url : field.refuse(value, expected);
};

export const email: Coerce<string> = (value, field) => {
  const address = typeof value === "string" ? value.trim() : "";
  const fits = ADDRESS.test(address) && address.length <= LIMITS.email;
  return fits ? address : field.refuse(value, "an e-mail address such as `ada@example.org`");
};

/** A phone number as text. What YAML has read as a number has lost its plus and its zeros. */
export const phoneNumber: Coerce<string> = (value, field) => {
  if (typeof value === "number") {
    return field.refuse(value, "a phone number in quotes, since as a number it loses its plus and its zeros");
  }
  const number = typeof value === "string" ? value.trim() : "";
  const fits = PHONE.test(number) && number.length <= LIMITS.phoneNumber;
  return fits ? number : field.refuse(value, "a phone number such as `+44 20 7946 0018`");
};
