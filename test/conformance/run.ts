import { type Client, isFullPage } from "@notionhq/client";
import type { Case, World } from "./case.ts";
import { compare, type Outcome } from "./compare.ts";

export type Place = {
  readonly client: Client;
  /** The page below which the run makes its own, and which is otherwise left alone. */
  readonly pageId: string;
  readonly kind: "sandbox" | "real";
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Called when the page of a case was made, before the case begins. */
  readonly settle?: () => Promise<void>;
  /** Called as each case ends. */
  readonly onOutcome?: (outcome: Outcome) => void;
};

/**
 * Runs the cases one after the other, each on a page of its own below a page of the run, which goes to the
 * trash at the end, whatever happened.
 */
export async function run(cases: readonly Case[], place: Place): Promise<readonly Outcome[]> {
  const home = await newPage(place, place.pageId, "Conformance run (goes to the trash by itself)");
  try {
    await place.settle?.();
    const outcomes: Outcome[] = [];
    for (const item of cases) {
      const outcome = await runCase(item, place, home);
      place.onOutcome?.(outcome);
      outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    await place.client.pages.update({ page_id: home, in_trash: true });
  }
}

async function runCase(item: Case, place: Place, home: string): Promise<Outcome> {
  if (item.needs !== undefined && place.kind === "sandbox") {
    return { kind: "skipped", case: item, reason: item.needs.reason };
  }
  try {
    const pageId = await newPage(place, home, item.id);
    await place.settle?.();
    const world: World = { client: place.client, pageId, wait: place.wait };
    const observed = await item.run(world);
    return { kind: compare(item.assumes, observed), case: item, observed };
  } catch (error) {
    return { kind: "failed", case: item, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function newPage({ client }: Place, parent: string, title: string): Promise<string> {
  const made = await client.pages.create({
    parent: { page_id: parent },
    properties: { title: { title: [{ text: { content: title } }] } },
  });
  if (!isFullPage(made)) throw new Error("The connection needs the capability to read content.");
  return made.id;
}
