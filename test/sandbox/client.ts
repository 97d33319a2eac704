import { Client } from "@notionhq/client";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";

/** The official client on a sandbox, without its own retries. */
export function clientOf(
  sandbox: Sandbox,
  auth: string = sandbox.token,
  notionVersion: "2025-09-03" | "2026-03-11" = "2026-03-11",
): Client {
  return new Client({
    auth,
    notionVersion,
    retry: false,
    fetch: sandbox.fetch,
    logger: () => {},
  });
}

export function setUp(options: SandboxOptions = {}): {
  readonly sandbox: Sandbox;
  readonly notion: Client;
  /** The client of a person who sees everything. */
  readonly person: Client;
} {
  const sandbox = createSandbox(options);
  return { sandbox, notion: clientOf(sandbox), person: clientOf(sandbox, sandbox.personToken) };
}

/** A plain text run. */
export const text = (content: string): { readonly text: { readonly content: string } } => ({
  text: { content },
});

/** A paragraph block. */
export const paragraph = (content: string) => ({ paragraph: { rich_text: [text(content)] } });
