import { COLORS } from "../facts/colors.ts";

/** Text and background of each of Notion's colours, for light and for dark. */
const LIGHT: Readonly<Record<string, readonly [text: string, background: string]>> = {
  gray: ["#6b6963", "#f1f1ef"],
  brown: ["#8a5a3c", "#f4eeee"],
  orange: ["#ab4f06", "#fbecdd"],
  yellow: ["#8a6411", "#fbf3db"],
  green: ["#37694e", "#edf3ec"],
  blue: ["#27658e", "#e7f3f8"],
  purple: ["#75498e", "#f4f0f7"],
  pink: ["#a3326c", "#f9eef3"],
  red: ["#b3322e", "#fdebec"],
};

const DARK: typeof LIGHT = {
  gray: ["#a5a5a5", "#2f2f2f"],
  brown: ["#c9967c", "#4a3228"],
  orange: ["#d99057", "#5c3b23"],
  yellow: ["#d3a95c", "#564328"],
  green: ["#6fae8d", "#243d30"],
  blue: ["#6ea8d4", "#143a4e"],
  purple: ["#b38bd0", "#3c2d49"],
  pink: ["#dd77a8", "#4e2c3c"],
  red: ["#ea8580", "#522e2a"],
};

function variables(palette: typeof LIGHT): string {
  return Object.entries(palette)
    .map(([name, [text, background]]) => `--${name}: ${text}; --${name}-back: ${background};`)
    .join(" ");
}

function colorRules(): string {
  const rule = (color: string): string =>
    color.endsWith("_background")
      ? `.color-${color} { background: var(--${color.replace("_background", "-back")}); border-radius: 3px; }`
      : `.color-${color} { color: var(--${color}); }`;
  return COLORS.filter((color) => !color.startsWith("default"))
    .map(rule)
    .join("\n");
}

