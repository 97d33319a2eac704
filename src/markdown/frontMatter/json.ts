import { broken, isMapping, type Parsed, parsed, type Span } from "./parsed.ts";
import { parseYaml } from "./yaml.ts";

function spanAt(text: string, offset: number): Span {
  const before = text.slice(0, offset).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { line: before.length, column, endLine: before.length, endColumn: column + 1 };
}

/** V8 tells the offset in the message, and only there. */
function spanOfError(text: string, error: Error): Span | null {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position !== undefined) return spanAt(text, Number(position));
  return /end of JSON/.test(error.message) ? spanAt(text, text.length) : null;
}

/** Parses JSON; anything but an object is refused. */
export function parseJson(text: string): Parsed {
  try {
    const values: unknown = JSON.parse(text);
    if (!isMapping(values)) return broken("it is not an object", null);
    // Every JSON text is YAML too, and the YAML parser knows where each key stands.
    const places = parseYaml(text);
    return parsed(values, places.ok ? places.spans : {});
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return broken(error.message.replace(/ (?:in JSON )?at position \d+.*$/s, ""), spanOfError(text, error));
  }
}
