import type { MessageId } from "../../src/facts/messages.ts";
import type { Message, Place } from "../../src/model/message.ts";
import type { PageReport, Report } from "../../src/model/report.ts";
import type { Palette } from "../../src/report/palette.ts";

/** A palette that shows itself, so that a test sees what is set off. */
export const MARKED: Palette = {
  bold: (text) => `*${text}*`,
  dim: (text) => `(${text})`,
  red: (text) => `R<${text}>`,
  green: (text) => `G<${text}>`,
  yellow: (text) => `Y<${text}>`,
  blue: (text) => `B<${text}>`,
};

export function place(line: number, column = 1, more: Partial<Place> = {}): Place {
  return { line, column, endLine: line, endColumn: column + 4, ...more };
}

export function complaint(
  path: string | null,
  at: Place | null,
  more: Partial<Message> & { readonly id?: MessageId } = {},
): Message {
  return {
    id: "link-not-found",
    severity: "warn",
    about: "document",
    path,
    place: at,
    says: "The link leads nowhere.",
    fix: "Correct the path.",
    ...more,
  };
}

export function pageReport(
  path: string,
  status: PageReport["status"],
  more: Partial<PageReport> = {},
): PageReport {
  return {
    key: path,
    path,
    title: path,
    status,
    reason: "",
    id: null,
    url: null,
    ...more,
  };
}

export function report(more: Partial<Report> = {}): Report {
  return {
    pages: [],
    messages: [],
    requests: { run: 0, read: 0, plan: 0, repeated: 0 },
    newBlocks: 0,
    milliseconds: 1234,
    stop: null,
    ...more,
  };
}