/** The one style sheet of every preview. */
export const STYLE = `
:root { color-scheme: light dark; --text: #32302c; --back: #fff; --dim: #6e6c67; --line: #e3e2df; --soft: #f7f6f3;
  --link: #1f6690; --code: #b3322e; ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e3e1; --back: #191919; --dim: #9d9b97; --line: #383836; --soft: #252524;
    --link: #74b4e0; --code: #ea8580; ${variables(DARK)} }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); line-height: 1.5;
  font-family: ui-sans-serif, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
a { color: var(--link); text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.layout { display: flex; align-items: flex-start; }
nav { position: sticky; top: 0; flex: 0 0 16rem; height: 100vh; overflow: auto; padding: 1.25rem .75rem;
  background: var(--soft); border-right: 1px solid var(--line); font-size: .9rem; }
nav ul { list-style: none; margin: 0; padding-left: .85rem; }
nav > ul { padding-left: 0; }
nav a { display: block; padding: .15rem .4rem; border-radius: 4px; color: inherit; text-decoration: none; }
nav a:hover { background: var(--line); }
main { flex: 1; min-width: 0; }
article { max-width: 46rem; margin: 0 auto; padding: 3rem 1.5rem 6rem; overflow-wrap: anywhere; }
article > header { margin-bottom: 1.25rem; }
article > header .icon { font-size: 3.5rem; line-height: 1.2; display: block; }
article > header img.icon { width: 4.5rem; height: 4.5rem; object-fit: cover; border-radius: 6px; }
.cover { width: 100%; max-height: 14rem; object-fit: cover; border-radius: 4px; }
h1 { font-size: 2.4rem; line-height: 1.2; margin: .25rem 0; }
h2 { font-size: 1.8rem; margin: 1.9rem 0 .3rem; line-height: 1.3; }
h3 { font-size: 1.45rem; margin: 1.4rem 0 .2rem; line-height: 1.3; }
h4 { font-size: 1.2rem; margin: 1rem 0 .1rem; }
h5 { font-size: 1.05rem; margin: .9rem 0 .1rem; }
p { margin: .3rem 0; min-height: 1.5em; }
ul, ol { margin: .15rem 0; padding-left: 1.6rem; }
li { margin: .15rem 0; }
.tasks { list-style: none; padding-left: .1rem; }
.tasks label { display: flex; gap: .5rem; align-items: baseline; }
.tasks ul, .tasks ol { padding-left: 1.7rem; }
.done > label > span { color: var(--dim); text-decoration: line-through; }
.nested { padding-left: 1.5rem; }
summary { cursor: pointer; }
summary > * { display: inline; }
blockquote { margin: .4rem 0; padding-left: .9rem; border-left: 3px solid currentColor; }
.callout { display: flex; gap: .6rem; margin: .4rem 0; padding: .8rem 1rem; border-radius: 6px;
  border: 1px solid var(--line); }
.callout[class*="_background"] { border-color: transparent; }
.callout > div { flex: 1; min-width: 0; }
.callout .icon { flex: none; margin-top: .3rem; }
img { max-width: 100%; }
img.icon { width: 1.4em; height: 1.4em; object-fit: contain; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .87em;
  color: var(--code); background: var(--soft); padding: .12em .3em; border-radius: 4px; }
.tex, .tex code { font-style: italic; }
figure { margin: .6rem 0; }
figcaption { color: var(--dim); font-size: .88rem; padding: .25rem 0; }
.code, pre.tex { position: relative; }
.language { position: absolute; right: .8rem; top: .45rem; color: var(--dim); font-size: .75rem; }
pre { margin: 0; padding: 1.6rem 1.1rem 1.1rem; overflow: auto; background: var(--soft); border-radius: 6px; tab-size: 2; }
pre.tex { margin: .5rem 0; padding: .9rem; text-align: center; }
pre code { color: inherit; background: none; padding: 0; }
.attachment { padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); }
.table { overflow: auto; margin: .6rem 0; }
table { border-collapse: collapse; min-width: 40%; font-size: .94rem; }
td, th { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; min-width: 4rem; }
th { background: var(--soft); }
hr { border: 0; border-top: 1px solid var(--line); margin: .9rem 0; }
.columns { display: flex; gap: 1.5rem; flex-wrap: wrap; }
.column { flex: 1 1 12rem; min-width: 0; }
.tab { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .4rem .8rem; }
.synced { border-left: 2px solid var(--red); padding-left: .8rem; }
.toc { list-style: none; padding: 0; font-size: .95rem; }
.toc-heading_2 { padding-left: 1.2rem; } .toc-heading_3 { padding-left: 2.4rem; } .toc-heading_4 { padding-left: 3.6rem; }
.mention, .page-link { color: var(--dim); font-weight: 500; }
.page-link a { color: inherit; }
.dim { color: var(--dim); }
.status { font-size: .9rem; color: var(--dim); border-left: 3px solid var(--line); padding-left: .8rem; margin: .6rem 0; }
.new { border-left: 3px solid var(--green); padding-left: .8rem; margin-left: -1rem; }
.old { border-left: 3px solid var(--red); padding-left: .8rem; margin-left: -1rem; opacity: .75; }
.messages { list-style: none; font-size: .9rem; border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem; margin: 1rem 0; }
.messages li { margin: .4rem 0; }
nav a[aria-current] { background: var(--line); font-weight: 600; }
nav .marked::after { content: " ●"; color: var(--red); }
.away::before { content: "mdnotion dev has ended: what is shown may be old."; display: block; position: sticky; top: 0;
  padding: .3rem .8rem; background: var(--yellow-back); color: var(--yellow); z-index: 1; }
.site article:not(:target):not(:has(:target)) { display: none; }
.site main:not(:has(:target)) > article:first-of-type { display: block; }
@media (max-width: 48rem) { .layout { display: block; } nav { position: static; height: auto; border: 0; } }
@media print { nav { display: none; } .site article { display: block !important; break-after: page; } }
${colorRules()}
`;
