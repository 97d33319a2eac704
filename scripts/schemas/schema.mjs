import ts from "typescript";

/** Aliases of a plain string that mean more than their type says. */
const formats = { IdRequest: { type: "string", format: "uuid" } };

/**
 * The schemas of the named types and of everything they refer to.
 *
 * @param {Map<string, {file: string, node: ts.TypeNode}>} types
 * @param {readonly string[]} roots
 * @returns {[string, object][]} sorted by name
 */
export function collect(types, roots) {
  const found = new Map();
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    const type = types.get(name);
    if (type === undefined) throw new Error(`${name} is declared nowhere`);
    found.set(name, formats[name] ?? toSchema(type.node, { types, refer: (other) => queue.push(other) }));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** One function per kind of type node; a kind without one is an error, not a silent "anything". */
const converters = {
  [ts.SyntaxKind.StringKeyword]: () => ({ type: "string" }),
  [ts.SyntaxKind.NumberKeyword]: () => ({ type: "number" }),
  [ts.SyntaxKind.BooleanKeyword]: () => ({ type: "boolean" }),
  [ts.SyntaxKind.ParenthesizedType]: (node, context) => toSchema(node.type, context),
  [ts.SyntaxKind.LiteralType]: ({ literal }) => literalSchema(literal),
  [ts.SyntaxKind.ArrayType]: (node, context) => ({
    type: "array",
    items: toSchema(node.elementType, context),
  }),
  [ts.SyntaxKind.TypeReference]: referenceSchema,
  [ts.SyntaxKind.TypeLiteral]: objectSchema,
  [ts.SyntaxKind.UnionType]: (node, context) => union(node.types.map((type) => toSchema(type, context))),
  [ts.SyntaxKind.IntersectionType]: (node, context) =>
    union(product(node.types.map((type) => branches(type, context))).map(merge)),
};

function toSchema(node, context) {
  const convert = converters[node.kind];
  if (convert === undefined) throw new Error(`no schema for ${ts.SyntaxKind[node.kind]}: ${node.getText()}`);
  return convert(node, context);
}

function literalSchema(literal) {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return { type: "null" };
  return { const: JSON.parse(literal.getText()) };
}

function referenceSchema(node, context) {
  const name = node.typeName.getText();
  const [first, second] = node.typeArguments ?? [];
  if (name === "Array") return { type: "array", items: toSchema(first, context) };
  if (name === "Record") {
    const values = second.kind === ts.SyntaxKind.NeverKeyword ? false : toSchema(second, context);
    return { type: "object", properties: {}, required: [], additionalProperties: values };
  }
  context.refer(name);
  return { $ref: `#/$defs/${name}` };
}

function objectSchema(node, context) {
  const properties = {};
  const required = [];
  for (const member of node.members) {
    if (!ts.isPropertySignature(member)) throw new Error(`no schema for the member ${member.getText()}`);
    const name = member.name.text;
    properties[name] = toSchema(member.type, context);
    if (member.questionToken === undefined) required.push(name);
  }
  return { type: "object", properties, required, additionalProperties: false };
}

/** A union in one level; texts among its members become one enum. */
function union(schemas) {
  const members = schemas.flatMap((schema) => schema.anyOf ?? [schema]);
  const texts = members.filter((member) => typeof member.const === "string" || member.enum !== undefined);
  if (texts.length < 2) return members.length === 1 ? members[0] : { anyOf: members };
  const choice = { enum: texts.flatMap((member) => member.enum ?? [member.const]) };
  const rest = members.filter((member) => !texts.includes(member));
  return rest.length === 0 ? choice : { anyOf: [choice, ...rest] };
}

/** The object types a member of an intersection may be, with aliases opened. */
function branches(node, context) {
  if (ts.isParenthesizedTypeNode(node)) return branches(node.type, context);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap((type) => branches(type, context));
  if (ts.isIntersectionTypeNode(node)) {
    return product(node.types.map((type) => branches(type, context))).map(merge);
  }
  if (ts.isTypeReferenceNode(node)) return branches(context.types.get(node.typeName.getText()).node, context);
  return [toSchema(node, context)];
}

function product(lists) {
  return lists.reduce((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}

function merge(objects) {
  return {
    type: "object",
    properties: Object.assign({}, ...objects.map((object) => object.properties)),
    required: objects.flatMap((object) => object.required),
    additionalProperties: false,
  };
}
