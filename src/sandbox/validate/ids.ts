const ID = /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i;

/** Whether a text is an id in one of the two forms Notion takes: a UUID with its dashes, or without any. */
export function isId(text: string): boolean {
  return ID.test(text);
}
