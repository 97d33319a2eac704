/**
 * Every complaint mdnotion can make, by its permanent id.
 *
 * `says` tells what happened and why, `fix` what to do; `{name}` is filled in. `about` is `document` for what
 * an author can mend in a file (these obey `rules` and `--strict`), `notion` for the state of the workspace,
 * `run` for what happened on the way.
 */
export interface MessageFacts {
  readonly severity: "info" | "warn" | "error";
  readonly about: "document" | "notion" | "run";
  readonly says: string;
  readonly fix: string;
}

export const MESSAGES = {
  "asset-hidden": {
    severity: "warn",
    about: "document",
    says: "The file `{url}` is hidden or ignored by git, so it is not uploaded and its text stands instead.",
    fix: "Move the file to a folder that is published, or name it in `include`.",
  },
  "asset-missing": {
    severity: "warn",
    about: "document",
    says: "The file `{url}` does not exist, so its text stands instead.",
    fix: "Correct the path; it is read relative to the file it stands in.",
  },
  "asset-outside": {
    severity: "warn",
    about: "document",
    says: "The file `{url}` lies outside the project's root, so it is not uploaded and its text stands instead.",
    fix: "Move the file below the root.",
  },
  "asset-too-large": {
    severity: "warn",
    about: "document",
    says: "The file `{url}` is larger than Notion takes, so its text stands instead.",
    fix: "Make the file smaller, or link to a copy on the web.",
  },
  "asset-type": {
    severity: "warn",
    about: "document",
    says: "Notion takes no files like `{url}`, so its text stands instead.",
    fix: "Convert it to a type Notion takes, such as png, svg, pdf or mp4.",
  },
  "asset-unreadable": {
    severity: "warn",
    about: "document",
    says: "The file `{url}` cannot be read, so its text stands instead.",
    fix: "Check the file's permissions.",
  },
  "code-language-unknown": {
    severity: "warn",
    about: "document",
    says: "Notion has no code language `{language}`, so the block is shown as plain text.",
    fix: "Name the nearest of Notion's languages, or map the name in `languages`.",
  },
  "config-ambiguous": {
    severity: "error",
    about: "run",
    says: "{folder} holds more than one configuration ({files}), so it is not known which one is meant.",
    fix: "Keep one of them, or name it with `--config`.",
  },
  "config-code-refused": {
    severity: "error",
    about: "run",
    says: "{file} is a program, and `--no-code-config` forbids to run it.",
    fix: "Write the configuration as `mdnotion.config.json` or `mdnotion.config.yaml`, or leave the flag out.",
  },
  "config-failed": {
    severity: "error",
    about: "run",
    says: "The configuration {file} could not be loaded: {reason}.",
    fix: "Correct it; a program must export its configuration as `default`.",
  },
  "config-not-found": {
    severity: "error",
    about: "run",
    says: "The configuration {file} could not be read: {reason}.",
    fix: "Correct the path after `--config`.",
  },
  "config-not-here": {
    severity: "error",
    about: "run",
    says: "`{name}` cannot be set in a configuration: {reason}.",
    fix: "Take it out, and give {instead} instead.",
  },
  "config-syntax": {
    severity: "error",
    about: "run",
    says: "The configuration is not valid {format}: {reason}.",
    fix: "Correct it at this place.",
  },
  "config-unknown-key": {
    severity: "error",
    about: "run",
    says: "The configuration has no key `{key}` here.",
    fix: "{suggestion}",
  },
  "config-value": {
    severity: "error",
    about: "run",
    says: "`{key}` in the configuration is {found}, but must be {expected}.",
    fix: "Correct the value; `mdnotion.schema.json` lets an editor check it while you type.",
  },
  "content-refused": {
    severity: "warn",
    about: "notion",
    says: "Notion refused this {type} ({reason}), so {became}.",
    fix: "Change it in the file, or accept what stands there.",
  },
  "cover-unusable": {
    severity: "warn",
    about: "document",
    says: "The cover `{value}` is neither a web address nor a usable image file, so the page gets none.",
    fix: "Give an `https` address or the path of an image.",
  },
  "equation-too-long": {
    severity: "warn",
    about: "document",
    says: "The equation has {length} characters and Notion takes 1000, so it is shown as LaTeX code.",
    fix: "Split it into several equations.",
  },
  "file-binary": {
    severity: "error",
    about: "document",
    says: "The file is binary (it holds a NUL byte near its start), so there is no text to publish.",
    fix: "Rename it to what it is, or leave it out with `exclude`.",
  },
  "file-link-broken": {
    severity: "warn",
    about: "document",
    says: "The file is a symbolic link that leads nowhere, so it is not published.",
    fix: "Mend the link, or leave it out with `exclude`.",
  },
  "file-link-outside": {
    severity: "warn",
    about: "document",
    says: "The file is a symbolic link that leads out of the root folder, so it is not published.",
    fix: "Put the file itself there, or leave the link out with `exclude`.",
  },
  "file-name-clash": {
    severity: "warn",
    about: "document",
    says: "The name differs from `{other}` in case or accents' encoding only: macOS and Windows keep just one of the two.",
    fix: "Rename one of them.",
  },
  "file-not-utf8": {
    severity: "error",
    about: "document",
    says: "The file is not UTF-8 (the first wrong byte is {byte}), so its text would come out garbled.",
    fix: "Save it as UTF-8.",
  },
  "file-too-large": {
    severity: "error",
    about: "document",
    says: "The file has {bytes} bytes; a page is made from at most {max}.",
    fix: "Split it into several files, or leave it out with `exclude`.",
  },
  "file-unreadable": {
    severity: "error",
    about: "document",
    says: "`{path}` could not be read: {reason}.",
    fix: "Make it readable, or leave it out with `exclude`.",
  },
  "folder-text-twice": {
    severity: "warn",
    about: "document",
    says: "The folder's own text is `{chosen}`, so this file becomes a page of its own below it.",
    fix: "Join the two files, or rename this one.",
  },
  "folder-unreadable": {
    severity: "warn",
    about: "document",
    says: "The folder could not be looked into, so that nothing in it is published.",
    fix: "Make it readable, or leave it out with `exclude`.",
  },
  "footnote-unused": {
    severity: "warn",
    about: "document",
    says: "Nothing refers to the footnote `{label}`, so it stands at the end without a call.",
    fix: "Refer to it with `[^{label}]`, or remove it.",
  },
  "git-silent": {
    severity: "error",
    about: "run",
    says: "Git did not say which files of {folder} it ignores: {reason}. Without knowing that, files that are meant to stay private could be published.",
    fix: "Make `git status` work in that folder, then run again.",
  },
  "html-kept": {
    severity: "warn",
    about: "document",
    says: "This HTML could not be expressed, so it stands as written.",
    fix: "Write it in Markdown.",
  },
  "icon-unusable": {
    severity: "warn",
    about: "document",
    says: "The icon `{value}` is neither an emoji, a web address, a usable image file nor `:name:`, so there is none.",
    fix: "Give one emoji, an `https` address, the path of an image, or a custom emoji as `:name:`.",
  },
  "image-as-link": {
    severity: "info",
    about: "document",
    says: "Notion cannot show an image inside a heading, table cell or link, so `{url}` is a link with its text.",
    fix: "Put the image in a paragraph of its own to have it shown.",
  },
  "image-data": {
    severity: "warn",
    about: "document",
    says: "The image is written into the text as a `data:` address, which Notion refuses, so its text stands instead.",
    fix: "Save the image as a file and refer to that.",
  },
  "image-refused": {
    severity: "warn",
    about: "document",
    says: "Notion would refuse the image `{url}`, as its address has no file ending it knows, so it is a link.",
    fix: "Use the address of a file (png, jpg, gif, svg, webp …), or save the image beside the text.",
  },
  "journal-damaged": {
    severity: "warn",
    about: "run",
    says: "{lines} lines of {file} could not be read, so that pages written by the last run are checked against Notion once more.",
    fix: "Nothing is to be done.",
  },
  "journal-not-written": {
    severity: "error",
    about: "run",
    says: "{file} could not be written: {reason}. Without a note of what is about to be sent, a crash could lead to doubled text, so that nothing further was sent.",
    fix: "Make room or give permission, then run again: what was sent is found and kept.",
  },
  "link-heading-not-found": {
    severity: "warn",
    about: "document",
    says: "The link `{url}` names a heading that does not exist, so it leads to the top of the page.{hint}",
    fix: "Correct the part after `#`.",
  },
  "link-invalid": {
    severity: "warn",
    about: "document",
    says: "The link `{url}` is not a valid address, so its text stands without a link.",
    fix: "Write a whole address, such as `https://example.org/page`.",
  },
  "link-local": {
    severity: "warn",
    about: "document",
    says: "`{url}` points into the project's files, which only publishing a folder can resolve, so its text stands.",
    fix: "Publish the folder, or write a whole address.",
  },
  "link-not-found": {
    severity: "warn",
    about: "document",
    says: "The link `{url}` leads to no published file, so its text stands without a link.{hint}",
    fix: "Correct the path, publish the file too, or set `sourceUrl`.",
  },
  "link-scheme": {
    severity: "warn",
    about: "document",
    says: "Notion takes no `{scheme}` links, so the text of `{url}` stands without a link.",
    fix: "Link to an `https`, `http` or `mailto` address.",
  },
  "link-too-long": {
    severity: "warn",
    about: "document",
    says: "The link's address has {length} characters and Notion takes 2000, so its text stands without a link.",
    fix: "Use a shorter address.",
  },
  "link-unpublished": {
    severity: "warn",
    about: "document",
    says: "The link `{url}` leads to a file that is not published, so its text stands without a link.",
    fix: "Publish the file too, or set `sourceUrl` to the place where readers find it.",
  },
  "list-number": {
    severity: "warn",
    about: "document",
    says: "The list starts at {start}, which Notion's API cannot say, so it counts from {shown}.",
    fix: "Start the list at 1, or write the numbers into the text.",
  },
  "lock-refused": {
    severity: "error",
    about: "run",
    says: "{file} could not be written: {reason}.",
    fix: "Give permission to write in that folder, then run again.",
  },
  "lockfile-damaged": {
    severity: "warn",
    about: "run",
    says: "{lines} lines of {file} could not be read, as after a merge with conflicts; their pages are looked up in Notion again.",
    fix: "Delete conflict markers from the file; the next publish writes the lines anew.",
  },
  "lockfile-newer": {
    severity: "error",
    about: "run",
    says: "{file} was written by a newer mdnotion (version {version} of the file, this one knows {known}).",
    fix: "Update mdnotion; do not delete the file, it holds which page belongs to which file.",
  },
  "lockfile-not-written": {
    severity: "error",
    about: "run",
    says: "{file} could not be written: {reason}. Everything was published; what is known of the pages is kept in {journal}, and the file is as it was before.",
    fix: "Make room or give permission, then run again: the next run writes it.",
  },
  "lockfile-twice": {
    severity: "warn",
    about: "run",
    says: "{file} has two lines about {what}, as after a merge; the first one is taken and checked against Notion.",
    fix: "Nothing is to be done: the next publish writes one line.",
  },
  "lockfile-unreadable": {
    severity: "error",
    about: "run",
    says: "{file} could not be read: {reason}.",
    fix: "Make it readable; do not delete it, it holds which page belongs to which file.",
  },
  "nesting-too-deep": {
    severity: "warn",
    about: "document",
    says: "The text is nested more than {depth} levels deep, so what lies deeper is flattened.",
    fix: "Nest less deeply.",
  },
  "node-unknown": {
    severity: "warn",
    about: "document",
    says: "A syntax extension made a `{type}`, which Notion has no twin for, so its content stands as text.",
    fix: "Remove the extension, or let it make standard Markdown nodes.",
  },
  "page-failed": {
    severity: "error",
    about: "run",
    says: "The page could not be brought in step: {operation} failed ({code}). {reason}",
    fix: "{todo}",
  },
  "page-look-refused": {
    severity: "warn",
    about: "notion",
    says: "Notion refused the icon or cover of {title} ({reason}), so the page has neither.",
    fix: "Use an emoji, or an image Notion accepts.",
  },
  "page-twin": {
    severity: "warn",
    about: "notion",
    says: "Two pages are titled {title} under one parent ({first} and {second}) and one holds what we did not write.",
    fix: "Decide in Notion which one stays, and trash the other.",
  },
  "page-twin-trashed": {
    severity: "info",
    about: "notion",
    says: "Another run had made {title} at the same time; its twin {id} went to the trash.",
    fix: "Nothing is lost: both held the same.",
  },
  "path-not-found": {
    severity: "error",
    about: "run",
    says: "There is no file or folder `{path}`.",
    fix: "Correct the path.",
  },
  "path-outside": {
    severity: "error",
    about: "run",
    says: "`{path}` lies outside of {where}.",
    fix: "Give a path inside it, or run from another folder.",
  },
  "root-page-missing": {
    severity: "warn",
    about: "run",
    says: "`rootPage` is set, but {folder} has neither an index file nor a README, so the target page keeps its content.",
    fix: "Add an `index.md`, or take `rootPage` out.",
  },
  "run-locked": {
    severity: "error",
    about: "run",
    says: "Another run is at work on {folder} (process {pid} on {host}, since {since}).",
    fix: "Wait until it is done; if there is none, delete {file}.",
  },
  "source-unknown": {
    severity: "error",
    about: "run",
    says: "The configuration has no source named `{name}`.",
    fix: "Use one of: {names}.",
  },
  "table-cell-formatting": {
    severity: "warn",
    about: "document",
    says: "A table cell has more formatted parts than the 100 Notion takes, so it lost formatting, not text.",
    fix: "Move the cell's content out of the table.",
  },
  "table-too-wide": {
    severity: "warn",
    about: "document",
    says: "The table has {columns} columns and Notion takes 100, so it became several tables.",
    fix: "Split the table.",
  },
} as const satisfies Record<string, MessageFacts>;

export type MessageId = keyof typeof MESSAGES;
