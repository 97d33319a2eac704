/** Users as the API answers them. */
import type { JsonObject } from "../json.ts";
import type { User } from "../store/nodes.ts";
import type { World } from "../world.ts";

/** What a workspace on a paid plan takes, in bytes. */
const MAX_FILE_BYTES = 5_368_709_120;

/** A user as far as the one who asks may know: the id alone, no e-mail address, about the workspace only of oneself. */
export function answerUser(user: User, world: World): JsonObject {
  const { actor, capabilities } = world;
  if (user.id !== actor && !capabilities.has("readUsers")) {
    return { object: "user", id: user.id };
  }
  const common = { object: "user", id: user.id, name: user.name, avatar_url: null, type: user.type };
  if (user.type === "person") {
    const known = user.email !== null && capabilities.has("readEmails");
    return { ...common, person: known ? { email: user.email } : {} };
  }
  const bot = {
    owner: { type: "workspace", workspace: true },
    workspace_id: world.store.workspace.id,
    workspace_limits: { max_file_upload_size_in_bytes: MAX_FILE_BYTES },
    workspace_name: world.store.workspace.name,
  };
  return { ...common, bot: user.id === actor ? bot : {} };
}
