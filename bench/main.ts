// Everything that is worth a number, in one run: `npm run bench`, or `npm run bench -- <section>…`.
import { arch, cpus, platform } from "node:os";
import { conversion } from "./conversion.ts";
import { dialects } from "./dialects.ts";
import { edits } from "./edits.ts";
import { tableOf } from "./lines.ts";
import { memory } from "./memory.ts";
import { planning } from "./planning.ts";
import { rate } from "./rate.ts";
import { shapes } from "./shapes.ts";
import { size } from "./size.ts";
import { startup } from "./startup.ts";
import { watching } from "./watch.ts";

const SECTIONS = [conversion, dialects, shapes, edits, planning, rate, startup, memory, watching, size];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SECTIONS.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(
    `No section is called ${unknown.join(", ")}. There are: ${SECTIONS.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(3);
}

console.log(
  `Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}`,
);
let over = 0;
for (const section of SECTIONS) {
  if (wanted.length > 0 && !wanted.includes(section.name)) continue;
  console.log(`\n${section.title}\n  ${section.about}\n`);
  const lines = await section.run();
  console.log(tableOf(lines));
  over += lines.filter(({ ok }) => ok === false).length;
}
console.log(
  over === 0 ? "\nEvery aim is met." : `\n${over} of the aims ${over === 1 ? "is" : "are"} not met.`,
);
