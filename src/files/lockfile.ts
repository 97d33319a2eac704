import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isCreatable } from "../facts/blocks.ts";
import { emptyMemory } from "../model/fold.ts";
import type { BlockMemory, Memory, PageMemory, TargetMemory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import { parseJson, seal, unseal } from "./sealed.ts";
import { type Fields, isBase, isFields, isTarget, isText, isTextRecord, isTexts } from "./shapes.ts";
import { codeOf, reasonOf } from "./source.ts";

/** Version of the file's form. */
const VERSION = 1;

const HEAD = `{"version":${VERSION},"about":"What mdnotion knows of its pages. Commit it; lines can be merged freely.","entries":[`;
// Every entry ends in a comma, the last one too, so that any choice of lines is valid JSON.
const TAIL = "null]}";

type PackedBlock = readonly [
  id: string | null,
  type: string,
  hash: string,
  children: readonly PackedBlock[],
  fields?: readonly string[] | null,
  doomed?: true,
];

function packBlock({ id, type, hash, children, fields, doomed }: BlockMemory): PackedBlock {
  const start = [id, type, hash, children.map(packBlock)] as const;
  if (doomed) return [...start, fields ?? null, true];
  return fields ? [...start, fields] : start;
}

function unpackBlock(value: unknown): BlockMemory | null {
  if (!Array.isArray(value)) return null;
  const [id, type, hash, packed, fields = null, doomed = false]: readonly unknown[] = value;
  const children = unpackBlocks(packed);
  const isSound =
    (id === null || isText(id)) && isText(type) && isCreatable(type) && isText(hash) && children !== null;
  if (!isSound || !(fields === null || isTexts(fields))) return null;
  return { id, type, hash, children, ...(fields && { fields }), ...(doomed === true && { doomed }) };
}

function unpackBlocks(value: unknown): readonly BlockMemory[] | null {
  if (!Array.isArray(value)) return null;
  const blocks = value.map(unpackBlock).filter((block) => block !== null);
  return blocks.length === value.length ? blocks : null;
}

const compare = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(compare));

function pageFields([key, { id, title, inputs, base, blocks }]: readonly [string, PageMemory]): Fields {
  const { properties, relations, ...hashes } = base;
  return {
    page: key,
    id,
    title,
    inputs: inputs && sorted(inputs),
    base: {
      ...sorted({ ...hashes }),
      ...(properties && { properties: sorted(properties) }),
      ...(relations && { relations: sorted(relations) }),
    },
    blocks: blocks.map(packBlock),
  };
}

/** Lines of pages that are as they were when they were last written; most are. */
const lines = new WeakMap<PageMemory, { readonly key: string; readonly line: string }>();

function pageLine([key, page]: readonly [string, PageMemory]): string {
  const known = lines.get(page);
  if (known?.key === key) return known.line;
  const line = seal(pageFields([key, page]));
  lines.set(page, { key, line });
  return line;
}

/**
 * The text of a memory's file: JSON with one target, page or upload a line, sorted, each line with a checksum of
 * its own; so that git can merge it line by line. Equal memories give equal texts.
 */
export function formatLockfile(memory: Memory): string {
  const targets = Object.entries(memory.targets).sort(compare);
  const uploads = Object.entries(memory.uploads)
    .sort(compare)
    .flatMap(([account, ids]) =>
      Object.entries(ids)
        .sort(compare)
        .map(([digest, id]) => ({ upload: digest, account, id })),
    );
  const targetFields = targets.map(([source, { kind, id, title, given, schema }]) => ({
    target: source,
    kind,
    id,
    title,
    ...(given !== undefined && { given }),
    ...(schema !== undefined && { schema }),
  }));
  const entries: readonly string[] = [
    ...targetFields.map(seal),
    ...[...memory.pages].sort(compare).map(pageLine),
    ...uploads.map(seal),
  ];
  return `${[HEAD, ...entries.map((line) => `${line},`), TAIL].join("\n")}\n`;
}

interface Draft {
  readonly targets: Map<string, TargetMemory>;
  readonly pages: Map<string, PageMemory>;
  readonly uploads: Map<string, Map<string, string>>;
  /** What the lines said, to see whether two about one thing are equal. */
  readonly said: Map<string, string>;
}

/** Adds what a line says. False: it says nothing that is known. */
type Reader = (draft: Draft, fields: Fields) => boolean;

