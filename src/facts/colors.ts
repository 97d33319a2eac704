/** Colours of text and background. Source: SDK type `ApiColor`. */
const FOREGROUND = [
  "default",
  "gray",
  "brown",
  "orange",
  "yellow",
  "green",
  "blue",
  "purple",
  "pink",
  "red",
] as const;

export type ForegroundColor = (typeof FOREGROUND)[number];
export type Color = ForegroundColor | `${ForegroundColor}_background`;

/** Every colour a block or an annotation can have. */
export const COLORS: readonly Color[] = [
  ...FOREGROUND,
  ...FOREGROUND.map((name): Color => `${name}_background`),
];

/** Tells whether a name is one of Notion's colours. */
export function isColor(name: string): name is Color {
  return COLORS.some((color) => color === name);
}

/** Colours of Notion's own icons. Source: SDK type `NoticonColor`. */
export const NATIVE_ICON_COLORS = [
  "gray",
  "lightgray",
  "brown",
  "yellow",
  "orange",
  "green",
  "blue",
  "purple",
  "pink",
  "red",
] as const;

export type NativeIconColor = (typeof NATIVE_ICON_COLORS)[number];
