import { expect, test } from "vitest"
import { reachWords } from "./words.ts"

const number = (value: number, digits = 0) => value.toFixed(digits)

test("J11 what K is made of is said in words", () => {
  const byLink = { invitedPerSharer: 5, conversion: 0.2 }
  expect(reachWords(byLink, number).en).toBe("each reaches 5.0, of whom 20.0% become customers")
  expect(reachWords(byLink, number).ja).toBe("1人が5.0人に届け、その20.0%がお客様に")
})
