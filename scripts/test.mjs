// `npm test`: sets up what is missing, then runs the tests. Arguments are passed to the runner.
import { join } from "node:path";
import { build, root, run } from "./setup.mjs";

build();
run(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...process.argv.slice(2)]);
