import { mkdirSync, writeFileSync } from "node:fs"
import { afterAll, expect, test } from "vitest"
import { createRenderPool } from "#messages"
import { checkWording } from "#testing/wording"
import { orderMails } from "./messages/kinds.ts"

const pool = createRenderPool()
afterAll(() => pool.close())

test("E05 E06 C17 C18 every mail about an order passes the check that we ask of operators, in both languages and every case", async () => {
  const found: string[] = []
  for (const kind of orderMails)
    for (const language of ["ja", "en"] as const) {
      const { findings, renderings, samples } = await checkWording(kind, language, pool)
      found.push(...findings.map(({ code, at, say }) => `${kind.name} ${language} ${code} ${at}: ${say.en}`))
      expect(Object.keys(renderings)).toEqual(samples)
      if (process.env.PICTURES) keep(kind.name, language, renderings)
    }
  expect(found).toEqual([])
})

/** For those who want to look at them. */
function keep(kind: string, language: string, renderings: Readonly<Record<string, { html: string; text: string }>>) {
  mkdirSync("test-results/mails", { recursive: true })
  for (const [sample, { html, text }] of Object.entries(renderings)) {
    writeFileSync(`test-results/mails/${kind}-${sample}-${language}.html`, html)
    writeFileSync(`test-results/mails/${kind}-${sample}-${language}.txt`, text)
  }
}
