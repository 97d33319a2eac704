// `npm run bench`: builds, then measures the build. Arguments name the sections wanted.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, root, run } from "./setup.mjs";

build();
run(process.execPath, [
  "--import",
  "tsx",
  "--import",
  pathToFileURL(join(root, "bench/dist-loader.mjs")).href,
  join(root, "bench/main.ts"),
  ...process.argv.slice(2),
]);
