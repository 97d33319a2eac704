/**
 * Every option, once. The command line, the configuration and its schema, the environment and the documentation
 * are made from this table.
 */

export type CommandName =
  | "publish"
  | "plan"
  | "convert"
  | "check"
  | "open"
  | "sandbox"
  | "hook"
  | "explain"
  | "status"
  | "watch"
  | "dev"
  | "query"
  | "search";

/** `list` is one or more texts; `roots`, `languages`, `components`, `callouts`, `mapping` and `rules` are tables by name; `plugins` and `handlers` hold functions. */
export type OptionKind =
  | "boolean"
  | "string"
  | "number"
  | "choice"
  | "list"
  | "roots"
  | "languages"
  | "components"
  | "plugins"
  | "handlers"
  | "callouts"
  | "mapping"
  | "zone"
  | "rules";

export interface OptionFacts {
  readonly kind: OptionKind;
  /** Null: not set. */
  readonly default: boolean | string | number | null | readonly string[] | Readonly<Record<string, never>>;
  /** The values a `choice` may have. */
  readonly choices?: readonly string[];
  /** The least and the greatest value of a `number`. */
  readonly range?: readonly [number, number];
  /** On the command line: the name without `--`, a letter, and what its value is called. */
  readonly flag: { readonly name: string; readonly short?: string; readonly value?: string } | null;
  /** Environment variables that set it, the first one that is set wins. */
  readonly environment: readonly string[];
  /**
   * Where a configuration sets it: `top` for all, `source` for each source, with the value at the top for those
   * that say nothing. `refused` is why it cannot.
   */
  readonly config: "top" | "source" | { readonly refused: string };
  /** Commands whose flag it is. */
  readonly commands: readonly CommandName[];
  /** What it does, as the object of "use it to". */
  readonly sentence: string;
}

const ONE_RUN = { refused: "it is meant for one run" } as const;
const WHERE = { refused: "it says where the configuration is or how to read it" } as const;
const SERVER = { refused: "it steers the local Notion, which no configuration speaks of" } as const;
const SECRET = { refused: "a configuration is shared, and must not hold a secret" } as const;

const FILES: readonly CommandName[] = [
  "publish",
  "plan",
  "check",
  "open",
  "hook",
  "watch",
  "dev",
  "explain",
  "status",
];
const TARGET: readonly CommandName[] = ["publish", "plan", "open", "hook", "watch", "explain", "status"];
const TALK: readonly CommandName[] = [
  "publish",
  "plan",
  "convert",
  "check",
  "open",
  "hook",
  "watch",
  "dev",
  "explain",
  "status",
];
const TEXT: readonly CommandName[] = [
  "publish",
  "plan",
  "convert",
  "check",
  "hook",
  "watch",
  "dev",
  "explain",
  "status",
];
const WRITE: readonly CommandName[] = ["publish", "plan"];
/** What takes nothing away unless somebody looks on suits those that publish by themselves, too. */
const GENTLE: readonly CommandName[] = [...WRITE, "watch", "dev"];
const HOOK: readonly CommandName[] = ["hook"];
const ASK: readonly CommandName[] = ["query", "search"];

