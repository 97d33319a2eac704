/** Every route, under the name of the SDK's own record of it. */
import { blockRoutes } from "./blocks.ts";
import { commentRoutes } from "./comments.ts";
import { customEmojiRoutes } from "./customEmojis.ts";
import { databaseRoutes } from "./databases.ts";
import { dataSourceRoutes } from "./dataSources.ts";
import { fileUploadRoutes } from "./fileUploads.ts";
import { pageRoutes } from "./pages.ts";
import type { Method, Route } from "./route.ts";
import { searchRoutes } from "./search.ts";
import { userRoutes } from "./users.ts";

export const ROUTES = {
  ...userRoutes,
  ...pageRoutes,
  ...databaseRoutes,
  ...dataSourceRoutes,
  ...blockRoutes,
  ...commentRoutes,
  ...searchRoutes,
  ...customEmojiRoutes,
  ...fileUploadRoutes,
} as const satisfies Record<string, Route>;

/**
 * Routes of the API that the sandbox does not have. They are answered with a sentence that says so, while a
 * path that is no route at all is refused as the server refuses it.
 */
export const ABSENT: readonly { readonly method: Method; readonly path: string }[] = [
  { method: "get", path: "pages/{page_id}/markdown" },
  { method: "patch", path: "pages/{page_id}/markdown" },
  { method: "post", path: "blocks/meeting_notes" },
  { method: "post", path: "blocks/meeting_notes/query" },
  { method: "patch", path: "comments/{comment_id}" },
  { method: "delete", path: "comments/{comment_id}" },
  { method: "post", path: "file_uploads/{file_upload_id}/complete" },
];

/** Resources it does not have any route of, by the first part of their paths. */
export const ABSENT_RESOURCES: readonly string[] = [
  "agents",
  "async_tasks",
  "external_agent_stub",
  "oauth",
  "sessions",
  "threads",
  "views",
];
