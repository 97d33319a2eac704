/** Users of the workspace. */
import { answerUser } from "../content/users.ts";
import { notFound } from "../refusal.ts";
import type { User } from "../store/nodes.ts";
import type { World } from "../world.ts";
import { listPage } from "./list.ts";
import { type Answer, type Call, idIn, type Route } from "./route.ts";

function userWith(id: string, world: World): User {
  const user = world.store.users.get(id);
  if (user === undefined) {
    throw notFound("user", id);
  }
  return user;
}

function me(call: Call): Answer {
  return { body: answerUser(userWith(call.world.actor, call.world), call.world) };
}

function retrieve(call: Call): Answer {
  return { body: answerUser(userWith(idIn(call, "user_id"), call.world), call.world) };
}

function list(call: Call): Answer {
  const users = [...call.world.store.users.values()];
  return { body: listPage("user", users, call.query, (user) => answerUser(user, call.world)) };
}

export const userRoutes = {
  getSelf: { method: "get", path: "users/me", query: null, body: null, handle: me },
  getUser: { method: "get", path: "users/{user_id}", query: null, body: null, handle: retrieve },
  listUsers: { method: "get", path: "users", query: "ListUsersQueryParameters", body: null, handle: list },
} as const satisfies Record<string, Route>;
