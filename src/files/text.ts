import { BINARY_PROBE_BYTES, TEXT_BYTES_MAX } from "../facts/files.ts";
import { type Message, message, type Place } from "../model/message.ts";
import { type Files, FilesError } from "./source.ts";

/** A text, or why there is none. */
export type TextResult =
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: Message };

const UTF16: readonly { readonly mark: readonly number[]; readonly label: string }[] = [
  { mark: [0xff, 0xfe], label: "utf-16le" },
  { mark: [0xfe, 0xff], label: "utf-16be" },
];

function decode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text before the first wrong byte. Found by halving: the decoder is the only judge, and does not tell. */
function textBeforeFault(bytes: Uint8Array): string {
  // In a stream a character that the end cuts is no error, and not in the text.
  const textOf = (end: number): string | null => {
    try {
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      return decoder.decode(bytes.subarray(0, end), { stream: true });
    } catch {
      return null;
    }
  };
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (textOf(middle) === null) bad = middle;
    else good = middle;
  }
  return textOf(good) ?? "";
}

function placeAfter(text: string): Place {
  const lines = text.split("\n");
  const line = lines.length;
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return { line, column, endLine: line, endColumn: column + 1 };
}

function notUtf8(bytes: Uint8Array, path: string): Message {
  const before = textBeforeFault(bytes);
  const wrong = bytes[new TextEncoder().encode(before).length] ?? 0;
  const byte = `0x${wrong.toString(16).padStart(2, "0")}`;
  return message("file-encoding", { byte }, path, placeAfter(before));
}

function tooLarge(bytes: number, path: string): Message {
  return message(
    "file-too-large",
    { bytes: bytes.toLocaleString("en-US"), max: TEXT_BYTES_MAX.toLocaleString("en-US") },
    path,
  );
}

/**
 * The text of a file's content: UTF-8, or UTF-16 with a byte order mark. The mark is not
 * part of the text. What is too large, binary or in another encoding is refused rather than published garbled.
 *
 * @param path - relative to the root, for the message
 */
export function decodeText(bytes: Uint8Array, path: string): TextResult {
  const refuse = (problem: Message): TextResult => ({ text: null, problem });
  if (bytes.length > TEXT_BYTES_MAX) return refuse(tooLarge(bytes.length, path));
  const wide = UTF16.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  const wideText = wide && decode(bytes, wide.label);
  if (typeof wideText === "string") return { text: wideText, problem: null };
  if (bytes.subarray(0, BINARY_PROBE_BYTES).includes(0)) return refuse(message("file-binary", {}, path));
  const text = decode(bytes, "utf-8");
  return text === null ? refuse(notUtf8(bytes, path)) : { text, problem: null };
}

/**
 * Reads a text file.
 *
 * @param path - relative to the root
 * @returns its text; or a message when it is missing, unreadable, too large, binary or not UTF-8
 */
export async function readText(files: Files, path: string): Promise<TextResult> {
  try {
    const found = await files.stat(path);
    // A huge file is refused before it fills the memory.
    if (found && found.bytes > TEXT_BYTES_MAX) return { text: null, problem: tooLarge(found.bytes, path) };
    return decodeText(await files.read(path), path);
  } catch (error) {
    if (error instanceof FilesError) return { text: null, problem: error.report };
    throw error;
  }
}
