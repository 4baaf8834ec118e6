import { chromium } from "playwright-core"

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium"
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

/** The line and the phone on which a page is measured: Chromium's "Fast 4G", and a processor four times slower. */
const fast4g = {
  offline: false,
  latency: 165,
  downloadThroughput: (9 * 1_000_000 * 0.9) / 8,
  uploadThroughput: 1_500_000 / 8,
}
const cpuSlowdown = 4
const onlyCategories = ["performance", "accessibility", "best-practices", "seo"]

/** Largest contentful paint (ms) and layout shift of a page opened for the first time; the median of five. */
export async function paintsOf(url: string): Promise<{ lcp: number; cls: number }> {
  const browser = await chromium.launch({ executablePath, args: quiet })
  try {
    const found: { lcp: number; cls: number }[] = []
    for (let i = 0; i < 5; i++) found.push(await oneVisit(browser, url))
    const sorted = found.toSorted((a, b) => a.lcp - b.lcp)
    return { lcp: sorted[2]?.lcp ?? Number.NaN, cls: Math.max(...found.map(({ cls }) => cls)) }
  } finally {
    await browser.close()
  }
}

async function oneVisit(browser: Awaited<ReturnType<typeof chromium.launch>>, url: string) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
  })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send("Network.enable")
  await cdp.send("Network.emulateNetworkConditions", fast4g)
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown })
  await page.goto(url, { waitUntil: "load" })
  const seen = await page.evaluate(async () => {
    const entries = (type: string) =>
      new Promise<PerformanceEntry[]>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true })
        // A page on which nothing moved has no such entry to wait for.
        if (type === "layout-shift") setTimeout(() => resolve([]), 500)
      })
    const paints = await entries("largest-contentful-paint")
    const shifts = await entries("layout-shift")
    const moved = shifts.reduce((sum, entry) => sum + ("value" in entry ? Number(entry.value) : 0), 0)
    return { lcp: paints.at(-1)?.startTime ?? Number.NaN, cls: moved }
  })
  await context.close()
  return seen
}

type Lighthouse = (
  url: string,
  flags: object,
) => Promise<{ lhr: { categories: Record<string, { title: string; score: number | null }> } }>

/**
 * Lighthouse's four scores for a phone, when it is installed (`npm install --no-save lighthouse`, or LIGHTHOUSE names its
 * folder). The page may not be found by search engines, since whoever has its address sees an order: the one audit that
 * wants it found is left out.
 */
export async function lighthouseOf(url: string): Promise<{ least: number; said: string } | undefined> {
  const lighthouse = await installed()
  if (!lighthouse) return undefined
  const port = 9_000 + (process.pid % 1_000)
  const browser = await chromium.launch({ executablePath, args: [...quiet, `--remote-debugging-port=${port}`] })
  try {
    const { lhr } = await lighthouse(url, {
      port,
      output: "json",
      logLevel: "silent",
      skipAudits: ["is-crawlable"],
      onlyCategories,
    })
    const scores = Object.values(lhr.categories).map(({ title, score }) => ({
      title,
      score: Math.round((score ?? 0) * 100),
    }))
    return {
      least: Math.min(...scores.map(({ score }) => score)),
      said: scores.map(({ title, score }) => `${title} ${score}`).join(", "),
    }
  } finally {
    await browser.close()
  }
}

async function installed(): Promise<Lighthouse | undefined> {
  try {
    const name = process.env.LIGHTHOUSE ?? "lighthouse"
    // safe: Lighthouse's documented default export
    return ((await import(name)) as { default: Lighthouse }).default
  } catch {
    return undefined
  }
}
