import { join, relative, sep } from "node:path";
import type { Message } from "../model/message.ts";
import type { PublishResult } from "../publish/types.ts";

/** Paths of the root as seen from the working directory, so that a terminal or editor can open them. */
export type Here = (path: string) => string;

/**
 * @param root - absolute
 * @param cwd - absolute
 */
export function hereFrom(root: string, cwd: string): Here {
  return (path) => {
    const seen = relative(cwd, join(root, path)).split(sep).join("/");
    return path.endsWith("/") && seen !== "" ? `${seen}/` : seen || ".";
  };
}

/** Messages with their files as seen from here. */
export function messagesHere(messages: readonly Message[], here: Here): readonly Message[] {
  return messages.map((message) => {
    const { path, place } = message;
    const inner = place?.path === undefined ? place : { ...place, path: here(place.path) };
    return { ...message, path: path === null ? null : here(path), place: inner };
  });
}

function pagesHere<P extends { readonly path: string | null }>(
  pages: readonly P[],
  here: Here,
): readonly P[] {
  return pages.map((page) => ({ ...page, path: page.path === null ? null : here(page.path) }));
}

/** A result with its files as seen from here. */
export function resultHere({ plan, report }: PublishResult, here: Here): PublishResult {
  return {
    plan: plan === null ? null : { ...plan, pages: pagesHere(plan.pages, here) },
    report: { ...report, pages: pagesHere(report.pages, here) },
  };
}
