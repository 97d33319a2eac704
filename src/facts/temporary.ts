/**
 * Names of the files that editors and synchronizers make beside the one that is being saved, and take away again.
 * None of them is a text of its own.
 */
export const TEMPORARY_NAMES: readonly RegExp[] = [
  // Vim tries whether a folder can be written to, with numbers from 4913 upward in steps of 123.
  /^(?:4913|5036|5159|5282)$/,
  // Vim and Neovim: swap and undo files; nano locks by the same name.
  /\.sw[a-px-z]$/,
  /^\..*\.un~$/,
  // Backups of Vim, Emacs, Kate, gedit and many more.
  /~$/,
  // Emacs: autosave files, and locks that are links to nowhere.
  /^#.*#$/,
  /^\.#/,
  // JetBrains: https://www.jetbrains.com/help/idea/saving-and-reverting-changes.html
  /___jb_(?:tmp|old)___$/,
  // VS Code, when it saves by renaming.
  /\.vsctmp$/,
  // GLib: gedit and GNOME Text Editor.
  /^\.goutputstream-/,
  // Kate and other KDE programs.
  /\.kate-swp$/,
  // Sublime Text.
  /^\.subl[0-9a-z]+\.tmp$/,
  // macOS, where a document is replaced as a whole.
  /\.sb-[0-9a-f]{8}-[A-Za-z0-9]{6}$/,
  // sed -i
  /^sed[A-Za-z0-9]{6}$/,
  // Microsoft Office and LibreOffice: marks that a document is open.
  /^~\$/,
  /^\.~lock\..*#$/,
  // Syncthing and Dropbox, while a file is on its way.
  /^\.syncthing\./,
  /^~syncthing~/,
  /^\.dropbox/,
  // Written aside by programs of many makes, such as write-file-atomic and rsync.
  /\.(?:tmp|temp|part|crdownload|partial|new)$/i,
  /\.(?:md|mdx|markdown)\.(?:[0-9]+|[A-Za-z0-9]{6})$/,
  /\.tmp\.[0-9a-f]+(?:\.[0-9a-f]+)?$/i,
  // Systems' own notes on a folder.
  /^\.DS_Store$|^\._|^Thumbs\.db$|^desktop\.ini$/,
  // Git, and this program's own memory.
  /\.lock$/,
];
