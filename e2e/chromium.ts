import { mkdirSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

/** Debian's Chromium, without anything that talks to the outside. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })

/** Where pictures of a run are kept, to be looked at. */
export function pictureOf(name: string): string {
  mkdirSync("test-results", { recursive: true })
  return `test-results/${name}.png`
}
