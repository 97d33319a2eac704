import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where distributions put it; `CHROMIUM` names another one. */
const PLACES = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser on this machine; null: there is none, and tests that look at pages are skipped. */
export const CHROMIUM: string | null = PLACES.find((place) => place !== "" && existsSync(place)) ?? null;

/** Starts the browser without a window. */
export function startChromium(executablePath: string): Promise<Browser> {
  // Containers run as root, where the sandbox of the browser cannot start; only our own pages are opened.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}
