import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseSync } from "vite"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
// Letters, not marks: a "・" between two words is no word.
const japanese = /[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]/

/** Words of a screen that stand neither inside a `ja:` or `nameJa:` nor in `same()`. Comments and patterns are no words. */
function strayWords(source: string): string[] {
  const stray: string[] = []
  const look = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(look)
    if (typeof node !== "object" || node === null || !("type" in node)) return
    if (node.type === "Property" && "key" in node && isJa(node.key)) return
    if (node.type === "CallExpression" && "callee" in node && isNamed(node.callee, "same")) return
    if (node.type === "Literal" && "regex" in node) return
    const text = textOf(node)
    if (text !== undefined && japanese.test(text)) stray.push(text.trim())
    Object.values(node).forEach(look)
  }
  look(parseSync("screen.tsx", source, { lang: "tsx" }).program)
  return stray
}

const isJa = (node: unknown) =>
  typeof node === "object" && node !== null && "name" in node && /^(ja|\w+Ja)$/.test(String(node.name))
const isNamed = (node: unknown, name: string) =>
  typeof node === "object" && node !== null && "name" in node && node.name === name

function textOf(node: object): string | undefined {
  if (!("value" in node) || !("type" in node)) return undefined
  if (node.type === "Literal" || node.type === "JSXText") return typeof node.value === "string" ? node.value : undefined
  if (node.type !== "TemplateElement" || typeof node.value !== "object" || node.value === null) return undefined
  return "raw" in node.value && typeof node.value.raw === "string" ? node.value.raw : undefined
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
    strayWords(readFileSync(root + name, "utf8")).map((words) => `${name}: ${words}`),
  )
  expect(stray).toEqual([])
})

test("and a stray one is found", () => {
  expect(
    strayWords(`
      // 保存する
      const a = t({ ja: \`保存\${n > 1 ? \`（\${n}件）\` : "済み"}\`, en: "Save" }) + "https://example.jp" + same("綿")
      const b = <p title="題">読み込み中 {\`あと\${n}\`}</p>`),
  ).toEqual(["題", "読み込み中", "あと"])
})
