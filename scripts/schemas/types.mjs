import ts from "typescript";

/**
 * The type aliases of some declaration files, by name.
 *
 * The SDK's files import from each other and give every alias a name of its own, so one table serves them
 * all; a name declared twice is refused rather than guessed at.
 *
 * @param {[string, string][]} files file name and text
 * @returns {Map<string, {file: string, node: ts.TypeNode}>}
 */
export function readTypes(files) {
  const types = new Map();
  for (const [file, text] of files) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isTypeAliasDeclaration(statement)) continue;
      const name = statement.name.text;
      if (types.has(name)) throw new Error(`${name} is declared in ${types.get(name).file} and in ${file}`);
      types.set(name, { file, node: statement.type });
    }
  }
  return types;
}
