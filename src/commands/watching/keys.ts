import type { Watching } from "../../watch.ts";
import type { Teller } from "./human.ts";

/** What keys can do. */
export interface KeyActions {
  readonly watching: Watching;
  readonly teller: Teller;
  /** Shows the page that was published last. */
  open(): void;
  quit(): void;
}

const HELP = "p  publish now · space  pause, go on · o  open the page published last · q  end";

/** What each key does. */
const KEYS: ReadonlyMap<string, (actions: KeyActions) => void> = new Map([
  ["p", ({ watching }) => watching.publishNow()],
  [" ", ({ watching }) => watching.togglePause()],
  ["o", ({ open }) => open()],
  ["q", ({ quit }) => quit()],
  ["?", ({ teller }) => teller.say(HELP)],
  ["h", ({ teller }) => teller.say(HELP)],
]);

/** Does what a key is for; nothing for others. */
export function press(key: string, actions: KeyActions): void {
  KEYS.get(key.toLowerCase())?.(actions);
}
