/** Every request we make, in our own terms: one function, one request (a list: one per 100 items). */
export * from "./dataSourceCalls.ts";
export * from "./readCalls.ts";
export * from "./writeCalls.ts";
