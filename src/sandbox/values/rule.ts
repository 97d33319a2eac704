/** What a type of property does with its values. */
import type { Json } from "../json.ts";
import type { PropertyConfig } from "../store/nodes.ts";
import type { World } from "../world.ts";

/** Where a value is written. */
export interface Spot {
  readonly world: World;
  readonly sourceId: string;
  readonly rowId: string;
  /** What the request calls the property: its name or its id. */
  readonly key: string;
  /** The value's place in the body, for messages. */
  readonly path: string;
  /** What the row has under this property so far, or null. */
  readonly before: Json;
  /** The property as it is now: a write may add options to it. */
  property(): PropertyConfig;
}

export interface ValueRule {
  /** What a row has that was never given a value. */
  readonly empty: Json;
  /** @throws Refusal for a value that is not taken */
  readonly store: (sent: Json, spot: Spot) => Json;
  /** The whole value as the API answers it. */
  readonly answer: (stored: Json, property: PropertyConfig, world: World) => Json;
}
