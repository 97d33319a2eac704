import { relative, resolve, sep } from "node:path";
import type { ResolvedConfig } from "../config.ts";
import { OPTIONS, type OptionFacts } from "../facts/options.ts";
import { defaultBranch, openRepository, type Repository } from "../files/repository.ts";
import { nearest } from "../model/near.ts";
import type { Command, CommandArgs } from "./command.ts";
import type { CommandContext, ExitCode } from "./context.ts";
import { type HookChange, type HookRequest, installHook, uninstallHook } from "./hook/install.ts";
import { runHook } from "./hook/run.ts";
import { type HookType, quoted } from "./hook/section.ts";
import { printLines } from "./outcome.ts";
import { configFor } from "./setup.ts";
import { UsageError } from "./usage.ts";

const TYPES: readonly HookType[] = OPTIONS.hookType.choices;

/** What a word is short of; empty where nothing is near. */
function hint(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === null ? "" : ` Did you mean \`${near}\`?`;
}

interface Place {
  readonly config: ResolvedConfig;
  readonly repository: Repository;
}

async function placeFor(context: CommandContext, args: CommandArgs): Promise<Place | null> {
  const config = await configFor(context, { ...args, operands: [] });
  if (config === null) return null;
  const repository = await openRepository(config.root, context.env);
  if (repository === null)
    throw new UsageError(`\`${config.root}\` lies in no repository of git.`, "Run `git init` first.");
  return { config, repository };
}

/** Words that are safe in a shell as they are. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** Flags as the hook is to give them; a configuration is named from where the hook works. */
function flagsOf({ flags }: CommandArgs, cwd: string, home: string): string {
  const words = [...flags].flatMap(([name, value]): readonly string[] => {
    const { flag }: OptionFacts = OPTIONS[name];
    if (flag === null || name === "hookType") return [];
    const option = `--${flag.name}`;
    if (typeof value === "boolean") return [option];
    const texts = typeof value === "object" ? value : [String(value)];
    return texts.flatMap((text) => [option, name === "config" ? relative(home, resolve(cwd, text)) : text]);
  });
  return words.map((word) => (PLAIN.test(word) ? word : quoted(word))).join(" ");
}

function requestOf({ config, repository }: Place, args: CommandArgs, cwd: string): HookRequest {
  const home = config.file === null ? cwd : config.root;
  const folder = relative(repository.top, home).split(sep).join("/");
  return { repository, hook: config.options.hookType, folder, flags: flagsOf(args, cwd, home) };
}

/** Where nothing says from which branches to publish, which that might be. */
async function proposal({ config, repository }: Place): Promise<string | null> {
  if (config.sources.some(({ branches }) => branches.length > 0)) return null;
  const branch = await defaultBranch(repository);
  return branch === null
    ? null
    : `It publishes from any branch. To publish from ${branch} alone, set "branches": ["${branch}"] in the configuration.`;
}

const lines = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null).join("\n");

async function install(context: CommandContext, args: CommandArgs): Promise<ExitCode> {
  const place = await placeFor(context, args);
  if (place === null) return 3;
  const request = requestOf(place, args, context.cwd);
  const { file, next } = installHook(request);
  const done = file === null ? null : `The ${request.hook} hook calls mdnotion: ${file}`;
  printLines(context.stdout.write, lines(done, next));
  printLines(context.stderr.write, (await proposal(place)) ?? "");
  return 0;
}

async function uninstall(context: CommandContext, args: CommandArgs): Promise<ExitCode> {
  const place = await placeFor(context, args);
  if (place === null) return 3;
  const request = requestOf(place, args, context.cwd);
  const change: HookChange | null = uninstallHook(request);
  const done =
    change === null
      ? `The ${request.hook} hook does not call mdnotion.`
      : change.file === null
        ? null
        : `The ${request.hook} hook no longer calls mdnotion: ${change.file}`;
  printLines(context.stdout.write, lines(done, change?.next ?? null));
  return 0;
}

async function execute(context: CommandContext, args: CommandArgs): Promise<ExitCode> {
  const [, word = ""] = args.operands;
  const hook = TYPES.find((type) => type === word);
  if (hook === undefined)
    throw new UsageError(
      word === "" ? "`hook run` wants the name of the hook." : `\`${word}\` is no hook that publishes.`,
      `It is one of ${TYPES.join(", ")}.${hint(word, TYPES)}`,
    );
  const { MDNOTION_SKIP: skip } = context.env;
  if (skip === "1") return 0;
  const config = await configFor(context, { ...args, operands: [] });
  // A configuration that cannot be read is an error in a document.
  if (config === null) return args.flags.get("onFailure") === "warn" ? 0 : 1;
  return runHook(hook, config, context);
}

const ACTIONS: Readonly<Record<string, Command>> = { install, uninstall, run: execute };

/** Lets git publish: puts the call into a hook, takes it out, and is what is called. */
export const hookCommand: Command = async (context, args) => {
  const [word = ""] = args.operands;
  const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  if (action === undefined) {
    const names = Object.keys(ACTIONS);
    throw new UsageError(
      `\`hook ${word}\` is no command.`,
      `Say hook ${names.join(", hook ")}.${hint(word, names)}`,
    );
  }
  return action(context, args);
};
