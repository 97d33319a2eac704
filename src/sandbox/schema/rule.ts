/** What a type of property does with its configuration. */
import type { JsonObject } from "../json.ts";
import type { PropertyConfig } from "../store/nodes.ts";
import type { World } from "../world.ts";

/** The property being made or changed, and those beside it. */
export interface Place {
  readonly world: World;
  readonly sourceId: string;
  readonly wiki: boolean;
  readonly name: string;
  readonly beside: readonly PropertyConfig[];
}

export interface ConfigRule {
  /** @param before the configuration so far, or null for a new property and for one of another type */
  readonly store: (sent: JsonObject, before: JsonObject | null, place: Place) => JsonObject;
  readonly answer?: (config: JsonObject, beside: readonly PropertyConfig[], world: World) => JsonObject;
}
