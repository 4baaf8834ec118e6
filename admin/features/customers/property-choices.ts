import type { PropertyDefinition } from "../../../server/capabilities/customers/property-rules.ts"

type Choice = PropertyDefinition["choices"][number]

/** Choices as lines of text: `dry | 乾燥 | Dry`. */
export const choicesText = (choices: readonly Choice[]): string =>
  choices.map(({ value, label }) => [value, label.ja, label.en].join(" | ")).join("\n")

/** The choices of such lines; who writes one word only means it for the value and both languages. Undefined when a line can't be read. */
export function choicesOf(text: string): Choice[] | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "")
  const choices = lines.map((line) => {
    const [value = "", ja = value, en = ja, ...more] = line.split(/[|｜]/).map((part) => part.trim())
    return [value, ja, en].every((part) => part !== "" && part.length <= 60) && more.length === 0
      ? { value, label: { ja, en } }
      : undefined
  })
  const read = choices.filter((choice) => choice !== undefined)
  const isRight = read.length === choices.length && new Set(read.map(({ value }) => value)).size === read.length
  return isRight && read.length <= 200 ? read : undefined
}
