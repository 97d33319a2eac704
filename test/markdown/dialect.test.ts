import { describe, expect, it } from "vitest";
import { blocks } from "./support.ts";

describe("GitHub's alerts", () => {
  it.each(["NOTE", "tip", "Important", "WARNING", "caution"])("knows %s", (kind) => {
    expect(blocks(`> [!${kind}]\n> text *x*`)).toEqual([
      `callout kind='${kind.toLowerCase()}' [paragraph [text "text " emphasis [text "x"]]]`,
    ]);
  });

  it.each([
    ["a line break written out", "> [!NOTE]  \n> text", `callout kind='note' [paragraph [text "text"]]`],
    ["blocks below", "> [!NOTE]\n>\n> - a", `callout kind='note' [list [listItem [paragraph [text "a"]]]]`],
    ["nothing below", "> [!NOTE]", `callout kind='note'`],
    [
      "an alert inside",
      "> [!NOTE]\n> > [!TIP]\n> > x",
      `callout kind='note' [callout kind='tip' [paragraph [text "x"]]]`,
    ],
    ["formatting at once", "> [!TIP]\n> **x**", `callout kind='tip' [paragraph [strong [text "x"]]]`],
  ])("takes %s", (_about, markdown, tree) => {
    expect(blocks(markdown)).toEqual([tree]);
  });

  it.each([
    ["another kind", "> [!BUG]\n> x", `blockquote [paragraph [text "[!BUG]\\nx"]]`],
    ["text after the mark", "> [!NOTE] x", `blockquote [paragraph [text "[!NOTE] x"]]`],
    [
      "formatting after the mark",
      "> [!NOTE] **x**",
      `blockquote [paragraph [text "[!NOTE] " strong [text "x"]]]`,
    ],
    ["a mark further down", "> x\n> [!NOTE]", `blockquote [paragraph [text "x\\n[!NOTE]"]]`],
  ])("leaves a quote with %s alone", (_about, markdown, tree) => {
    expect(blocks(markdown)).toEqual([tree]);
  });

  it("are quotes in CommonMark", () => {
    expect(blocks("> [!NOTE]\n> x", "commonmark")).toEqual([`blockquote [paragraph [text "[!NOTE]\\nx"]]`]);
  });
});

describe("a table of contents", () => {
  it.each(["[TOC]", "[toc]", "[[toc]]", "[[_TOC_]]", "<!-- toc -->", "<!-- TOC -->"])(
    "is asked for by %s",
    (mark) => {
      expect(blocks(`a\n\n${mark}\n\nb`)).toEqual([
        `paragraph [text "a"]`,
        "tableOfContents",
        `paragraph [text "b"]`,
      ]);
    },
  );

  it.each(["see [TOC]", "[TOC] x", "[tocs]", "`[TOC]`"])("is not asked for by %s", (text) => {
    expect(blocks(text)[0]).toMatch(/^paragraph/);
  });

  it("leaves a link named so a link", () => {
    expect(blocks("[toc]\n\n[toc]: /u")[0]).toMatch(/^paragraph \[linkReference/);
  });

  it("is text in CommonMark, and its comment nothing", () => {
    expect(blocks("[TOC]\n\n<!-- toc -->", "commonmark")).toEqual([`paragraph [text "[TOC]"]`]);
  });
});
