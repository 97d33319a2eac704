/** Builders of blocks and of the text in them, in canonical form: `toRequests` and the client take them. */
export { markdown } from "./inline.ts";
export * from "./model/builders/blocks.ts";
