import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/table.ts";
import { OPTIONS, type OptionFacts } from "../../src/facts/options.ts";
import { runCommand } from "./harness.ts";

describe("what is asked wrongly is refused with exit code 3", () => {
  test.each([
    [["publish", "--dryrun"], "error: unknown option '--dryrun'\n(Did you mean --dry-run?)\n"],
    [["pubish"], "error: unknown command 'pubish'\n(Did you mean publish?)\n"],
    [["check", "--dry-run"], "error: unknown option '--dry-run'\n"],
    [["plan", "--to"], "error: option '--to <page>' argument missing\n"],
    [
      ["plan", "--reporter", "xml"],
      "error: option '--reporter <form>' argument 'xml' is invalid. Allowed choices are human, json, github.\n",
    ],
    [["open"], "error: missing required argument 'file'\n"],
    [["open", "a.md", "b.md"], "error: too many arguments for 'open'. Expected 1 argument but got 2.\n"],
    [
      ["sandbox", "--port", "http"],
      "error: --port wants a whole number, got `http`.\n→ Give it one from 0 to 65535.\n",
    ],
    [
      ["sandbox", "--port", "70000"],
      "error: --port wants a whole number, got `70000`.\n→ Give it one from 0 to 65535.\n",
    ],
  ])("%j", async (argv, stderr) => {
    expect(await runCommand(argv)).toEqual({ code: 3, stdout: "", stderr });
  });

  test("no command at all shows what there is", async () => {
    const { code, stderr, stdout } = await runCommand([]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("Usage: mdnotion");
  });
});

describe("help", () => {
  test("lists every command, the environment and the exit codes, and no other command", async () => {
    const { code, stderr, stdout } = await runCommand(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name);
    expect(listed).toEqual([...COMMANDS.map(({ name }) => name), "help"]);
    expect(stdout).toContain("NOTION_TOKEN");
    expect(stdout).toContain("Exit codes: 0 done");
  });

  test.each(COMMANDS.map(({ name }) => name))("of %s lists its flags and no others", async (name) => {
    const { code, stdout } = await runCommand([name, "--help"]);
    const flags = [...stdout.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, flag]) => flag);
    const wanted = Object.values(OPTIONS).flatMap(({ commands, flag }: OptionFacts) =>
      flag !== null && commands.some((taker) => taker === name) ? [flag.name] : [],
    );
    expect(code).toBe(0);
    expect(flags).toEqual([...wanted, "help"]);
  });

  test("help <command> is the command's help", async () => {
    expect(await runCommand(["help", "check"])).toEqual(await runCommand(["check", "--help"]));
  });
});

test("every command of the option table exists, and has its options from there", () => {
  const named = new Set(Object.values(OPTIONS).flatMap(({ commands }: OptionFacts) => commands));
  expect([...named].sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
});

test("the version is printed", async () => {
  expect(await runCommand(["--version"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
});
