import { CommanderError, Command as Program } from "commander";
import { formatMessage } from "../report/message.ts";
import type { CommandContext, ExitCode } from "./context.ts";
import { flagRows, flagsFrom } from "./flags.ts";
import { COMMANDS, type CommandRow } from "./table.ts";
import { UsageError } from "./usage.ts";

const ENVIRONMENT = `
Environment:
  NOTION_TOKEN      token of the connection (or NOTION_API_KEY)
  NOTION_BASE_URL   another API root, such as a sandbox's
  MDNOTION_SKIP     1: git hooks do nothing
  NO_COLOR          no colours

Exit codes: 0 done · 1 a document or page failed · 2 changes (plan --exit-code) ·
  3 usage, configuration, token or sharing · 4 Notion away or refusing · 130 interrupted`;

/** Commander reports by throwing: help and version are no failures. */
function codeOf(error: CommanderError): ExitCode {
  return error.exitCode === 0 ? 0 : 3;
}

function addCommand(
  program: Program,
  row: CommandRow,
  context: CommandContext,
  done: (code: ExitCode) => void,
): void {
  const command = program
    .command(`${row.name} ${row.operands}`.trim())
    .summary(row.summary)
    .description(row.details);
  const rows = flagRows(row.name);
  for (const { option } of rows) {
    command.addOption(option);
  }
  command.action(async () => {
    const flags = flagsFrom(command, rows);
    const execute = await row.load();
    done(await execute(context, { operands: command.args, flags }));
  });
}

function createProgram(context: CommandContext, done: (code: ExitCode) => void): Program {
  const { stderr, stdout } = context;
  const program = new Program("mdnotion")
    .description("Publish Markdown to Notion, again and again, without losing anybody's text.")
    .version(context.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .addHelpText("after", ENVIRONMENT)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: stdout.write,
      writeErr: stderr.write,
      getOutHelpWidth: () => stdout.columns,
      getErrHelpWidth: () => stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const row of COMMANDS) {
    addCommand(program, row, context, done);
  }
  return program;
}

/** A trace is meant to be shown to others. */
function withoutToken(text: string, token: string | null): string {
  return token === null ? text : text.replaceAll(token, "(token)");
}

/** What went wrong, as text for stderr, and its exit code. */
async function explain(error: unknown, { signal, stderr, token }: CommandContext): Promise<ExitCode> {
  const { palette } = stderr;
  if (error instanceof CommanderError) {
    return codeOf(error);
  }
  if (error instanceof UsageError) {
    stderr.write(`${palette.red("error:")} ${error.message}\n${error.fix === "" ? "" : `→ ${error.fix}\n`}`);
    return 3;
  }
  const { FilesError } = await import("../files/source.ts");
  if (error instanceof FilesError) {
    stderr.write(`${formatMessage(error.report, palette)}\n`);
    return 3;
  }
  if (signal.aborted) {
    stderr.write(`${palette.yellow("Interrupted.")}\n`);
    return 130;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(
    `${palette.red("This is a bug in mdnotion:")} ${withoutToken(trace, token)}\n→ Please report it, with the command that led to it and this text.\n`,
  );
  return 1;
}

/**
 * Runs one command line.
 *
 * @param argv - without the program's own name
 * @returns its exit code; nothing is thrown
 */
export async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(context, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    return await explain(error, context);
  }
}
