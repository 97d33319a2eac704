import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { ConvertOptions } from "../../model/options.ts";
import { COMPONENTS } from "../html/components.ts";
import { elementFor } from "../html/ownComponents.ts";
import { readTag } from "../mdx/tag.ts";
import type { DialectContext } from "./dialect.ts";

/** A tag in a text of HTML, by the names of those wanted: its end's slash, its name, its attributes, its own slash. */
function tagPattern(names: readonly string[]): RegExp {
  const name = names.join("|").replaceAll(".", "\\.");
  return new RegExp(`<(/?)(${name})((?:\\s(?:"[^"]*"|'[^']*'|[^"'>])*?)?)(/?)>`, "g");
}

/** Components that VitePress has in every text. Source: https://vitepress.dev/reference/default-theme-badge */
const VITEPRESS: ConvertOptions["components"] = { Badge: "badge" };

const ANY_TAG = /<\/?[A-Z][\w.]*(?:\s(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^"'>{])*?)?\/?>/g;

/** In a text that should have been MDX and is not, tags of components are what they would have been. */
export function readComponents(root: Root, context: DialectContext): void {
  if (root.data?.notMdx === undefined) return;
  visit(root, "html", (node) => {
    node.value = node.value.replaceAll(ANY_TAG, (source) => {
      const { name, html } = readTag(source, (component) => Object.hasOwn(COMPONENTS, component));
      if (!Object.hasOwn(COMPONENTS, name.toLowerCase()))
        context.reportOnce(name, "component-unknown", { name }, node.position);
      return html;
    });
  });
}

/** Tags the user described get the names of the components they are like. */
export function renameComponents(root: Root, { options }: DialectContext): void {
  const isVitePress = options.preset === "vitepress" && Object.keys(options.components).length === 0;
  const components = isVitePress ? VITEPRESS : options.components;
  const names = Object.keys(components).filter((name) => /^[A-Za-z][\w.-]*$/.test(name));
  if (names.length === 0) return;
  const tags = tagPattern(names);
  visit(root, "html", (node) => {
    const tag = node.data?.tag;
    if (tag === undefined) {
      node.value = node.value.replaceAll(
        tags,
        (_, end: string, name: string, attributes: string, whole: string) => {
          const element = elementFor(name, components);
          return `<${end}${element}${attributes}>${whole === "" ? "" : `</${element}>`}`;
        },
      );
      return;
    }
    const like = components[tag];
    if (like === undefined) return;
    node.value = node.value.replaceAll(/(<\/?)[a-z][\w.-]*(?=[\s>])/g, `$1${elementFor(tag, components)}`);
    if (typeof like === "string") node.data = { tag: like.charAt(0).toUpperCase() + like.slice(1) };
  });
}