const readTarget: Reader = (draft, { target: source, ...target }) => {
  if (!isText(source) || !isTarget(target)) return false;
  draft.targets.set(source, target);
  return true;
};

const readPage: Reader = (draft, { page: key, id, title, inputs, base, blocks: packed }) => {
  const blocks = unpackBlocks(packed);
  const isSound = isText(key) && isText(id) && isText(title) && isBase(base) && blocks !== null;
  if (!isSound || !(inputs === null || isTextRecord(inputs))) return false;
  draft.pages.set(key, { id, title, inputs, base, blocks });
  return true;
};

const readUpload: Reader = (draft, { upload: digest, account, id }) => {
  if (!isText(digest) || !isText(account) || !isText(id)) return false;
  const known = draft.uploads.get(account) ?? new Map<string, string>();
  draft.uploads.set(account, known.set(digest, id));
  return true;
};

const READERS: Readonly<Record<string, Reader>> = { target: readTarget, page: readPage, upload: readUpload };

/** What a line is about: its first key with that key's value. */
function subjectOf(fields: Fields): string {
  const kind = Object.keys(READERS).find((name) => Object.hasOwn(fields, name)) ?? "";
  const { account } = fields;
  return `${kind} ${String(fields[kind])}${kind === "upload" ? ` ${String(account)}` : ""}`;
}

/** Two lines about one thing that differ: the first one holds, and is not taken to be in step. */
function noteTwice(draft: Draft, fields: Fields): void {
  const { page: key } = fields;
  const page = isText(key) ? draft.pages.get(key) : undefined;
  if (isText(key) && page) draft.pages.set(key, { ...page, inputs: null });
}

/** What may be entries: of the whole as JSON, else of every line that is neither head nor tail. */
function entriesOf(text: string): readonly unknown[] {
  const whole = parseJson(text);
  const { entries } = isFields(whole) ? whole : { entries: null };
  if (Array.isArray(entries)) return entries.filter((entry) => entry !== null);
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith('{"version":') && line !== TAIL)
    .map((line) => parseJson(line.replace(/,$/, "")));
}

function versionOf(text: string): number {
  return Number(/"version"\s*:\s*(\d+)/.exec(text.slice(0, 200))?.[1] ?? VERSION);
}

/** A memory with what had to be left out of it, or why there is none. */
export type LockfileResult =
  | { readonly memory: Memory; readonly messages: readonly Message[] }
  | { readonly memory: null; readonly messages: readonly [Message] };

/**
 * Reads a memory's text. A line that cannot be read, such as a conflict marker, counts as missing; the others
 * count.
 *
 * @param file - its name, for messages
 */
export function parseLockfile(text: string, file: string): LockfileResult {
  const version = versionOf(text);
  if (version > VERSION) {
    return { memory: null, messages: [message("lockfile-newer", { file, version, known: VERSION })] };
  }
  const draft: Draft = { targets: new Map(), pages: new Map(), uploads: new Map(), said: new Map() };
  const messages: Message[] = [];
  let damaged = 0;
  for (const entry of entriesOf(text)) {
    const fields = unseal(entry);
    const subject = fields ? subjectOf(fields) : "";
    const said = JSON.stringify(fields);
    const before = draft.said.get(subject);
    if (fields && before !== undefined) {
      if (before === said) continue;
      noteTwice(draft, fields);
      messages.push(message("lockfile-twice", { file, what: subject }));
    } else if (fields && READERS[subject.split(" ", 1)[0] ?? ""]?.(draft, fields))
      draft.said.set(subject, said);
    else damaged += 1;
  }
  if (damaged > 0) messages.unshift(message("lockfile-damaged", { lines: damaged, file }));
  const { targets, pages, uploads } = draft;
  const ids = [...uploads].map(([account, known]) => [account, Object.fromEntries(known)] as const);
  return {
    memory: { targets: Object.fromEntries(targets), pages, uploads: Object.fromEntries(ids) },
    messages,
  };
}

/**
 * Reads a memory from disk; an empty one when there is none.
 *
 * @param path - absolute
 * @returns also the text, to tell whether it must be written
 */
export function readLockfile(path: string): LockfileResult & { readonly text: string } {
  const file = basename(path);
  try {
    // Git may check text files out with the line ends of Windows.
    const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
    return { ...parseLockfile(text, file), text };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { memory: emptyMemory(), messages: [], text: "" };
    return {
      memory: null,
      messages: [message("lockfile-unreadable", { file, reason: reasonOf(error) })],
      text: "",
    };
  }
}