export const OPTIONS = {
  to: {
    kind: "string",
    default: null,
    flag: { name: "to", value: "<page>" },
    environment: [],
    config: "source",
    commands: TARGET,
    sentence: "name the page, database or data source to publish to, by id or URL",
  },
  config: {
    kind: "string",
    default: null,
    flag: { name: "config", value: "<file>" },
    environment: [],
    config: WHERE,
    commands: [...TALK, ...ASK],
    sentence: "read this configuration instead of the one found upward from the working directory",
  },
  codeConfig: {
    kind: "boolean",
    default: true,
    flag: { name: "no-code-config" },
    environment: [],
    config: WHERE,
    commands: [...TALK, ...ASK],
    sentence: "refuse a configuration that is a program (`.mjs`), as for files of somebody you do not trust",
  },
  source: {
    kind: "list",
    default: [],
    flag: { name: "source", value: "<name...>" },
    environment: [],
    config: ONE_RUN,
    commands: FILES,
    sentence: "take these of the configured sources only",
  },
  include: {
    kind: "list",
    default: [],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "publish only files that match one of these globs, relative to the source; `!…` takes out",
  },
  exclude: {
    kind: "list",
    default: [],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "leave out files that match one of these globs, relative to the source",
  },
  select: {
    kind: "choice",
    default: "all",
    choices: ["all", "opt-in"],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "publish every matching file, or with `opt-in` only those with `publish: true` in their front matter",
  },
  rootPage: {
    kind: "boolean",
    default: false,
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "write the source's own index file into the target page itself",
  },
  identity: {
    kind: "choice",
    default: "source",
    choices: ["source", "title"],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "find the row of a file by its path, which the text property `Source` of the database holds, or by its title",
  },
  prefix: {
    kind: "string",
    default: null,
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "begin the paths in `Source` with another text than the source's name, to tell files of several repositories apart",
  },
  properties: {
    kind: "mapping",
    default: {},
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "say which property of the database a key of the front matter goes to (`rename`), which values stand where a file has none (`defaults`), and which keys are left alone (`ignore`)",
  },
  timezone: {
    kind: "zone",
    default: null,
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "read times in front matter that have no offset as those of a zone, such as `Europe/Berlin`",
  },
  createProperties: {
    kind: "boolean",
    default: false,
    flag: { name: "create-properties" },
    environment: [],
    config: "source",
    commands: GENTLE,
    sentence: "add the properties to the database that front matter names and it lacks, `Source` among them",
  },
  createOptions: {
    kind: "boolean",
    default: false,
    flag: { name: "create-options" },
    environment: [],
    config: "source",
    commands: GENTLE,
    sentence: "add the options that a status of the database lacks",
  },
  dryRun: {
    kind: "boolean",
    default: false,
    flag: { name: "dry-run" },
    environment: [],
    config: ONE_RUN,
    commands: ["publish"],
    sentence: "say what would be done, and do nothing",
  },
  exitCode: {
    kind: "boolean",
    default: false,
    flag: { name: "exit-code" },
    environment: [],
    config: ONE_RUN,
    commands: ["plan"],
    sentence: "exit with 2 when there is something to do",
  },
  out: {
    kind: "string",
    default: null,
    flag: { name: "out", value: "<file>" },
    environment: [],
    config: ONE_RUN,
    commands: ["plan"],
    sentence: "write the plan to this file as JSON",
  },
  plan: {
    kind: "string",
    default: null,
    flag: { name: "plan", value: "<file>" },
    environment: [],
    config: ONE_RUN,
    commands: ["publish"],
    sentence:
      "do what this plan says, as `plan --out` wrote it, and leave alone each page for which it no longer holds",
  },
  html: {
    kind: "string",
    default: null,
    flag: { name: "html", value: "<file>" },
    environment: [],
    config: ONE_RUN,
    commands: ["plan"],
    sentence: "write the plan to this file as a page for the browser",
  },
  yes: {
    kind: "boolean",
    default: false,
    flag: { name: "yes", short: "y" },
    environment: [],
    config: ONE_RUN,
    commands: ["publish", "watch"],
    sentence: "answer every question with yes",
  },
  adopt: {
    kind: "choice",
    default: null,
    choices: ["merge", "replace"],
    flag: { name: "adopt", value: "<how>" },
    environment: [],
    config: ONE_RUN,
    commands: GENTLE,
    sentence:
      "take over pages that are there already: keep what no file has (`merge`), or take it away (`replace`)",
  },
  onConflict: {
    kind: "choice",
    default: "notion",
    choices: ["notion", "markdown", "fail"],
    flag: { name: "on-conflict", value: "<who>" },
    environment: [],
    config: "top",
    commands: GENTLE,
    sentence:
      "say who wins where both the file and somebody in Notion changed the same block, title, icon, cover, property or parent; `fail` leaves the whole page alone",
  },
  onMissing: {
    kind: "choice",
    default: "skip",
    choices: ["skip", "restore", "recreate", "fail"],
    flag: { name: "on-missing", value: "<how>" },
    environment: [],
    config: "top",
    commands: GENTLE,
    sentence:
      "say what becomes of a page that is in Notion's trash or shared no longer: leave it (`skip`), take it out of the trash, make a new one, or count it as failed",
  },
  comments: {
    kind: "choice",
    default: "protect",
    choices: ["protect", "ignore"],
    flag: null,
    environment: [],
    config: "top",
    commands: [],
    sentence:
      "keep blocks that have open comments when their text is gone from the file, or do not ask for comments (`ignore`)",
  },
  prune: {
    kind: "choice",
    default: "report",
    choices: ["report", "trash"],
    flag: { name: "prune", value: "<how>" },
    environment: [],
    config: "top",
    commands: WRITE,
    sentence: "name the pages whose files are gone or published no more, or move them to Notion's trash",
  },
  pruneLimit: {
    kind: "number",
    default: null,
    range: [0, 1_000_000],
    flag: { name: "prune-limit", value: "<number>" },
    environment: [],
    config: "top",
    commands: WRITE,
    sentence:
      "let `--prune trash` take away so many pages at most; unset: ten, or a tenth of the source where that is more",
  },
  repair: {
    kind: "boolean",
    default: false,
    flag: { name: "repair" },
    environment: [],
    config: ONE_RUN,
    commands: WRITE,
    sentence: "write again what somebody changed in Notion, on every page that is asked for",
  },
  rewrite: {
    kind: "boolean",
    default: false,
    flag: { name: "rewrite" },
    environment: [],
    config: ONE_RUN,
    commands: WRITE,
    sentence:
      "spend the fewest requests on changed pages, at the cost of blocks, their comments and their links",
  },
  branches: {
    kind: "list",
    default: [],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "publish from these branches of git only (globs such as `release/*`); unset: from any, and from no branch too",
  },
  anyBranch: {
    kind: "boolean",
    default: false,
    flag: { name: "any-branch" },
    environment: [],
    config: ONE_RUN,
    commands: GENTLE,
    sentence: "publish whatever branch is checked out",
  },
  staged: {
    kind: "boolean",
    default: false,
    flag: { name: "staged" },
    environment: [],
    config: ONE_RUN,
    commands: ["publish", "plan", "check"],
    sentence: "take the files as they are staged for the next commit, not as they lie in the folder",
  },
  onFailure: {
    kind: "choice",
    default: "queue",
    choices: ["block", "warn", "queue"],
    flag: { name: "on-failure", value: "<how>" },
    environment: [],
    config: "top",
    commands: HOOK,
    sentence:
      "say what a failure in a git hook does: stop git (`block`), nothing (`warn`), or stop it for errors in documents and leave to the next run what Notion did not take (`queue`)",
  },
  deadline: {
    kind: "number",
    default: 60,
    range: [1, 3600],
    flag: { name: "deadline", value: "<seconds>" },
    environment: [],
    config: "top",
    commands: HOOK,
    sentence: "end publishing in a git hook after so many seconds; the next run goes on from there",
  },
  hookType: {
    kind: "choice",
    default: "pre-commit",
    choices: ["pre-commit", "pre-push", "post-commit"],
    flag: { name: "type", value: "<hook>" },
    environment: [],
    config: ONE_RUN,
    commands: HOOK,
    sentence: "choose the git hook to install or take out",
  },
  where: {
    kind: "string",
    default: null,
    flag: { name: "where", value: "<filter>" },
    environment: [],
    config: ONE_RUN,
    commands: ["query"],
    sentence: "ask for the rows that match, as in `Status = Done and Due < 2026-02-01` (docs/filters.md)",
  },
  sort: {
    kind: "list",
    default: [],
    flag: { name: "sort", value: "<property...>" },
    environment: [],
    config: ONE_RUN,
    commands: ["query"],
    sentence: "order by this property, `created` or `edited`; `:desc` behind it turns the order round",
  },
  columns: {
    kind: "list",
    default: [],
    flag: { name: "columns", value: "<names...>" },
    environment: [],
    config: ONE_RUN,
    commands: ["query"],
    sentence: "show these properties, in this order; several names with commas between",
  },
  limit: {
    kind: "number",
    default: null,
    range: [1, 1_000_000],
    flag: { name: "limit", value: "<number>" },
    environment: [],
    config: ONE_RUN,
    commands: ASK,
    sentence: "give so many results at most",
  },
  find: {
    kind: "choice",
    default: "all",
    choices: ["all", "pages", "data-sources"],
    flag: { name: "find", value: "<what>" },
    environment: [],
    config: ONE_RUN,
    commands: ["search"],
    sentence: "look for pages alone, or for data sources alone",
  },
  sandbox: {
    kind: "boolean",
    default: false,
    flag: { name: "sandbox" },
    environment: [],
    config: ONE_RUN,
    commands: [...TARGET, ...ASK],
    sentence: "use a local Notion kept in `.mdnotion/`, without a token",
  },
  reporter: {
    kind: "choice",
    default: "human",
    choices: ["human", "json", "github"],
    flag: { name: "reporter", value: "<form>" },
    environment: [],
    config: "top",
    commands: ["publish", "plan", "check", "watch", "dev", ...ASK, "status"],
    sentence: "choose the form of the result",
  },
  quiet: {
    kind: "boolean",
    default: false,
    flag: { name: "quiet", short: "q" },
    environment: [],
    config: "top",
    commands: [...TALK, ...ASK],
    sentence: "say nothing but the result and errors",
  },
  verbose: {
    kind: "boolean",
    default: false,
    flag: { name: "verbose", short: "v" },
    environment: [],
    config: "top",
    commands: TALK,
    sentence: "say everything: each place of each message, each page",
  },
  strict: {
    kind: "boolean",
    default: false,
    flag: { name: "strict" },
    environment: [],
    config: "source",
    commands: TEXT,
    sentence: "take warnings about documents for errors",
  },
  list: {
    kind: "boolean",
    default: false,
    flag: { name: "list" },
    environment: [],
    config: ONE_RUN,
    commands: ["check"],
    sentence: "list which files are published, and by what rule",
  },
  diff: {
    kind: "boolean",
    default: false,
    flag: { name: "diff" },
    environment: [],
    config: ONE_RUN,
    commands: ["status"],
    sentence: "print what somebody wrote in Notion as a patch on the files, for `git apply`",
  },
  openComments: {
    kind: "boolean",
    default: false,
    flag: { name: "comments" },
    environment: [],
    config: ONE_RUN,
    commands: ["status"],
    sentence: "list the open comments, by file and line",
  },
  outline: {
    kind: "boolean",
    default: false,
    flag: { name: "outline" },
    environment: [],
    config: ONE_RUN,
    commands: ["convert"],
    sentence: "print one line per block instead of JSON",
  },
  preset: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "commonmark", "github", "docusaurus", "vitepress", "starlight", "mkdocs", "obsidian"],
    flag: { name: "preset", value: "<name>" },
    environment: [],
    config: "source",
    commands: TEXT,
    sentence:
      "choose the dialect of Markdown, and where links and the order of pages come from; `auto` looks for the files of each program",
  },
  directives: {
    kind: "boolean",
    default: null,
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "read mdnotion's own syntax (`:::columns`, `:::toggle`, `::bookmark` and the like); unset: in every preset but `github` and `commonmark`",
  },
  softBreaks: {
    kind: "choice",
    default: "space",
    choices: ["space", "newline"],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "say what a line break inside a paragraph becomes",
  },
  footnotes: {
    kind: "choice",
    default: "forward",
    choices: ["forward", "both"],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "link footnotes from the text to the note, or back as well (`both`)",
  },
  images: {
    kind: "choice",
    default: "link",
    choices: ["link", "import"],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "make a link of an image from the web that Notion would refuse for its address, or fetch the image and upload it (`import`)",
  },
  sourceUrl: {
    kind: "string",
    default: null,
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "let links to files that are not published lead to this URL followed by their path",
  },
  linkRoots: {
    kind: "roots",
    default: {},
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "name the folders, relative to the configuration, from which links are read that begin with a text such as `/` or `@site/`",
  },
  languages: {
    kind: "languages",
    default: {},
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "name the Notion language of code languages it does not know",
  },
  components: {
    kind: "components",
    default: {},
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence:
      "read tags such as `<Hint>` as a component that is known, such as `tip`, `details` or `tabitem`; in a program also by a function",
  },
  remarkPlugins: {
    kind: "plugins",
    default: [],
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "change texts by remark plugins before they are converted; only in a program",
  },
  handlers: {
    kind: "handlers",
    default: {},
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "convert nodes of the syntax tree by functions, by their type; only in a program",
  },
  callouts: {
    kind: "callouts",
    default: {},
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "give kinds of callouts an icon (an emoji) and a colour",
  },
  rules: {
    kind: "rules",
    default: {},
    flag: null,
    environment: [],
    config: "source",
    commands: [],
    sentence: "turn a message off, or make it a warning or an error, by its id",
  },
  quietFor: {
    kind: "number",
    default: null,
    range: [0, 3600],
    flag: { name: "quiet-for", value: "<seconds>" },
    environment: [],
    config: "top",
    commands: ["watch", "dev"],
    sentence:
      "publish a file once it has been left alone for so long; unset: 5 seconds, a fifth of one for a local Notion",
  },
  requestsPerMinute: {
    kind: "number",
    default: 180,
    range: [1, 100_000],
    flag: null,
    environment: [],
    config: "top",
    commands: [],
    sentence: "send at most so many requests in any 60 seconds",
  },
  settle: {
    kind: "number",
    default: 65,
    range: [0, 600],
    flag: null,
    environment: ["MDNOTION_SETTLE"],
    config: "top",
    commands: [],
    sentence: "wait so many seconds before text whose arrival was not confirmed is looked for the last time",
  },
  token: {
    kind: "string",
    default: null,
    flag: null,
    environment: ["NOTION_TOKEN", "NOTION_API_KEY"],
    config: SECRET,
    commands: [],
    sentence: "give the token of the Notion connection",
  },
  baseUrl: {
    kind: "string",
    default: null,
    flag: null,
    environment: ["NOTION_BASE_URL"],
    config: ONE_RUN,
    commands: [],
    sentence: "speak to another root of the API, such as `mdnotion sandbox`",
  },
  apiVersion: {
    kind: "choice",
    default: "2026-03-11",
    choices: ["2025-09-03", "2026-03-11"],
    flag: null,
    environment: ["NOTION_VERSION"],
    config: "top",
    commands: [],
    sentence: "speak this version of the API",
  },
  port: {
    kind: "number",
    default: null,
    range: [0, 65_535],
    flag: { name: "port", value: "<number>" },
    environment: [],
    config: SERVER,
    commands: ["sandbox", "dev"],
    sentence: "listen on this port instead of any free one",
  },
  file: {
    kind: "string",
    default: null,
    flag: { name: "file", value: "<file>" },
    environment: [],
    config: SERVER,
    commands: ["sandbox"],
    sentence: "keep the pages in this file",
  },
  latency: {
    kind: "string",
    default: null,
    flag: { name: "latency", value: "<ms>" },
    environment: [],
    config: SERVER,
    commands: ["sandbox"],
    sentence: "answer after so many milliseconds, or anything between two (`100-400`)",
  },
  rateLimit: {
    kind: "number",
    default: null,
    range: [0, 100_000],
    flag: { name: "rate-limit", value: "<number>" },
    environment: [],
    config: SERVER,
    commands: ["sandbox"],
    sentence: "refuse more than so many requests a minute; 0 refuses none",
  },
  faults: {
    kind: "string",
    default: null,
    flag: { name: "faults", value: "<rules>" },
    environment: [],
    config: SERVER,
    commands: ["sandbox"],
    sentence: "let requests go wrong, to rehearse",
  },
  seed: {
    kind: "number",
    default: null,
    range: [0, 4_294_967_295],
    flag: { name: "seed", value: "<number>" },
    environment: [],
    config: SERVER,
    commands: ["sandbox"],
    sentence: "make the same ids and the same chance again",
  },
} as const satisfies Record<string, OptionFacts>;

