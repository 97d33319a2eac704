import type { Element } from "hast";
import type { Handle, State } from "hast-util-to-mdast";
import type { PhrasingContent, RootContent, Text } from "mdast";
import type { Color } from "../../facts/colors.ts";
import type { Styled } from "../../model/nodes.ts";
import { inScript, SCRIPTS } from "../scripts.ts";
import { nearestColor } from "./cssColor.ts";
import { wrapEach } from "./phrasing.ts";

type Style = Styled["style"];

/** Where a node stands. */
type At = Pick<RootContent, "position">;

/** Formats the content of an element. */
export type Format = (content: readonly RootContent[], at: At) => RootContent[];

function at({ position }: Element): At {
  return position === undefined ? {} : { position };
}

function styled(style: Style): Format {
  return (content, place) => wrapEach(content, (children) => ({ type: "styled", style, children, ...place }));
}

function wrapped(type: "strong" | "emphasis" | "delete"): Format {
  return (content, place) => wrapEach(content, (children) => ({ type, children, ...place }));
}

function isText(node: RootContent): node is Text {
  return node.type === "text";
}

/** Code without formatting in it is `inlineCode`; with some, a style. */
const code: Format = (content, place) =>
  wrapEach(content, (children): PhrasingContent => {
    if (!children.every(isText)) return { type: "styled", style: { code: true }, children, ...place };
    const value = children.map((child) => child.value).join("");
    return { type: "inlineCode", value: value.replace(/\s*\n\s*/g, " "), ...place };
  });

function script(name: keyof typeof SCRIPTS): Format {
  const { open, close } = SCRIPTS[name];
  return (nodes, place) => {
    const text = (value: string): Text => ({ type: "text", value, ...place });
    const whole = nodes.every(isText)
      ? inScript(
          nodes
            .map(({ value }) => value)
            .join("")
            .trim(),
          name,
        )
      : null;
    if (whole !== null) return whole === "" ? [] : [text(whole)];
    return [text(open), ...nodes, text(close)];
  };
}

function declarations(css: string): ReadonlyMap<string, string> {
  const pairs = css.split(";").map((part): [string, string] => {
    const colon = part.indexOf(":");
    return [part.slice(0, Math.max(colon, 0)).trim().toLowerCase(), part.slice(colon + 1).trim()];
  });
  return new Map(pairs);
}

function colorIn(css: ReadonlyMap<string, string>): Color | null {
  const background = css.get("background-color") ?? css.get("background");
  const behind = background === undefined ? null : nearestColor(background);
  const front = nearestColor(css.get("color") ?? "");
  if (front !== null && front !== "default") return front;
  return behind === null || behind === "default" ? null : `${behind}_background`;
}

/** What a `style` attribute says that Notion can show. */
function styleIn(css: ReadonlyMap<string, string>): Style {
  const color = colorIn(css);
  const line = `${css.get("text-decoration") ?? ""} ${css.get("text-decoration-line") ?? ""}`;
  return {
    ...(/^(?:bold(?:er)?|[6-9]00)$/.test(css.get("font-weight") ?? "") && { bold: true }),
    ...(/^(?:italic|oblique)/.test(css.get("font-style") ?? "") && { italic: true }),
    ...(line.includes("underline") && { underline: true }),
    ...(line.includes("line-through") && { strikethrough: true }),
    ...(color !== null && { color }),
  };
}

function formatBy(css: string): Format | null {
  const style = styleIn(declarations(css));
  return Object.keys(style).length === 0 ? null : styled(style);
}

const span: Handle = (state, element) => {
  const { style, color } = element.properties;
  const css = [typeof color === "string" ? `color:${color}` : "", typeof style === "string" ? style : ""];
  const content = state.all(element);
  return formatBy(css.join(";"))?.(content, at(element)) ?? content;
};

function link(state: State, element: Element): RootContent[] {
  const { href, title } = element.properties;
  const content = state.all(element);
  if (typeof href !== "string" || href === "") return content;
  return wrapEach(content, (children) => ({
    type: "link",
    url: href,
    title: typeof title === "string" ? title : null,
    children,
    ...at(element),
  }));
}

const FORMATS = {
  b: wrapped("strong"),
  cite: wrapped("emphasis"),
  code,
  del: wrapped("delete"),
  dfn: wrapped("emphasis"),
  em: wrapped("emphasis"),
  i: wrapped("emphasis"),
  ins: styled({ underline: true }),
  kbd: code,
  mark: styled({ color: "yellow_background" }),
  s: wrapped("delete"),
  samp: code,
  strike: wrapped("delete"),
  strong: wrapped("strong"),
  sub: script("sub"),
  sup: script("sup"),
  tt: code,
  u: styled({ underline: true }),
  var: wrapped("emphasis"),
} as const satisfies Record<string, Format>;

const BY_NAME: ReadonlyMap<string, Format> = new Map(Object.entries(FORMATS));

const asIs: Format = (content) => [...content];

/**
 * What an element does to the text in it, if nothing but that.
 *
 * @param name - in lower case
 * @param style - its CSS, which counts for `span` alone
 */
export function formatOf(name: string, style: string | undefined): Format | null {
  if (name === "span") return style === undefined ? asIs : (formatBy(style) ?? asIs);
  return style === undefined ? (BY_NAME.get(name) ?? null) : null;
}

function handleOf(format: Format): Handle {
  return (state, element) => format(state.all(element), at(element));
}

/** Elements that format the text in them. */
export const MARKS: Readonly<Record<string, Handle>> = {
  ...Object.fromEntries(Object.entries(FORMATS).map(([name, format]) => [name, handleOf(format)])),
  a: link,
  font: span,
  span,
};
