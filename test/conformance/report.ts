import type { Observation } from "./case.ts";
import type { Outcome } from "./compare.ts";

const HEADINGS: Readonly<Record<Outcome["kind"], string>> = {
  different: "Answered otherwise than the sandbox assumes",
  failed: "Could not be carried out",
  words: "Answered alike, in other words",
  skipped: "Not asked here",
  same: "Answered as assumed",
};

const ORDER = ["different", "failed", "words", "skipped", "same"] as const;

/** The differences first and in full, what agrees as a count. */
export function report(outcomes: readonly Outcome[]): string {
  const sections = ORDER.flatMap((kind) => {
    const group = outcomes.filter((outcome) => outcome.kind === kind);
    if (group.length === 0) return [];
    const heading = `${HEADINGS[kind]}: ${group.length}`;
    return kind === "same" ? [heading] : [`${heading}\n\n${group.map(entry).join("\n\n")}`];
  });
  return `${sections.join("\n\n")}\n`;
}

function entry(outcome: Outcome): string {
  const { id, title } = outcome.case;
  return [`  ${id}: ${title}.`, ...details(outcome).map((line) => `    ${line}`)].join("\n");
}

function details(outcome: Outcome): readonly string[] {
  if (outcome.kind === "skipped") return [outcome.reason];
  if (outcome.kind === "failed") return [outcome.reason];
  if (outcome.kind === "same") return [];
  return [
    `assumed   ${show(outcome.case.assumes)}`,
    `observed  ${show(outcome.observed)}`,
    `doubt     ${outcome.case.doubt}`,
    `mdnotion  ${outcome.case.otherwise}`,
  ];
}

function show(value: Observation): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
