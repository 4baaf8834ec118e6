import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import type { CardWords } from "./words.ts"

/** Width of a text in px at a size: wide letters are square, others a little over half. Near enough to know its lines. */
export const widthOf = (text: string, px: number): number =>
  [...text].reduce((sum, letter) => sum + (/[\u1100-\uffff]/.test(letter) ? px : px * 0.56), 0)

/** The lines that a text takes, cut to fit: never more than `most`. */
export function linesOf(text: string, px: number, width: number, most: number): string[] {
  const lines: string[] = []
  let line = ""
  for (const part of text.split(/(?<=\s)|(?=[\u1100-\uffff])|(?<=[\u1100-\uffff])/)) {
    if (line !== "" && widthOf(line + part, px) > width) {
      lines.push(line)
      line = part.trimStart()
    } else line += part
  }
  if (line !== "") lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? "").slice(0, -1)}…`]
}

const inner = 326

/** How tall a card has to be for what it shows, in px. */
export function cardHeight(step: Step, words: CardWords, language: "ja" | "en", hasNumbers: boolean): number {
  if (step.kind === "wait") return 56
  if (step.kind === "stop") return 60
  const title = linesOf(words.title[language], 15, inner, 2).length * 23
  const under = words.under ? 20 : 0
  const lacks = words.lacks ? 20 : 0
  const figures = hasNumbers && step.kind === "message" ? 62 : 0
  return 22 + 19 + title + under + lacks + figures
}
