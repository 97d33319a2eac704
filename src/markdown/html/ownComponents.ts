import type { Element, Properties } from "hast";
import type { Handle } from "hast-util-to-mdast";
import type { ConvertOptions } from "../../model/options.ts";
import { COMPONENT } from "../mdx/tag.ts";

type Components = ConvertOptions["components"];

/** Elements that stand for functions; their number is the place of the name in the table. */
const OWN = `${COMPONENT}own-`;

/** The element that stands for a tag the user described: of the component it is like, or of its function. */
export function elementFor(name: string, components: Components): string {
  const like = components[name];
  return typeof like === "string" ? `${COMPONENT}${like}` : `${OWN}${Object.keys(components).indexOf(name)}`;
}

/** Tells whether an element stands for a function. */
export function isOwnComponent(element: string): boolean {
  return element.startsWith(OWN);
}

/** Attributes by the names HTML has for them. */
function attributesOf(properties: Properties): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [property, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    const name = NAMES[property] ?? property.replace(/^(data|aria)(?=[A-Z])/, "$1-").toLowerCase();
    found[name] = value === true ? "" : Array.isArray(value) ? value.join(" ") : String(value);
  }
  return found;
}

/** Properties that are called otherwise than their attributes. Source: https://github.com/syntax-tree/hast#propertyname */
const NAMES: Readonly<Record<string, string>> = {
  acceptCharset: "accept-charset",
  className: "class",
  htmlFor: "for",
  httpEquiv: "http-equiv",
};

function handleOf(name: string): Handle {
  return (state, element: Element) => ({
    type: "component",
    name,
    attributes: attributesOf(element.properties),
    children: state.all(element),
  });
}

// Derived from the table alone, so remembering it changes nothing but the time it takes.
const made = new WeakMap<Components, Readonly<Record<string, Handle>>>();

/** What the elements become that stand for functions. */
export function ownHandlers(components: Components): Readonly<Record<string, Handle>> {
  const known = made.get(components);
  if (known !== undefined) return known;
  const handlers = Object.fromEntries(
    Object.entries(components).flatMap(([name, like]) =>
      typeof like === "function" ? [[elementFor(name, components), handleOf(name)] as const] : [],
    ),
  );
  made.set(components, handlers);
  return handlers;
}
