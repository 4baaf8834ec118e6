import { expect, test } from "vitest"
import { reachWords } from "./words.ts"

const number = (value: number, digits = 0) => value.toFixed(digits)

test("J11 who came by a code without a visit is told apart: no share of nobody is called a hundred per cent", () => {
  const byCode = { reach: 0, newcomers: 3, kFactor: 1.5, invitedPerSharer: 0, conversion: 1 }
  expect(reachWords(byCode, number).en).toBe("each brings 1.5 customers, some by a code without a visit")
  expect(reachWords(byCode, number).ja).not.toContain("%")
  const byLink = { reach: 10, newcomers: 2, kFactor: 1, invitedPerSharer: 5, conversion: 0.2 }
  expect(reachWords(byLink, number).en).toBe("each reaches 5.0, of whom 20.0% become customers")
})
