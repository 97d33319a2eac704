import { CALLOUTS, DEFAULT_CALLOUT } from "../../facts/callouts.ts";
import { type Color, isColor } from "../../facts/colors.ts";
import type { DraftBlock, Icon } from "../../model/block.ts";
import type { Callout } from "../../model/nodes.ts";
import { type Body, bodyOf, bodyOfText } from "../body.ts";
import type { Context, Piece } from "../context.ts";
import { emojiOf, iconOf } from "../icon.ts";
import { pushText, UNMARKED } from "../pieces.ts";
import { placeOf } from "../place.ts";

interface Look {
  readonly icon: Icon;
  readonly color: Color;
  /** Somebody described this kind. */
  readonly known: boolean;
}

function lookOf(node: Callout, context: Context): Look {
  const own = Object.entries(context.options.callouts).find(
    ([kind]) => kind.toLowerCase() === node.kind,
  )?.[1];
  const builtIn = Object.hasOwn(CALLOUTS, node.kind) ? CALLOUTS[node.kind] : undefined;
  const look = builtIn ?? DEFAULT_CALLOUT;
  // Other tools name icons of their own here, which Notion does not have.
  const given = node.icon === undefined ? null : emojiOf(node.icon);
  const icon = own?.icon === undefined || given !== null ? null : iconOf(own.icon, context, node);
  return {
    icon: icon ?? { emoji: given ?? look.icon },
    color: node.color ?? (own?.color !== undefined && isColor(own.color) ? own.color : look.color),
    known: own !== undefined || builtIn !== undefined,
  };
}

function bodyWithTitle(node: Callout, known: boolean, context: Context): Body {
  const pieces: Piece[] = [];
  const bold = { ...UNMARKED, annotations: { ...UNMARKED.annotations, bold: true } };
  if (node.title !== null) context.phrasing(node.title, bold, pieces);
  // What can be folded away must not stand in the line that stays.
  else if (!known || node.fold !== null)
    pushText(pieces, node.kind.charAt(0).toUpperCase() + node.kind.slice(1), bold);
  return pieces.length === 0 ? bodyOf(node, context) : bodyOfText(pieces, node.children, node, context);
}

/** An admonition: a callout in the look of its kind; one the reader can fold is a toggle in its colour. */
export function callout(node: Callout, context: Context): DraftBlock[] {
  const { icon, color, known } = lookOf(node, context);
  const { runs, children, slugs } = bodyWithTitle(node, known, context);
  const place = placeOf(node);
  if (node.fold !== null) {
    return [{ type: "toggle", value: { rich_text: runs, color }, children, place, slugs }];
  }
  return [{ type: "callout", value: { rich_text: runs, color, icon }, children, place, slugs }];
}
