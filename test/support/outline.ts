import { COLORS } from "../../src/facts/colors.ts";
import { LANGUAGES } from "../../src/facts/languages.ts";
import type { Block, BlockType, FileSource, Icon, Payloads } from "../../src/model/block.ts";
import type { Pending, Reference } from "../../src/model/pending.ts";
import { type Annotations, type Mention, PLAIN, type RichText } from "../../src/model/richText.ts";

/** Reads blocks back from the outline: the proof that it loses nothing. */

class Reader {
  private at = 0;
  private readonly line: string;

  constructor(line: string) {
    this.line = line;
  }

  fail(wanted: string): never {
    throw new Error(`wanted ${wanted} at ${this.at} of ${JSON.stringify(this.line)}`);
  }

  get done(): boolean {
    return this.at >= this.line.length;
  }

  sees(text: string): boolean {
    return this.line.startsWith(text, this.at);
  }

  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  expects(text: string): void {
    if (!this.takes(text)) this.fail(text);
  }

  match(pattern: RegExp): string | null {
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.line)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  must(pattern: RegExp): string {
    return this.match(pattern) ?? this.fail(String(pattern));
  }

  /** Characters up to one of `stops`, escapes undone. */
  until(stops: string): string {
    let text = "";
    while (!this.done && !stops.includes(this.line.charAt(this.at))) text += this.character();
    return text;
  }

