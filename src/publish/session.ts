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
  /** Whether there is a connection already. */
  isConnected(): boolean;
  /** The local Notion; opened anew only where somebody else wrote it meanwhile. */
  sandbox(file: string, open: () => Promise<Sandbox>): Promise<Sandbox>;
  /** Which pages the next run has to compare, by the files that were touched. */
  mayDiffer(pages: readonly LayoutPage[], inputs: () => Iterable<Inputs | null>): MayDiffer;
}

/** A session with the say of its owner. */
export interface OwnSession extends Session {
  /** Says what happened to files since the last run. @param paths - relative to the root; null: anything */
  touch(paths: ReadonlySet<string> | null): void;
  /**
   * Ends a run: remembers how the local Notion's file was left, so as to see when somebody else writes it.
   *
   * @param isWhole - whether the run got to its end, so that every page was compared
   */
  rest(isWhole: boolean): Promise<void>;
  /** The local Notion; null where none was asked for. */
  local(): Sandbox | null;
}

const EVERYTHING: MayDiffer = () => true;

function connectionKeeper(): Pick<Session, "connect" | "isConnected"> {
  let listen: ConnectRequest["onEvent"] = () => undefined;
  let connection: Connection | null = null;
  return {
    isConnected: () => connection !== null,
    async connect(request) {
      listen = request.onEvent;
      if (connection === null) {
        connection = await connect({ ...request, onEvent: (event) => listen(event) });
        return connection;
      }
      const { repeated, sent } = connection.wire;
      return { ...connection, before: { repeated, sent } };
    },
  };
}

/** A session; one configuration's, since its connection paces as that says. */
export function createSession(): OwnSession {
  let touched: ReadonlySet<string> | null = null;
  let comparing: readonly LayoutPage[] | null = null;
  let compared: readonly LayoutPage[] | null = null;
  let local: { readonly file: string; readonly sandbox: Sandbox; state: string } | null = null;
  return {
    openStore: storeKeeper(),
    ...connectionKeeper(),
    async sandbox(file, open) {
      if (local?.file !== file || local.state !== signatureOf(file)) {
        local = { file, sandbox: await open(), state: "" };
      }
      return local.sandbox;
    },
    mayDiffer(pages, inputs) {
      comparing = pages;
      if (compared === null || touched === null) return EVERYTHING;
      return concernedBy(touched, compared, pages, inputs);
    },
    touch: (paths) => {
      touched = paths;
    },
    local: () => local?.sandbox ?? null,
    async rest(isWhole) {
      if (isWhole) compared = comparing;
      if (local === null) return;
      await local.sandbox.settled();
      local.state = signatureOf(local.file);
    },
  };
}
