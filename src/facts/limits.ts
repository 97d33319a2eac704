/**
 * What one request to the Notion API may hold.
 *
 * Sizes of text are in UTF-16 code units: the server measures them so.
 * Source: https://developers.notion.com/reference/request-limits
 */
export const LIMITS = {
  /** UTF-16 units of `text.content` in one rich text item. */
  textContent: 2000,
  /** UTF-16 units of any URL. */
  url: 2000,
  /** UTF-16 units of an equation, inline or block. */
  equation: 1000,
  /** Items of any array of blocks or of rich text. */
  array: 100,
  /** Blocks in one payload, nested ones included. */
  blocksPerRequest: 1000,
  /** Bytes of one JSON payload. */
  payloadBytes: 500_000,
  /** UTF-16 units of an e-mail address. */
  email: 200,
  /** UTF-16 units of a phone number. */
  phoneNumber: 200,
  /** Options of a multi_select in one request. */
  multiSelect: 100,
  /** Pages of a relation in one request. */
  relation: 100,
  /** People in one request. */
  people: 100,
  /** Results of one page of a paginated list. */
  pageSize: 100,
  /** Bytes of a file sent in one part. */
  singlePartBytes: 20_000_000,
  /** Bytes of a file name, ending included. */
  fileNameBytes: 900,
  /** Milliseconds in which an uploaded file must be attached. */
  attachWindowMs: 3_600_000,
  /** Rows one query can reach. */
  queryRows: 10_000,
  /** Requests per 60 s for a connection of a workspace that is not on a business plan. */
  requestsPerMinute: 180,
  /** Levels of `and`/`or` in a filter. */
  filterDepth: 2,
} as const;