export type OptionName = keyof typeof OPTIONS;

interface KindValues {
  readonly boolean: boolean;
  readonly string: string;
  readonly number: number;
  readonly list: readonly string[];
  readonly roots: Readonly<Record<string, readonly string[]>>;
  readonly languages: Readonly<Record<string, string>>;
  readonly components: Readonly<Record<string, unknown>>;
  readonly plugins: readonly unknown[];
  readonly handlers: Readonly<Record<string, unknown>>;
  readonly callouts: Readonly<Record<string, { readonly icon?: string; readonly color?: string }>>;
  readonly mapping: {
    readonly rename?: Readonly<Record<string, string>>;
    readonly defaults?: Readonly<Record<string, unknown>>;
    readonly ignore?: readonly string[];
  };
  readonly zone: string;
  readonly rules: Readonly<Record<string, "off" | "warn" | "error">>;
}

type Facts<N extends OptionName> = (typeof OPTIONS)[N];

/** The type of an option's value: what it may be set to, and null where it is not set by default. */
export type OptionValue<N extends OptionName> =
  | (Facts<N> extends { readonly choices: readonly (infer C)[] }
      ? C
      : KindValues[Exclude<Facts<N>["kind"], "choice">])
  | (Facts<N>["default"] extends null ? null : never);

/** Every option with its value. */
export type OptionValues = { readonly [N in OptionName]: OptionValue<N> };

type Where<W> = { [N in OptionName]: Facts<N>["config"] extends W ? N : never }[OptionName];

/** Options each source can have of its own. */
export type SourceOptionName = Where<"source">;

/** Tells whether a word is the name of an option. */
export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}
