import type { Message } from "../../model/message.ts";
import type { PageKey } from "../../model/pending.ts";
import type { PageReport } from "../../model/report.ts";
import type { LivePage, LiveSite } from "../../preview/live.ts";
import type { PublishResult } from "../../publish/types.ts";

/** What the rounds so far tell the live preview. */
export interface LiveState {
  /** Takes a round in. @param paths - what was touched; null: everything was looked at */
  take(result: PublishResult, paths: readonly string[] | null): void;
  site(): LiveSite;
}

/** The page of the nearest folder above. */
function parentOf(key: PageKey, byKey: ReadonlyMap<PageKey, PageReport>): string | null {
  const parts = key.replace(/\/$/, "").split("/");
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const folder = byKey.get(`${parts.slice(0, depth).join("/")}/`);
    if (folder !== undefined && folder.id !== null) return folder.id;
  }
  return null;
}

function messagesOf({ plan, report }: PublishResult): readonly Message[] {
  const planned = plan?.pages.flatMap((page) => page.messages) ?? [];
  return [...new Map([...report.messages, ...planned].map((one) => [JSON.stringify(one), one])).values()];
}

/** Keeps what is known of the pages from round to round: a round tells of what it looked at. */
export function createLiveState(): LiveState {
  let state = 0;
  let pages: readonly PageReport[] = [];
  let messages: readonly Message[] = [];
  return {
    take(result, paths) {
      state += 1;
      const told = result.report.pages.filter(({ status }) => status !== "withdrawn");
      // A round that was stopped early tells of no page.
      if (told.length > 0) pages = told;
      const looked = new Set([
        ...(paths ?? []),
        ...result.report.pages.flatMap(({ path, status }) =>
          status === "unchanged" || path === null ? [] : [path],
        ),
      ]);
      const kept = messages.filter(({ path }) => paths !== null && path !== null && !looked.has(path));
      messages = [...kept, ...messagesOf(result)];
    },
    site() {
      const byKey = new Map(pages.map((page) => [page.key, page]));
      const shown = pages.flatMap((page): readonly LivePage[] => {
        if (page.id === null) return [];
        const own = messages.filter(({ path }) => path !== null && path === page.path);
        return [
          {
            id: page.id,
            title: page.title,
            icon: null,
            parent: parentOf(page.key, byKey),
            messages: own,
          },
        ];
      });
      const paths = new Set(pages.flatMap(({ id, path }) => (id === null || path === null ? [] : [path])));
      const others = messages.filter(({ path }) => path === null || !paths.has(path));
      return { state, pages: shown, messages: others };
    },
  };
}
