import type { Construct, Extension, TokenizeContext } from "micromark-util-types";
import { codeOf } from "./codes.ts";

const CLOSE = codeOf("]");

/** Units of a footnote's label, at most, with the marks around it. */
const MAX_LABEL = 1004;

/** Tells whether the opening of a picture is near enough to be that of a call behind an exclamation mark. */
function hasOpening({ events, now }: TokenizeContext): boolean {
  const { offset } = now();
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const token = events[index]?.[1];
    if (token === undefined || offset - token.start.offset > MAX_LABEL) return false;
    if (token.type === "labelImage") return true;
  }
  return false;
}

/** The construct for `![^note]`, which looks for the opening through all the text before it. */
function bounded(construct: Construct): Construct {
  if (construct.name !== "gfmPotentialFootnoteCall") return construct;
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      return hasOpening(this) ? construct.tokenize.call(this, effects, ok, nok) : nok;
    },
  };
}

/** The same extension, in which a closing bracket costs no more than the longest label of a footnote. */
export function withBoundedFootnotes(extension: Extension): Extension {
  const found = extension.text?.[CLOSE];
  if (found === undefined) return extension;
  const constructs = Array.isArray(found) ? found : [found];
  return { ...extension, text: { ...extension.text, [CLOSE]: constructs.map(bounded) } };
}
