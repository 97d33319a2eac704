import type { Block } from "../../src/model/block.ts";
import { toRequests } from "../../src/requests.ts";
import { type Violation, validateBody } from "../../src/sandbox/validate/index.ts";

/** What the schemas of the SDK's types say against the requests that make these blocks; nothing for good ones. */
export function violationsOf(blocks: readonly Block[]): readonly Violation[] {
  return toRequests(blocks).flatMap((request) => {
    if (request.kind === "list") return [];
    const { children } = request;
    return validateBody("AppendBlockChildrenBodyParameters", { children, position: { type: "end" } });
  });
}
