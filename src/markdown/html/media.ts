import type { Element } from "hast";
import type { Handle, State } from "hast-util-to-mdast";
import type { RootContent } from "mdast";
import type { Media } from "../../model/nodes.ts";

/** The address in an element's attribute, or in that of a `<source>` in it. */
function addressOf(element: Element, attribute: "src" | "data"): string | null {
  const own = element.properties[attribute];
  if (typeof own === "string" && own !== "") return own;
  for (const child of element.children) {
    const inner = child.type === "element" && child.tagName === "source" ? child.properties["src"] : null;
    if (typeof inner === "string" && inner !== "") return inner;
  }
  return null;
}

function media(kind: Media["media"], attribute: "src" | "data" = "src"): Handle {
  return (state: State, element: Element): RootContent[] => {
    const url = addressOf(element, attribute);
    // What is inside is for browsers that cannot show the element; without an address nobody can.
    if (url === null) return state.all(element);
    const { title, ariaLabel } = element.properties;
    const name = [title, ariaLabel].find((value) => typeof value === "string");
    const { position } = element;
    return [
      {
        type: "media",
        media: /\.pdf(?:[?#]|$)/i.test(url) ? "pdf" : kind,
        url,
        title: typeof name === "string" ? name : null,
        value: "",
        ...(position && { position }),
      },
    ];
  };
}

const contents: Handle = (state, element) => state.all(element);

/** Elements that show what lies elsewhere. */
export const MEDIA: Readonly<Record<string, Handle>> = {
  audio: media("audio"),
  embed: media("embed"),
  iframe: media("embed"),
  object: media("embed", "data"),
  picture: contents,
  video: media("video"),
};
