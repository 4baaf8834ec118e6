import { expect, test } from "vitest"
import { compare } from "./compare.ts"

const marks = (before: string, after: string) =>
  compare([...before], [...after])
    .map(({ line, mark }) => ({ same: " ", gone: "-", new: "+" })[mark] + line)
    .join("")

test("what stayed stays, what changed is shown as gone and new in its place", () => {
  expect(marks("abcd", "abXd")).toBe(" a b-c+X d")
  expect(marks("", "ab")).toBe("+a+b")
  expect(marks("ab", "")).toBe("-a-b")
  expect(marks("same", "same")).toBe(" s a m e")
})
