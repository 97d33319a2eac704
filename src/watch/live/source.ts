import type { Cover, FileSource, Icon, SnapshotBlock } from "../../model/block.ts";
import { needKey, noAnswers } from "../../model/need.ts";
import { createWire, type Wire } from "../../notion/client.ts";
import type { PreviewPage } from "../../preview/page.ts";
import type { World } from "../../publish/types.ts";
import { answerNeeds } from "../../read/index.ts";
import type { Sandbox } from "../../sandbox/index.ts";

/** Larger pictures are named instead: the document holds what it shows. */
const BYTES_MAX = 2_000_000;

const CONCURRENCY = 8;

/** A page with the pictures it shows, as `data:` URLs by their addresses. */
export interface SourcePage {
  readonly page: Omit<PreviewPage, "parent" | "messages">;
  readonly pictures: ReadonlyMap<string, string>;
}

/** The pages of a local Notion, read as any other client reads them. */
export interface LiveSource {
  /** @returns null when there is no such page */
  page(id: string): Promise<SourcePage | null>;
}

function wireTo(sandbox: Sandbox, world: World): Wire {
  return createWire({
    token: sandbox.token,
    fetch: sandbox.fetch,
    now: () => world.now(),
    sleep: (milliseconds, signal) => world.sleep(milliseconds, signal),
    random: () => world.random(),
    perMinute: Number.MAX_SAFE_INTEGER,
    signal: world.signal,
  });
}

function urlIn(source: FileSource | Icon | Cover | null): readonly string[] {
  return source !== null && "file" in source ? [source.file.url] : [];
}

function picturesIn(blocks: readonly SnapshotBlock[] | null): readonly string[] {
  return (blocks ?? []).flatMap((block) => {
    if (block.type === "foreign") return [];
    const own = block.type === "image" ? urlIn(block.value) : [];
    const icon = block.type === "callout" ? urlIn(block.value.icon ?? null) : [];
    return [...own, ...icon, ...picturesIn(block.children)];
  });
}

async function dataUrl(url: string, sandbox: Sandbox): Promise<string | null> {
  const answer = await sandbox.fetch(url);
  const type = answer.headers.get("content-type") ?? "";
  if (!answer.ok || !type.startsWith("image/")) return null;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return bytes.length > BYTES_MAX ? null : `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}

/** @param current - the local Notion; another object once somebody else wrote its file */
export function liveSource(current: () => Sandbox | null, world: World): LiveSource {
  let known: { readonly sandbox: Sandbox; readonly wire: Wire } | null = null;
  return {
    async page(id) {
      const sandbox = current();
      if (sandbox === null) return null;
      if (known?.sandbox !== sandbox) known = { sandbox, wire: wireTo(sandbox, world) };
      const reading = {
        wire: known.wire,
        sleep: (milliseconds: number, signal?: AbortSignal) => world.sleep(milliseconds, signal),
        signal: world.signal,
        concurrency: CONCURRENCY,
        lists: {},
      };
      const needs = [
        { kind: "page", page: id },
        { kind: "children", block: id, deep: true },
      ] as const;
      const answers = await answerNeeds(needs, noAnswers(), reading);
      const page = answers.page.get(needKey(needs[0])) ?? null;
      if (page === null || page.inTrash) return null;
      const blocks = answers.children.get(needKey(needs[1])) ?? [];
      const urls = [...urlIn(page.icon), ...urlIn(page.cover), ...picturesIn(blocks)];
      const pictures = new Map<string, string>();
      for (const url of new Set(urls)) {
        const data = await dataUrl(url, sandbox);
        if (data !== null) pictures.set(url, data);
      }
      const { cover, icon, title } = page;
      return { page: { id, title, icon, cover, blocks }, pictures };
    },
  };
}
