/** Pairs the characters of two texts of one length. */
function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to];
  return new Map(
    [...from].flatMap((character, index) => [[character, targets[index] ?? character] as const]),
  );
}

/** Source: the Unicode blocks Superscripts and Subscripts, Phonetic Extensions, Spacing Modifier Letters. */
const SUPERSCRIPT = pairs(
  "0123456789+-−=() abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
);

const SUBSCRIPT = pairs("0123456789+-−=() aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

/** Which way a script is set off the line, and what shows it where Unicode lacks a character. */
export const SCRIPTS = {
  sup: { characters: SUPERSCRIPT, open: "^(", close: ")" },
  sub: { characters: SUBSCRIPT, open: "_(", close: ")" },
} as const;

/**
 * Text as superscript or subscript characters.
 *
 * @returns null when one of its characters has no such form in Unicode
 */
export function inScript(text: string, script: keyof typeof SCRIPTS): string | null {
  const { characters } = SCRIPTS[script];
  let result = "";
  for (const character of text) {
    const raised = characters.get(character);
    if (raised === undefined) return null;
    result += raised;
  }
  return result;
}
