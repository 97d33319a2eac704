/**
 * How the sandbox answers where the real Notion's answers vary on record or are not known. A client must be
 * right under every one of them.
 */
export interface Answers {
  /** The form of a link to a page or block inside text. */
  readonly internalLinks: "sent" | "path" | "notion.so" | "notion.com" | "app.notion.com";
  /** The form of a page's `url`. */
  readonly pageUrls: "notion.so" | "app.notion.com";
  /** Neighbouring runs of one format come back as one. */
  readonly mergeRuns: boolean;
  /** The icon of a callout that was created without one; null for none. */
  readonly calloutIcon: string | null;
  /** A built-in icon comes back as such or as the address of its drawing. */
  readonly nativeIcons: "icon" | "external";
  /** A column created without a width comes back without one or with its share. */
  readonly columnRatios: "sent" | "filled";
  /** Deleting what is in the trash. */
  readonly secondDelete: "refuse" | "accept";
  /** An append answers with the new blocks alone or with the later siblings too. */
  readonly appendResults: "new" | "following";
  /** Whether a change of a page's blocks is a change of the page. */
  readonly pageTimes: "bump" | "keep";
  /** Schemes a link in text may have. */
  readonly linkSchemes: readonly string[];
  /** External images whose address names no image type. */
  readonly plainImages: "refuse" | "accept";
  /** Whether `erase_content` takes child pages too. */
  readonly eraseContent: "all" | "keepPages";
  /** Whether what lies under something trashed says that it is in the trash. */
  readonly trashedSubtree: "says" | "hides";
  /** Whether a date says the time zone it was written with, or has it in its offset alone. */
  readonly timeZones: "kept" | "offset";
  /** Options that a change of the schema does not name. */
  readonly missingOptions: "deleted" | "kept";
  /** The order of rows a query does not sort. */
  readonly rowOrder: "oldest" | "newest";
  /** Whether filters of text tell capitals from small letters. */
  readonly textFilters: "folded" | "exact";
}

export const DEFAULT_ANSWERS: Answers = {
  internalLinks: "path",
  pageUrls: "notion.so",
  mergeRuns: false,
  calloutIcon: null,
  nativeIcons: "icon",
  columnRatios: "sent",
  secondDelete: "refuse",
  appendResults: "new",
  pageTimes: "bump",
  linkSchemes: ["http:", "https:", "mailto:"],
  plainImages: "refuse",
  eraseContent: "all",
  trashedSubtree: "says",
  timeZones: "offset",
  missingOptions: "deleted",
  rowOrder: "newest",
  textFilters: "folded",
};
