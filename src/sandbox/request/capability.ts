/** What a connection may be allowed to do. */
export const CAPABILITIES = [
  "readContent",
  "updateContent",
  "insertContent",
  "readComments",
  "insertComments",
  "readUsers",
  "readEmails",
] as const;

export type Capability = (typeof CAPABILITIES)[number];
