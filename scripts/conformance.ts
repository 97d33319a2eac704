// Asks a workspace of yours what the sandbox only assumes:
//
//     NOTION_TOKEN=ntn_… MDNOTION_CONFORMANCE_PAGE=<page URL or id> npm run conformance [-- <case>…]
//
// Without a token it asks the sandbox, which has to agree with itself.
import { Client, extractNotionId, LogLevel } from "@notionhq/client";
import type { Outcome } from "../test/conformance/compare.ts";
import { report } from "../test/conformance/report.ts";
import { type Place, run } from "../test/conformance/run.ts";
import { sandboxPlace, VERSION } from "../test/conformance/sandbox.ts";
import { SUITE } from "../test/conformance/suite.ts";

const NEEDED = `No workspace was asked. To ask one, set

  NOTION_TOKEN               the token of a connection that may read, insert and update content, and read and
                             insert comments
  MDNOTION_CONFORMANCE_PAGE  URL or id of a page shared with it; the run makes one page below it and puts that
                             in the trash at the end

A run takes some 450 requests, about four minutes, and makes some 1,500 blocks, which in a free workspace with
several members count against the limit for good. The sandbox answers instead:
`;

const SIGNS: Readonly<Record<Outcome["kind"], string>> = {
  same: ".",
  words: "w",
  different: "D",
  failed: "F",
  skipped: "-",
};

function place(): Omit<Place, "onOutcome"> {
  const { NOTION_TOKEN, NOTION_API_KEY, NOTION_BASE_URL, MDNOTION_CONFORMANCE_PAGE } = process.env;
  const token = NOTION_TOKEN ?? NOTION_API_KEY ?? "";
  const target = MDNOTION_CONFORMANCE_PAGE ?? "";
  if (token === "" || target === "") {
    console.log(NEEDED);
    return sandboxPlace();
  }
  const pageId = extractNotionId(target);
  if (pageId === null) throw new Error("MDNOTION_CONFORMANCE_PAGE is neither the URL nor the id of a page.");
  const client = new Client({
    auth: token,
    notionVersion: VERSION,
    logLevel: LogLevel.ERROR,
    ...(NOTION_BASE_URL === undefined ? {} : { baseUrl: NOTION_BASE_URL }),
  });
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  return { kind: "real", client, pageId, wait };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !SUITE.some((item) => item.id === id));
if (unknown.length > 0) {
  console.error(
    `No case has the id ${unknown.join(", ")}. The ids: ${SUITE.map(({ id }) => id).join(", ")}.`,
  );
  process.exitCode = 3;
} else {
  const cases = wanted.length === 0 ? SUITE : SUITE.filter(({ id }) => wanted.includes(id));
  const onOutcome = ({ kind }: Outcome) => process.stderr.write(SIGNS[kind]);
  const outcomes = await run(cases, { ...place(), onOutcome });
  process.stderr.write("\n\n");
  console.log(report(outcomes));
  process.exitCode = outcomes.some(({ kind }) => kind === "different" || kind === "failed") ? 1 : 0;
}
