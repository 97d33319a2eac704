import type { ForegroundColor } from "../../facts/colors.ts";

/** CSS colour names whose nearest Notion colour is not what their channels say, or that have none here. */
const NAMES: Readonly<Record<string, ForegroundColor>> = {
  aqua: "blue",
  beige: "brown",
  black: "default",
  blue: "blue",
  brown: "brown",
  chocolate: "brown",
  coral: "orange",
  crimson: "red",
  cyan: "blue",
  darkblue: "blue",
  darkgray: "gray",
  darkgreen: "green",
  darkgrey: "gray",
  darkorange: "orange",
  darkred: "red",
  darkviolet: "purple",
  deeppink: "pink",
  deepskyblue: "blue",
  dimgray: "gray",
  dodgerblue: "blue",
  firebrick: "red",
  forestgreen: "green",
  fuchsia: "pink",
  gold: "yellow",
  goldenrod: "yellow",
  gray: "gray",
  green: "green",
  grey: "gray",
  hotpink: "pink",
  indianred: "red",
  indigo: "purple",
  khaki: "yellow",
  lavender: "purple",
  lightblue: "blue",
  lightgray: "gray",
  lightgreen: "green",
  lightgrey: "gray",
  lightpink: "pink",
  lightyellow: "yellow",
  lime: "green",
  limegreen: "green",
  magenta: "pink",
  maroon: "red",
  mediumblue: "blue",
  midnightblue: "blue",
  navy: "blue",
  olive: "yellow",
  orange: "orange",
  orangered: "orange",
  orchid: "purple",
  peru: "brown",
  pink: "pink",
  plum: "purple",
  purple: "purple",
  rebeccapurple: "purple",
  red: "red",
  royalblue: "blue",
  saddlebrown: "brown",
  salmon: "red",
  seagreen: "green",
  sienna: "brown",
  silver: "gray",
  skyblue: "blue",
  slateblue: "purple",
  slategray: "gray",
  slategrey: "gray",
  steelblue: "blue",
  tan: "brown",
  teal: "green",
  tomato: "red",
  turquoise: "green",
  violet: "purple",
  yellow: "yellow",
};

/** Hue in degrees up to which each colour reaches. */
const HUES: readonly (readonly [number, ForegroundColor])[] = [
  [15, "red"],
  [43, "orange"],
  [70, "yellow"],
  [170, "green"],
  [250, "blue"],
  [295, "purple"],
  [345, "pink"],
  [360, "red"],
];

type Channels = readonly [red: number, green: number, blue: number];

function fromHex(text: string): Channels | null {
  const digits = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  if (digits === undefined) return null;
  const width = digits.length < 6 ? 1 : 2;
  const channel = (index: number): number => {
    const part = digits.slice(index * width, (index + 1) * width);
    return Number.parseInt(width === 1 ? part + part : part, 16) / 255;
  };
  return [channel(0), channel(1), channel(2)];
}

function fromFunction(text: string): Channels | null {
  const match = /^rgba?\(\s*([\d.]+)(%?)[\s,]+([\d.]+)%?[\s,]+([\d.]+)%?/.exec(text);
  if (match === null) return null;
  const scale = match[2] === "%" ? 100 : 255;
  return [Number(match[1]) / scale, Number(match[3]) / scale, Number(match[4]) / scale];
}

function nearest([red, green, blue]: Channels): ForegroundColor {
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const spread = high - low;
  if (spread < 0.12) return high < 0.2 ? "default" : "gray";
  const sixth =
    high === red
      ? (green - blue) / spread
      : high === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread;
  const hue = (sixth * 60 + 360) % 360;
  const color = HUES.find(([to]) => hue <= to)?.[1] ?? "default";
  // A dark orange is what people call brown.
  return color === "orange" && high < 0.65 ? "brown" : color;
}

/**
 * The Notion colour nearest to a CSS colour: by name, `#hex` or `rgb()`.
 *
 * @returns null for what is no such colour (`inherit`, `var(--x)`, `hsl()`)
 */
export function nearestColor(css: string): ForegroundColor | null {
  const text = css.trim().toLowerCase();
  if (Object.hasOwn(NAMES, text)) return NAMES[text] ?? null;
  const channels = fromHex(text) ?? fromFunction(text);
  return channels === null ? null : nearest(channels);
}
