// Runs the built program with the arguments given, and writes the most memory it held, in KB, to descriptor 3.
import { writeSync } from "node:fs";

process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));
process.argv.splice(1, 1, new URL("../dist/cli.js", import.meta.url).pathname);
await import("../dist/cli.js");
