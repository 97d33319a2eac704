import { describe, expect, it } from "vitest";
import { CALLOUTS } from "../../src/facts/callouts.ts";
import { isColor } from "../../src/facts/colors.ts";
import type { Callout } from "../../src/model/nodes.ts";
import { convertText, convertTree } from "./support.ts";

const body = { type: "paragraph", children: [{ type: "text", value: "body" }] } as const;

function callout(kind: string, more: Partial<Callout> = {}): Callout {
  return {
    type: "callout",
    kind,
    title: null,
    fold: null,
    children: [{ ...body, children: [...body.children] }],
    ...more,
  };
}

describe("callouts", () => {
  it("take the look of their kind, and their first paragraph for text", () => {
    expect(convertTree([callout("tip")]).text).toBe('callout 💡 green_background "body"\n');
    expect(convertTree([callout("hint")]).text).toBe('callout 💡 green_background "body"\n');
  });

  it("have their own title in bold as text, and the body inside", () => {
    const titled = callout("tip", {
      title: [
        { type: "text", value: "Try" },
        { type: "inlineCode", value: "it" },
      ],
    });
    expect(convertTree([titled]).text).toBe(
      'callout 💡 green_background "**Try****`it`**"\n  paragraph "body"\n',
    );
  });

  it("of a kind nobody described look like a note and say their kind", () => {
    expect(convertTree([callout("spoiler")]).text).toBe(
      'callout ℹ️ blue_background "**Spoiler**"\n  paragraph "body"\n',
    );
    expect(convertTree([callout("constructor")]).text).toContain("**Constructor**");
  });

  it("that the reader folds are toggles in their colour", () => {
    const folded = callout("warning", { fold: "closed", title: [{ type: "text", value: "Careful" }] });
    expect(convertTree([folded]).text).toBe('toggle yellow_background "**Careful**"\n  paragraph "body"\n');
  });

  it("obey the user's looks, also for kinds of the user's own", () => {
    const callouts = {
      spoiler: { icon: "🙈" },
      tip: { color: "red" },
      note: { icon: "https://example.org/n.png" },
      own: { icon: ":own:", color: "no colour" },
      bad: { icon: "two words" },
    };
    const { text, ids, needs } = convertTree(
      ["spoiler", "tip", "note", "own", "bad"].map((kind) => callout(kind)),
      undefined,
      { callouts },
    );
    expect(text).toBe(
      [
        'callout 🙈 blue_background "body"',
        'callout 💡 red "body"',
        'callout icon=https://example.org/n.png blue_background "body"',
        'callout icon=custom:emoji:own~":own:" blue_background "body"',
        'callout ℹ️ blue_background "body"',
        "",
      ].join("\n"),
    );
    expect(ids).toEqual(["icon-unusable"]);
    expect(needs).toEqual([{ kind: "emoji", name: "own" }]);
  });

  it("have one emoji and a colour of Notion's for every kind", () => {
    for (const [kind, { icon, color }] of Object.entries(CALLOUTS)) {
      expect(kind).toBe(kind.toLowerCase());
      expect(isColor(color)).toBe(true);
      expect(convertText(`---\nicon: ${icon}\n---\n`).content.icon).toEqual({ emoji: icon });
    }
  });
});