  private character(): string {
    if (!this.takes("\\")) {
      const character = this.line.charAt(this.at);
      this.at += 1;
      return character;
    }
    if (this.takes("n")) return "\n";
    if (this.takes("r")) return "\r";
    if (this.takes("t")) return "\t";
    if (this.takes("e")) return "";
    if (this.takes("u{")) {
      const code = this.must(/[0-9a-f]+/);
      this.expects("}");
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const character = this.line.charAt(this.at);
    this.at += 1;
    return character;
  }

  quoted(): string {
    this.expects('"');
    const text = this.until('"');
    this.expects('"');
    return text;
  }

  /** Text of a run, up to a mark. */
  content(): string {
    let text = "";
    while (!this.done && !this.seesMark()) text += this.character();
    return text;
  }

  private seesMark(): boolean {
    return ['"', "*", "`", "[", "]", "{", "}", "__", "~~", "\\|"].some((mark) => this.sees(mark));
  }
}

function pending(r: Reader, shown: string | null, make: (otherwise: string) => Pending): Pending {
  return make(r.takes("~") ? r.quoted() : (shown ?? r.fail("otherwise")));
}

const STOPS = ' ()"}#~';

function readReference(r: Reader, shown: string | null = null): Reference {
  if (r.takes("page:")) {
    const path = r.until(STOPS);
    if (!r.takes("#")) return pending(r, shown, (otherwise) => ({ kind: "page", path, otherwise }));
    const slug = r.until(STOPS);
    return pending(r, shown, (otherwise) => ({ kind: "heading", path, slug, otherwise }));
  }
  if (r.takes("upload:")) {
    const digest = r.until(STOPS);
    return pending(r, shown, (otherwise) => ({ kind: "upload", digest, otherwise }));
  }
  if (r.takes("user:")) {
    const who = r.until(STOPS);
    return pending(r, shown, (otherwise) => ({ kind: "user", who, otherwise }));
  }
  if (r.takes("emoji:")) {
    const name = r.until(STOPS);
    return pending(r, shown, (otherwise) => ({ kind: "emoji", name, otherwise }));
  }
  if (r.takes("row:")) {
    const dataSource = r.until(`${STOPS}/`);
    const by = r.must(/\/(?:title|source)\//) === "/title/" ? "title" : "source";
    const text = r.until(STOPS);
    return pending(r, shown, (otherwise) => ({ kind: "row", dataSource, by, text, otherwise }));
  }
  if (r.takes("created:")) {
    const operation = Number(r.must(/\d+/));
    const child = r.takes("|") ? Number(r.must(/\d+/)) : null;
    if (!r.takes("@("))
      return pending(r, shown, (otherwise) => ({ kind: "created", operation, child, otherwise }));
    const page = readReference(r);
    r.expects(")");
    return pending(r, shown, (otherwise) => ({ kind: "created", operation, child, page, otherwise }));
  }
  r.takes("=");
  return r.until(' ()"}');
}

function readMention(r: Reader): Mention {
  const kind = r.must(/[a-z]+/);
  const value = (): Reference => {
    r.expects(" ");
    return readReference(r);
  };
  const plain = (): string => {
    const ref = value();
    return typeof ref === "string" ? ref : r.fail("an address");
  };
  const word = () => {
    r.expects(" ");
    const text = r.until(STOPS);
    return text;
  };
  const MENTIONS: Record<string, () => Mention> = {
    user: () => ({ user: { id: value() } }),
    page: () => ({ page: { id: value() } }),
    database: () => ({ database: { id: value() } }),
    emoji: () => ({ custom_emoji: { id: value() } }),
    date: () => {
      const [start, end, zone] = [word(), word(), word()];
      return { date: { start, end: end === "-" ? null : end, time_zone: zone === "-" ? null : zone } };
    },
    today: () => ({ template_mention: { template_mention_date: "today" } }),
    now: () => ({ template_mention: { template_mention_date: "now" } }),
    me: () => ({ template_mention: { template_mention_user: "me" } }),
    preview: () => ({ link_preview: { url: plain() } }),
    link: () => ({ link_mention: { url: plain() } }),
    other: () => {
      r.expects(" ");
      const name = r.quoted();
      r.expects(" ");
      return { other: { kind: name, text: r.quoted() } };
    },
  };
  return (MENTIONS[kind] ?? (() => r.fail("a mention")))();
}

function readRun(r: Reader): RichText {
  const linked = r.takes("[");
  const color = COLORS.find((name) => r.takes(`{${name}:`)) ?? "default";
  const marks = [
    ["**", "bold"],
    ["*", "italic"],
    ["~~", "strikethrough"],
    ["__", "underline"],
    ["`", "code"],
  ] as const;
  const open = marks.filter(([mark]) => r.takes(mark));
  const annotations: Annotations = {
    ...PLAIN,
    color,
    ...Object.fromEntries(open.map(([, key]) => [key, true])),
  };
  const close = () => {
    for (const [mark] of [...open].reverse()) r.expects(mark);
    if (color !== "default") r.expects("}");
  };
  if (r.takes("{$")) {
    const expression = r.until("}");
    r.expects("}");
    close();
    return { type: "equation", equation: { expression }, annotations };
  }
  if (r.takes("{@")) {
    const mention = readMention(r);
    r.expects("}");
    close();
    return { type: "mention", mention, annotations };
  }
  const content = r.content();
  close();
  if (!linked) return { type: "text", text: { content, link: null }, annotations };
  r.expects("](");
  const url = readReference(r, content);
  r.expects(")");
  return { type: "text", text: { content, link: { url } }, annotations };
}

function readRichText(r: Reader): RichText[] {
  r.expects('"');
  const runs: RichText[] = [];
  while (!r.takes('"')) {
    r.takes("\\|");
    runs.push(readRun(r));
  }
  return runs;
}

function readSource(r: Reader): FileSource {
  if (r.sees("upload:")) return { file_upload: { id: readReference(r) } };
  if (r.takes("uploaded:")) return { file_upload: { id: readReference(r) } };
  const hosted = r.takes("hosted:");
  const url = readReference(r);
  if (typeof url !== "string") r.fail("an address");
  return hosted ? { file: { url } } : { external: { url } };
}

function readIcon(r: Reader): Icon | undefined {
  let icon: Icon;
  if (r.takes("icon=custom:")) icon = { custom_emoji: { id: readReference(r) } };
  else if (r.takes("icon=notion:")) {
    const name = r.quoted();
    r.expects("/");
    icon = { icon: { name, color: r.quoted() } };
  } else if (r.takes("icon=")) icon = readSource(r);
  else if (r.takes("emoji=")) icon = { emoji: r.quoted() };
  else {
    const emoji = r.match(/[^\s\p{ASCII}]+/u);
    if (emoji === null) return undefined;
    icon = { emoji };
  }
  r.expects(" ");
  return icon;
}

function readColor(r: Reader) {
  return [...COLORS].sort((a, b) => b.length - a.length).find((name) => r.takes(`${name} `)) ?? "default";
}

function readText(r: Reader): Payloads["quote"] {
  const color = readColor(r);
  return { color, rich_text: readRichText(r) };
}

function withIcon(r: Reader): Payloads["callout"] {
  const icon = readIcon(r);
  return { ...readText(r), ...(icon !== undefined && { icon }) };
}

const heading = (r: Reader): Payloads["heading_1"] => ({
  is_toggleable: r.takes("toggleable "),
  ...readText(r),
});
const caption = (r: Reader) => (r.takes(" caption=") ? readRichText(r) : []);
const media = (r: Reader): Payloads["image"] => ({ ...readSource(r), caption: caption(r) });
const web = (r: Reader): Payloads["bookmark"] => ({ url: readReference(r), caption: caption(r) });
const nothing = () => ({});

const FIELDS: { readonly [T in BlockType]: (r: Reader) => Payloads[T] } = {
  paragraph: withIcon,
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: readText,
  numbered_list_item: readText,
  to_do: (r) => ({ checked: r.must(/\[[ x]\] /) === "[x] ", ...readText(r) }),
  toggle: readText,
  quote: readText,
  callout: withIcon,
  code: (r) => {
    const name = r.until(" ").replaceAll("_", " ");
    r.expects(" ");
    const language = LANGUAGES.find((one) => one === name) ?? r.fail("a language");
    return { language, rich_text: readRichText(r), caption: caption(r) };
  },
  equation: (r) => ({ expression: r.quoted() }),
  divider: nothing,
  breadcrumb: nothing,
  table_of_contents: (r) => {
    const name = r.until(" ");
    return { color: COLORS.find((color) => color === name) ?? "default" };
  },
  bookmark: web,
  embed: web,
  image: media,
  video: media,
  pdf: media,
  audio: media,
  file: (r) => ({ ...media(r), ...(r.takes(" name=") && { name: r.quoted() }) }),
  link_to_page: (r) => {
    const kind = r.must(/page |database |comment /);
    const id = readReference(r);
    if (kind === "page ") return { page_id: id };
    return kind === "database " ? { database_id: id } : { comment_id: id };
  },
  table: (r) => ({
    table_width: Number(r.must(/\d+/)),
    has_column_header: r.takes(" column_header"),
    has_row_header: r.takes(" row_header"),
  }),
  table_row: (r) => {
    const cells: RichText[][] = [];
    while (r.sees('"')) {
      cells.push(readRichText(r));
      r.takes(" ");
    }
    return { cells };
  },
  column_list: nothing,
  column: (r) => (r.done ? {} : { width_ratio: Number(r.must(/[\d.e-]+/)) }),
  tab: nothing,
  synced_block: (r) => ({ synced_from: r.done ? null : { block_id: readReference(r) } }),
  template: (r) => ({ rich_text: readRichText(r) }),
};

function isType(name: string): name is BlockType {
  return Object.hasOwn(FIELDS, name);
}

function payload<T extends BlockType>(type: T, r: Reader): Payloads[T] {
  return FIELDS[type](r);
}

interface Line {
  readonly depth: number;
  readonly type: BlockType;
  readonly value: unknown;
}

function readLine(line: string): Line {
  const r = new Reader(line);
  const depth = r.must(/ */).length / 2;
  const type = r.until(" ");
  if (!isType(type)) return r.fail("a block type");
  r.takes(" ");
  return { depth, type, value: payload(type, r) };
}

export interface ReadBlock {
  readonly type: Block["type"];
  readonly value: unknown;
  readonly children: ReadBlock[];
}

/** Blocks of an outline; slugs are not read. */
export function readOutline(text: string): ReadBlock[] {
  const top: ReadBlock[] = [];
  const open: ReadBlock[][] = [top];
  for (const line of text.split("\n").slice(0, -1)) {
    const { depth, type, value } = readLine(line);
    const block: ReadBlock = { type, value, children: [] };
    open[depth]?.push(block);
    open.length = depth + 1;
    open.push(block.children);
  }
  return top;
}
