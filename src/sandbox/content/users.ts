/** Users as the API answers them. */
import type { JsonObject } from "../json.ts";
import type { User } from "../store/nodes.ts";
import type { World } from "../world.ts";

/** What a workspace on a paid plan takes, in bytes. */
const MAX_FILE_BYTES = 5_368_709_120;

/** A user in full; only the one who asks is told about the workspace. */
export function answerUser(user: User, world: World): JsonObject {
  const common = { object: "user", id: user.id, name: user.name, avatar_url: null, type: user.type };
  if (user.type === "person") {
    return { ...common, person: user.email === null ? {} : { email: user.email } };
  }
  const bot = {
    owner: { type: "workspace", workspace: true },
    workspace_id: world.store.workspace.id,
    workspace_limits: { max_file_upload_size_in_bytes: MAX_FILE_BYTES },
    workspace_name: world.store.workspace.name,
  };
  return { ...common, bot: user.id === world.actor ? bot : {} };
}
