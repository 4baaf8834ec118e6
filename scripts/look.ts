import { mkdirSync } from "node:fs"
import { AxeBuilder } from "@axe-core/playwright"
import { chromium } from "playwright-core"

/**
 * Takes pictures of console pages and asks axe about them:
 * `node scripts/look.ts http://127.0.0.1:7101/admin/gallery [more addresses] --out .build/look --widths 390,1100,1440 --themes light,dark --language ja`
 * `--state cookies.json`: as somebody who is signed in (Playwright's storage state).
 */
const args = process.argv.slice(2)
const option = (name: string, otherwise: string) => {
  const at = args.indexOf(`--${name}`)
  return at < 0 ? otherwise : (args[at + 1] ?? otherwise)
}
const addresses = args.filter((arg) => arg.startsWith("http"))
const out = option("out", ".build/look")
const widths = option("widths", "390,1100,1440").split(",").map(Number)
const themes = option("themes", "light,dark").split(",")
const language = option("language", "ja")
const state = option("state", "")

mkdirSync(out, { recursive: true })
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
})
let problems = 0
for (const theme of themes)
  for (const width of widths) {
    const context = await browser.newContext({
      viewport: { width, height: width < 720 ? 844 : 1000 },
      colorScheme: theme === "dark" ? "dark" : "light",
      locale: language === "ja" ? "ja-JP" : "en-US",
      hasTouch: width < 720,
      ...(state && { storageState: state }),
    })
    const page = await context.newPage()
    page.on("pageerror", (error) => console.error(`${page.url()}: ${error.message}`))
    page.on("console", (message) => message.type() === "error" && console.error(`${page.url()}: ${message.text()}`))
    for (const address of addresses) {
      await page.goto(address, { waitUntil: "networkidle" })
      // While developing, modules are made when they are asked for: the network rests before the page is there.
      await page
        .locator("h1")
        .first()
        .waitFor({ timeout: 15_000 })
        .catch(() => console.error(`${address}: no headline`))
      await page.waitForLoadState("networkidle")
      const name = new URL(address).pathname.replace(/^\/admin\/?/, "").replaceAll("/", "-") || "home"
      await page.screenshot({ path: `${out}/${name}-${width}-${theme}.png`, fullPage: true })
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze()
      for (const violation of violations) {
        problems++
        console.error(`${name} ${width} ${theme}: ${violation.id}: ${violation.help}`)
        for (const node of violation.nodes.slice(0, 4))
          console.error(`   ${node.html.slice(0, 160)}  ${node.any[0]?.message ?? ""}`)
      }
      const spill = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (spill > 0) console.error(`${name} ${width}: the page is ${spill}px too wide`)
    }
    await context.close()
  }
await browser.close()
console.log(`${problems} violations; pictures in ${out}`)
process.exit(problems > 0 ? 1 : 0)
