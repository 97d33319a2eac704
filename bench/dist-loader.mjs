// Lets what imports `src/….ts` get `dist/….js`: what is measured is what is shipped.
import { register } from "node:module";

if (new URL(import.meta.url).searchParams.get("hooks") === null) {
  register(`${import.meta.url}?hooks=1`);
}

const SOURCE = new URL("../src/", import.meta.url).href;
const BUILT = new URL("../dist/", import.meta.url).href;

export async function resolve(specifier, context, next) {
  const { href } = new URL(specifier, specifier.startsWith(".") ? context.parentURL : "bare:/");
  if (!href.startsWith(SOURCE)) return next(specifier, context);
  return next(BUILT + href.slice(SOURCE.length).replace(/\.ts$/, ".js"), context);
}
