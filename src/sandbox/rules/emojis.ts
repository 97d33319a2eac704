/** Icons that are to be an emoji: one, of those that Unicode recommends. */
import { isArray, isObject, type Json } from "../json.ts";
import { type Violation, violation } from "../validate/index.ts";

// The compiler's target does not know this flag yet; every engine the package runs on does.
const UNICODE_SETS: string = "v";
const ONE_EMOJI = new RegExp(String.raw`^\p{RGI_Emoji}$`, UNICODE_SETS);

/** @returns the icons of a body whose emoji is none, in the order of the body */
export function emojiViolations(body: Json, path = "body"): readonly Violation[] {
  if (isArray(body)) {
    return body.flatMap((item, index) => emojiViolations(item, `${path}[${index}]`));
  }
  if (!isObject(body)) {
    return [];
  }
  return Object.entries(body).flatMap(([key, value]) => {
    const emoji = key === "icon" && isObject(value) ? value["emoji"] : undefined;
    return typeof emoji === "string" && !ONE_EMOJI.test(emoji)
      ? [violation(`${path}.icon.emoji`, "a valid emoji", emoji)]
      : emojiViolations(value, `${path}.${key}`);
  });
}
