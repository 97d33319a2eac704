import { FORBIDDEN_FOLDERS, TEXT_ENDINGS } from "../facts/files.ts";
import { endingOf } from "../facts/media.ts";
import { type Message, message } from "../model/message.ts";
import { byPath } from "./inside.ts";
import { isSpecial, isWithin, names, type Pattern, pattern } from "./pattern.ts";
import type { Enter, FileEntry } from "./source.ts";

/** Which files below a folder are published. Patterns are globs relative to the folder; `!…` takes out. */
export interface SelectRules {
  /** Relative to the root. */
  readonly folder: string;
  /** Empty: every text file. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The rule that decided about a file or folder. */
export type Rule =
  | { readonly kind: "included" | "excluded"; readonly pattern: string }
  | { readonly kind: "hidden"; readonly name: string }
  | { readonly kind: "ignored"; readonly by: string }
  /** A link to a file that is published by itself. */
  | { readonly kind: "twin"; readonly of: string }
  /** Front matter says so. */
  | { readonly kind: "skipped" }
  | { readonly kind: "notIncluded" | "dependencies" | "outside" | "broken" | "unreadable" | "special" };

/** Whether a file is published, and why. A folder that was not looked into ends in `/`. */
export interface Decision {
  readonly path: string;
  readonly published: boolean;
  readonly rule: Rule;
}

const RULE_WORDS: { readonly [K in Rule["kind"]]: (rule: Extract<Rule, { kind: K }>) => string } = {
  included: ({ pattern }) => (pattern === ALL ? "text file" : `include: ${pattern}`),
  excluded: ({ pattern }) => `exclude: ${pattern}`,
  hidden: ({ name }) => `the name ${name} starts with ${name.charAt(0)}`,
  ignored: ({ by }) => `git ignores ${by}`,
  twin: ({ of }) => `a link to ${of}, which is published itself`,
  skipped: () => "its front matter takes it out",
  notIncluded: () => "no include pattern names it",
  dependencies: () => "node_modules",
  outside: () => "a link out of the root folder",
  broken: () => "a link that leads nowhere",
  unreadable: () => "no permission",
  special: () => "not a regular file",
};

function ruleWords<K extends Rule["kind"]>(kind: K, rule: Extract<Rule, { kind: K }>): string {
  return RULE_WORDS[kind](rule);
}

/** A rule in a few words. */
export function describeRule(rule: Rule): string {
  return ruleWords(rule.kind, rule);
}

/** Tells whether a file's name is that of a text that can become a page. */
function isText(path: string): boolean {
  return TEXT_ENDINGS.includes(endingOf(path));
}

const ALL = "**";

/** What one include pattern says of a path that lies below the source's folder. */
interface Candidate {
  readonly include: Pattern;
  readonly unnamed: string | undefined;
  readonly ignored: boolean;
}

function weigh(include: Pattern, path: string, ignored: string | null): Candidate {
  return {
    include,
    unnamed: path
      .split("/")
      .filter(isSpecial)
      .find((name) => !names(include, name)),
    ignored: ignored !== null && !isWithin(include.base, ignored),
  };
}

function hiddenRule(name: string): Rule {
  return name === "node_modules" ? { kind: "dependencies" } : { kind: "hidden", name };
}

function refusal(candidates: readonly Candidate[], ignored: string | null): Rule {
  const named = candidates.find(({ unnamed }) => unnamed === undefined);
  if (named) return { kind: "ignored", by: ignored ?? "" };
  const name = candidates[0]?.unnamed;
  return name === undefined ? { kind: "notIncluded" } : hiddenRule(name);
}

/** The decisions of one source, as one function for every way to ask. */
export interface Selector {
  /** Whether a file below the folder can be published at all; for `Files.list`. */
  readonly enter: Enter;
  /** The rule for one file; links to published files are not known here. */
  decide(entry: FileEntry): Rule;
}

/** Compiles the rules of a source. Node's `node_modules`, hidden names and what git ignores want to be named. */
export function selector(rules: SelectRules): Selector {
  const negated = rules.include.filter((text) => text.startsWith("!")).map((text) => text.slice(1));
  const positive = rules.include.filter((text) => !text.startsWith("!"));
  const includes = (positive.length === 0 ? [ALL] : positive).map(pattern);
  const excludes = [...rules.exclude, ...negated].map(pattern);
  const own = (path: string): string => (rules.folder === "" ? path : path.slice(rules.folder.length + 1));
  const ownIgnored = (ignored: string | null): string | null => (ignored === null ? null : own(ignored));
  const isForbidden = (path: string): boolean =>
    path.split("/").some((name) => FORBIDDEN_FOLDERS.includes(name));

  /** `reach` tells which patterns speak of the path. */
  function judge(path: string, ignored: string | null, reach: (include: Pattern) => boolean): Rule {
    const excluded = excludes.find(({ matches }) => matches(path));
    if (excluded) return { kind: "excluded", pattern: excluded.text };
    const candidates = includes.filter(reach).map((include) => weigh(include, path, ownIgnored(ignored)));
    const chosen = candidates.find((candidate) => candidate.unnamed === undefined && !candidate.ignored);
    return chosen ? { kind: "included", pattern: chosen.include.text } : refusal(candidates, ignored);
  }

  const leadsTo =
    (path: string) =>
    ({ base }: Pattern): boolean =>
      isWithin(path, base) || isWithin(base, path);

  const enter = (folder: string, ignored: string | null): boolean => {
    const path = own(folder);
    return !isForbidden(folder) && judge(path, ignored, leadsTo(path)).kind === "included";
  };

  return {
    enter: Object.assign(enter, { key: JSON.stringify([rules.folder, rules.include, rules.exclude]) }),
    decide({ path, real, ignored, problem }) {
      const isFolder = path.endsWith("/");
      const inside = own(isFolder ? path.slice(0, -1) : path);
      if (problem !== null) return { kind: problem };
      if (isForbidden(real)) return { kind: "outside" };
      const reach = isFolder ? leadsTo(inside) : ({ matches }: Pattern): boolean => matches(inside);
      return judge(inside, ignored, reach);
    },
  };
}

/** A link to a file that is published under its own name makes no second page. */
function withoutTwins(decisions: readonly (Decision & { readonly real: string })[]): readonly Decision[] {
  const owners = new Map<string, string>();
  for (const { path, real, published } of [...decisions].sort(byPath)) {
    if (published && (path === real || !owners.has(real))) owners.set(real, path);
  }
  return decisions.map(({ real, ...decision }) => {
    const owner = owners.get(real);
    const isTwin = decision.published && owner !== undefined && owner !== decision.path;
    return isTwin ? { ...decision, published: false, rule: { kind: "twin", of: owner } } : decision;
  });
}

/** Links that make no page of their own, with the published file each leads to; both relative to the root. */
export function linksOf(decisions: readonly Decision[]): ReadonlyMap<string, string> {
  return new Map(
    decisions.flatMap(({ path, rule }) => (rule.kind === "twin" ? [[path, rule.of] as const] : [])),
  );
}

const COMPLAINTS: { readonly [K in Rule["kind"]]?: "file-link-outside" | "file-link-broken" } = {
  outside: "file-link-outside",
  broken: "file-link-broken",
};

/** What an author should know of files that look published and are not. */
export function selectionMessages(decisions: readonly Decision[]): readonly Message[] {
  return decisions.flatMap(({ path, rule }) => {
    const id = COMPLAINTS[rule.kind];
    if (id !== undefined) return [message(id, {}, path)];
    return rule.kind === "unreadable" ? [message("folder-unreadable", {}, path)] : [];
  });
}

/**
 * Decides about every text file of a listing, and about every folder that was not looked into.
 *
 * @param entries - of `Files.list(rules.folder, selector(rules).enter)`
 */
export function select(entries: readonly FileEntry[], rules: SelectRules): readonly Decision[] {
  const { decide } = selector(rules);
  const shown = entries.filter(
    ({ path }) =>
      isText(path) || (path.endsWith("/") && !FORBIDDEN_FOLDERS.includes(path.split("/").at(-2) ?? "")),
  );
  return withoutTwins(
    shown.map((entry) => {
      const rule = decide(entry);
      return { path: entry.path, real: entry.real, published: rule.kind === "included", rule };
    }),
  );
}
