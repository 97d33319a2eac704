import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withLefthook } from "../../../src/commands/hook/lefthook.ts";
import {
  isShell,
  type SectionRequest,
  section,
  withoutSection,
  withSection,
} from "../../../src/commands/hook/section.ts";
import { withoutSimpleGitHooks, withSimpleGitHooks } from "../../../src/commands/hook/simpleGitHooks.ts";

const AT_TOP: SectionRequest = { hook: "pre-commit", folder: "", flags: "", alone: false };
const RUN = "npx --no-install mdnotion hook run pre-commit";

const put = (text: string, request: SectionRequest = AT_TOP): string =>
  withSection(text, request.folder, section(request));

describe("a section of a hook", () => {
  it("stands at the end, so that what the hook changes is published", () => {
    const text = put("#!/bin/sh\nnpm run lint\n");
    expect(text).toMatch(/^#!\/bin\/sh\nnpm run lint\n# >>> mdnotion >>>[\s\S]*# <<< mdnotion <<<\n$/);
    expect(text).toContain('mdnotion_program" hook run pre-commit');
  });

  it.each(["exec npm run lint\n", "npm test || exit 1\nexit 0\n"])(
    "stands first where the end is not reached: %j",
    (body) => {
      expect(put(`#!/bin/sh\n${body}`)).toMatch(/^#!\/bin\/sh\n# >>> mdnotion >>>/);
    },
  );

  it("is put in once, and can be put in anew", () => {
    const once = put("#!/bin/sh\necho a\n");
    expect(put(once)).toBe(once);
  });

  it("of each folder is its own", () => {
    const docs = { ...AT_TOP, folder: "docs" };
    const both = put(put("#!/bin/sh\n"), docs);
    expect(both).toContain("# >>> mdnotion docs >>>");
    expect(withoutSection(both, "")).toBe(put("#!/bin/sh\n", docs));
    expect(withoutSection(withoutSection(both, "") ?? "", "docs")).toBe("#!/bin/sh\n");
    expect(withoutSection("#!/bin/sh\n", "docs")).toBeNull();
  });

  it("reads what git tells a pre-push hook only where nobody else wants it", () => {
    expect(section({ ...AT_TOP, hook: "pre-push", alone: true })).not.toContain("</dev/null");
    expect(section({ ...AT_TOP, hook: "pre-push" })).toContain("</dev/null");
  });

  it("leaves any script byte for byte as it was when it is taken out", () => {
    const line = fc.constantFrom("echo a", "exit 0", "exec b", "  exit 1", "# c", "", "if x; then", "\r");
    const script = fc
      .tuple(fc.constantFrom("", "#!/bin/sh\n", "#!/usr/bin/env bash\n"), fc.array(line), fc.boolean())
      .map(([shebang, lines, ends]) => `${shebang}${lines.join("\n")}${ends ? "\n" : ""}`);
    fc.assert(
      fc.property(script, (text) => {
        expect(withoutSection(put(text), "")).toBe(text);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each([
    ["#!/bin/sh\n", true],
    ["#!/usr/bin/env bash\n", true],
    ["#!/usr/bin/env -S bash -e\n", true],
    ["#! /bin/dash -e\n", true],
    ["echo no first line\n", true],
    ["#!/usr/bin/env python3\n", false],
    ["#!/usr/bin/env node\n", false],
    ["#!/usr/bin/fish\n", false],
  ])("knows the scripts of a shell: %j", (text, expected) => {
    expect(isShell(text)).toBe(expected);
  });
});

describe("lefthook", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["an empty configuration", "", "pre-commit:\n  commands:\n    mdnotion:\n"],
    ["other hooks", "pre-push:\n  jobs:\n    - run: x\n", "pre-commit:\n  commands:\n    mdnotion:\n"],
    [
      "commands",
      "pre-commit:\n  commands:\n    lint:\n      run: x # why\n",
      "    mdnotion:\n      run: npx",
    ],
    [
      "jobs",
      "pre-commit:\n  parallel: true\n  jobs:\n    - run: x\n",
      "    - name: mdnotion\n      run: npx",
    ],
    ["neither", "pre-commit:\n  parallel: true\n", "  commands:\n    mdnotion:\n      run: npx"],
  ];
  it.each(cases)("with %s gets a command, and can lose it again", (_name, before, expected) => {
    const after = withLefthook(before, "pre-commit", "", RUN) ?? "";
    expect(after).toContain(expected);
    expect(withLefthook(after, "pre-commit", "", RUN)).toBe(after);
    expect(withoutSection(after, "")).toBe(before);
  });

  it.each(["pre-commit: {commands: {lint: {run: x}}}\n", "{}\n", "a: [\n", "pre-commit: x\n"])(
    "is left alone in a form without a place: %j",
    (text) => expect(withLefthook(text, "pre-commit", "", RUN)).toBeNull(),
  );
});

describe("simple-git-hooks", () => {
  it.each([
    ["with a command", '{\n  "simple-git-hooks": {\n    "pre-commit": "npx lint-staged"\n  }\n}\n'],
    ["with another hook", '{\n  "name": "x",\n  "simple-git-hooks": {\n    "pre-push": "npm test"\n  }\n}\n'],
  ])("%s gets a command, and can lose it again", (_name, before) => {
    const after = withSimpleGitHooks(before, "pre-commit", RUN) ?? "";
    expect(JSON.parse(after)["simple-git-hooks"]["pre-commit"]).toMatch(/mdnotion hook run pre-commit$/);
    expect(withSimpleGitHooks(after, "pre-commit", RUN)).toBe(after);
    expect(withoutSimpleGitHooks(after, "pre-commit")).toBe(before);
    const flagged = withSimpleGitHooks(after, "pre-commit", `${RUN} --deadline 30`) ?? "";
    expect(flagged.match(/mdnotion/g)).toHaveLength(1);
    expect(withoutSimpleGitHooks(flagged, "pre-commit")).toBe(before);
  });

  it("without any hooks is not at work here", () => {
    expect(withSimpleGitHooks('{"name": "x"}', "pre-commit", RUN)).toBeNull();
    expect(withoutSimpleGitHooks('{"name": "x"}', "pre-commit")).toBeNull();
  });
});
