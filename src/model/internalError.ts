/** A mistake of this program, never of a document or of Notion. */
export class InternalError extends Error {
  override readonly name = "InternalError";
}
