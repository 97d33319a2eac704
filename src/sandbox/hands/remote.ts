/** The hands of a person in another process: `POST /hands/<act>` with the arguments as a JSON list. */
import { isArray, isObject, type Json, type JsonObject } from "../json.ts";
import type { Place } from "../store/store.ts";
import type { Hands } from "./index.ts";

/** The arguments of a call, each read as what it should be. */
interface Arguments {
  text(index: number): string;
  number(index: number): number;
  flag(index: number): boolean;
  object(index: number): JsonObject;
  list(index: number): readonly Json[];
  /** The end unless told. */
  place(index: number): Place;
  /** From this one on, each a list of texts. */
  groups(): readonly (readonly string[])[];
}

const texts = (list: readonly Json[]): readonly string[] => list.filter((one) => typeof one === "string");

function argumentsOf(values: readonly Json[]): Arguments {
  const wrong = (index: number, what: string): Error =>
    new Error(
      `Argument ${index + 1} should be ${what}, instead was ${JSON.stringify(values[index]) ?? "missing"}.`,
    );
  const object = (index: number): JsonObject => {
    const value = values[index];
    if (!isObject(value)) {
      throw wrong(index, "an object");
    }
    return value;
  };
  const text = (index: number): string => {
    const value = values[index];
    if (typeof value !== "string") {
      throw wrong(index, "a text");
    }
    return value;
  };
  return {
    text,
    object,
    number: (index) => {
      const value = values[index];
      if (typeof value !== "number") {
        throw wrong(index, "a number");
      }
      return value;
    },
    flag: (index) => values[index] === true,
    list: (index) => {
      const value = values[index];
      if (!isArray(value)) {
        throw wrong(index, "a list");
      }
      return value;
    },
    place: (index) => {
      const value = values[index] ?? "end";
      if (value === "start" || value === "end") {
        return value;
      }
      const after = object(index)["after"];
      if (typeof after !== "string") {
        throw wrong(index, '"start", "end" or {"after": "<id>"}');
      }
      return { after };
    },
    groups: () => values.filter(isArray).map(texts),
  };
}

const ACTS: { readonly [Act in keyof Hands]: (hands: Hands, args: Arguments) => ReturnType<Hands[Act]> } = {
  add: (hands, args) => hands.add(args.text(0), args.list(1), args.place(2)),
  insert: (hands, args) => hands.insert(args.text(0), args.text(1), args.object(2), args.place(3)),
  edit: (hands, args) => hands.edit(args.text(0), args.object(1)),
  write: (hands, args) => hands.write(args.text(0), args.text(1)),
  split: (hands, args) => hands.split(args.text(0), args.number(1)),
  turnInto: (hands, args) => hands.turnInto(args.text(0), args.text(1)),
  duplicate: (hands, args) => hands.duplicate(args.text(0)),
  move: (hands, args) => hands.move(args.text(0), args.text(1), args.place(2)),
  wrap: (hands, args) => hands.wrap(texts(args.list(0)), args.object(1)),
  columns: (hands, args) => hands.columns(...args.groups()),
  trash: (hands, args) => hands.trash(args.text(0)),
  restore: (hands, args) => hands.restore(args.text(0)),
  rename: (hands, args) => hands.rename(args.text(0), args.text(1)),
  decorate: (hands, args) => hands.decorate(args.text(0), args.object(1)),
  setProperties: (hands, args) => hands.setProperties(args.text(0), args.object(1)),
  changeSchema: (hands, args) => hands.changeSchema(args.text(0), args.object(1)),
  renameOption: (hands, args) => hands.renameOption(args.text(0), args.text(1), args.text(2), args.text(3)),
  share: (hands, args) => hands.share(args.text(0), args.flag(1)),
  comment: (hands, args) => hands.comment(args.text(0), args.text(1)),
  reply: (hands, args) => hands.reply(args.text(0), args.text(1)),
  resolve: (hands, args) => hands.resolve(args.text(0)),
};

const isAct = (name: string): name is keyof Hands => Object.hasOwn(ACTS, name);

/**
 * Does what is asked.
 *
 * @param body the arguments, as `hands` takes them
 * @returns what the act gives, such as an id
 * @throws Error for an act there is not, for arguments that do not fit, and where the act is not possible
 */
export function actRemotely(hands: Hands, name: string, body: unknown): unknown {
  if (!isAct(name)) {
    throw new Error(`There is no act \`${name}\`. There are: ${Object.keys(ACTS).join(", ")}.`);
  }
  if (!isArray(body)) {
    throw new Error("The body should be a JSON list of arguments.");
  }
  return ACTS[name](hands, argumentsOf(body));
}
