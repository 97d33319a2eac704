import type { Nodes, RootContent } from "mdast";
import type { CompileContext, Extension } from "mdast-util-from-markdown";
import type { Token, TokenType } from "micromark-util-types";

const exit = function (this: CompileContext, made: Token): undefined {
  this.exit(made);
};

/** Makes one node of each token of a type. */
export function nodesOf(token: TokenType, make: (source: string) => Nodes): Extension {
  const enter = function (this: CompileContext, made: Token): undefined {
    this.enter(make(this.sliceSerialize(made)), made);
  };
  return { enter: { [token]: enter }, exit: { [token]: exit } };
}

/** Tells where a block stands that is none, so that the text can be read again without it. */
export function brokenBlocks(token: TokenType, make: (source: string) => RootContent): Extension {
  const enter = function (this: CompileContext, made: Token): undefined {
    const [root] = this.stack;
    if (root?.type === "root") {
      const known = root.data?.broken ?? [];
      root.data = { ...root.data, broken: [...known, made.start.offset] };
    }
    this.enter(make(this.sliceSerialize(made)), made);
  };
  return { enter: { [token]: enter }, exit: { [token]: exit } };
}

/** Several extensions as one. */
export function combined(...extensions: readonly Extension[]): Extension {
  return {
    enter: Object.assign({}, ...extensions.map(({ enter }) => enter)),
    exit: Object.assign({}, ...extensions.map(({ exit }) => exit)),
  };
}

declare module "mdast" {
  interface RootData {
    /** Offsets at which blocks of a dialect begin that turned out to be none. */
    broken?: readonly number[];
  }
}
