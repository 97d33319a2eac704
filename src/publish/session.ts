import { type MemoryStore, signatureOf, storeKeeper } from "../files/index.ts";
import type { LayoutPage } from "../files/layout.ts";
import type { StorePaths } from "../files/store.ts";
import type { Inputs } from "../model/draft.ts";
import type { Sandbox } from "../sandbox/index.ts";
import { type Connection, type ConnectRequest, connect } from "./connect.ts";
import { concernedBy, type MayDiffer } from "./touched.ts";

/** What one who publishes again and again keeps from run to run: the memory, the connection, the local Notion. */
export interface Session {
  /** The memory; read anew only where somebody else wrote it meanwhile. */
  openStore(paths: StorePaths): MemoryStore;
  /** The connection, made once. Its pace counts over all runs. */
  connect(request: ConnectRequest): Promise<Connection>;
  /** The local Notion; opened anew only where somebody else wrote it meanwhile. */
  sandbox(file: string, open: () => Promise<Sandbox>): Promise<Sandbox>;
  /** Which pages the next run has to compare, by the files that were touched. */
  mayDiffer(pages: readonly LayoutPage[], inputs: Iterable<Inputs | null>): MayDiffer;
}

/** A session with the say of its owner. */
export interface OwnSession extends Session {
  /** Says what happened to files since the last run. @param paths - relative to the root; null: anything */
  touch(paths: ReadonlySet<string> | null): void;
  /** Remembers how the local Notion's file was left, so as to see when somebody else writes it. */
  rest(): Promise<void>;
  /** The local Notion; null where none was asked for. */
  local(): Sandbox | null;
}

const EVERYTHING: MayDiffer = () => true;

/** Pages in which nothing but texts can differ are as alike as these. */
function shapeOf({ key, name, parent, path }: LayoutPage): string {
  return `${key}\0${path}\0${name}\0${parent.kind === "page" ? parent.key : ""}`;
}

function connectionKeeper(): Session["connect"] {
  let listen: ConnectRequest["onEvent"] = () => undefined;
  let made: Promise<Connection> | null = null;
  return async (request) => {
    listen = request.onEvent;
    if (made !== null) {
      const connection = await made;
      const { repeated, sent } = connection.wire;
      return { ...connection, before: { repeated, sent } };
    }
    made = connect({ ...request, onEvent: (event) => listen(event) });
    try {
      return await made;
    } catch (error) {
      made = null;
      throw error;
    }
  };
}

/** A session; one configuration's, since its connection paces as that says. */
export function createSession(): OwnSession {
  let touched: ReadonlySet<string> | null = null;
  let shape: readonly string[] = [];
  let local: { readonly file: string; readonly sandbox: Sandbox; state: string } | null = null;
  return {
    openStore: storeKeeper(),
    connect: connectionKeeper(),
    async sandbox(file, open) {
      if (local?.file !== file || local.state !== signatureOf(file)) {
        local = { file, sandbox: await open(), state: "" };
      }
      return local.sandbox;
    },
    mayDiffer(pages, inputs) {
      const now = pages.map(shapeOf);
      const isSame = now.length === shape.length && now.every((one, index) => one === shape[index]);
      shape = now;
      return isSame && touched !== null ? concernedBy(touched, pages, inputs) : EVERYTHING;
    },
    touch: (paths) => {
      touched = paths;
    },
    local: () => local?.sandbox ?? null,
    async rest() {
      if (local === null) return;
      await local.sandbox.settled();
      local.state = signatureOf(local.file);
    },
  };
}
