import type { Element } from "hast";
import type { Handle, State } from "hast-util-to-mdast";
import type { PhrasingContent, RootContent, Text } from "mdast";
import type { Color } from "../../facts/colors.ts";
import type { Styled } from "../../model/nodes.ts";
import { inScript, SCRIPTS } from "../scripts.ts";
import { nearestColor } from "./cssColor.ts";
import { wrapEach } from "./phrasing.ts";

type Style = Styled["style"];

function at({ position }: Element): Pick<Element, "position"> {
  return position === undefined ? {} : { position };
}

function styled(style: Style): Handle {
  return (state, element) =>
    wrapEach(state.all(element), (children) => ({
      type: "styled",
      style,
      children,
      ...at(element),
    }));
}

function wrapped(type: "strong" | "emphasis" | "delete"): Handle {
  return (state, element) => wrapEach(state.all(element), (children) => ({ type, children, ...at(element) }));
}

function isText(node: RootContent): node is Text {
  return node.type === "text";
}

/** Code without formatting in it is `inlineCode`; with some, a style. */
function code(state: State, element: Element): RootContent[] {
  return wrapEach(state.all(element), (children): PhrasingContent => {
    if (!children.every(isText)) {
      return { type: "styled", style: { code: true }, children, ...at(element) };
    }
    const value = children.map((child) => child.value).join("");
    return { type: "inlineCode", value: value.replace(/\s*\n\s*/g, " "), ...at(element) };
  });
}

function script(name: keyof typeof SCRIPTS): Handle {
  return (state, element) => wrapScript(state.all(element), name, element);
}

function wrapScript(
  nodes: readonly RootContent[],
  name: keyof typeof SCRIPTS,
  element: Element,
): RootContent[] {
  const { open, close } = SCRIPTS[name];
  const text = (value: string): Text => ({ type: "text", value, ...at(element) });
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

const span: Handle = (state, element, parent) => {
  const { style, color } = element.properties;
  const css = [typeof color === "string" ? `color:${color}` : "", typeof style === "string" ? style : ""];
  const found = styleIn(declarations(css.join(";")));
  return Object.keys(found).length === 0 ? state.all(element) : styled(found)(state, element, parent);
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

/** Elements that format the text in them. */
export const MARKS: Readonly<Record<string, Handle>> = {
  a: link,
  b: wrapped("strong"),
  cite: wrapped("emphasis"),
  code,
  del: wrapped("delete"),
  dfn: wrapped("emphasis"),
  em: wrapped("emphasis"),
  font: span,
  i: wrapped("emphasis"),
  ins: styled({ underline: true }),
  kbd: code,
  mark: styled({ color: "yellow_background" }),
  s: wrapped("delete"),
  samp: code,
  span,
  strike: wrapped("delete"),
  strong: wrapped("strong"),
  sub: script("sub"),
  sup: script("sup"),
  tt: code,
  u: styled({ underline: true }),
  var: wrapped("emphasis"),
};
