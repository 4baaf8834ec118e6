import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

/** Lines whose Japanese stands neither in `ja:` nor in a comment, a pattern or data of the gallery. */
function strayWords(source: string): string[] {
  const bare = source
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\/\/.*$/gm, "")
    .replace(/\bja:\s*(`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*")/g, "")
  return bare.split("\n").filter((line) => japanese.test(line))
}

test("every Japanese word of the screens has its English beside it", () => {
  const files = ["ui", "admin"].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  )
  const screens = files.filter(
    (name) => name.endsWith(".tsx") && !name.includes("/gallery/") && !name.endsWith("noren.tsx"),
  )
  expect(screens.length).toBeGreaterThan(20)
  const stray = screens.flatMap((name) =>
    strayWords(readFileSync(root + name, "utf8")).map((line) => `${name}: ${line.trim()}`),
  )
  expect(stray).toEqual([])
})

test("and a stray one is found", () => {
  expect(strayWords('<p>読み込み中</p>\nt({ ja: "保存", en: "Save" }) // 保存する')).toEqual(["<p>読み込み中</p>"])
})
