import { expect, test } from "vitest"
import { day } from "#kernel/days"
import { readOpening } from "./opening-rules.ts"

const today = day("2026-11-22")
const read = (text: string) => {
  const found = readOpening(text, today)
  if (typeof found === "string") throw new Error(found)
  return found
}

test("L30 a file of what members had is read as people write it: columns in any order, days, full width, either kind", () => {
  const { rows, problems } = read(
    '﻿ポイント,会員,有効期限,種別,取得日\r\n"1,200",hanako@example.jp,2027/3/31,,2026年4月1日\r\n３００ポイント,2012345678901,,有償,\r\n',
  )
  expect(problems).toEqual([])
  expect(rows).toEqual([
    { row: 2, member: "hanako@example.jp", points: 1_200, isPaid: false, endsOn: "2027-03-31", earnedOn: "2026-04-01" },
    { row: 3, member: "2012345678901", points: 300, isPaid: true, endsOn: null, earnedOn: null },
  ])
})

test.each([
  ["nobody", ",100,,"],
  ["no points", "a@example.jp,0,,"],
  ["less than nothing", "a@example.jp,-5,,"],
  ["a fraction", "a@example.jp,1.5,,"],
  ["no day", "a@example.jp,5,2027-02-30,"],
  ["over", "a@example.jp,5,2026-11-21,"],
  ["a kind that there is not", "a@example.jp,5,,gift"],
])("L30 a line is told and left out, the others stand: %s", (_, line) => {
  const { rows, problems } = read(`member,points,expires,kind\n${line}\nb@example.jp,7,2026-11-22,paid\n`)
  expect(problems.map(({ row }) => row)).toEqual([2])
  expect(rows.map(({ row, points }) => [row, points])).toEqual([[3, 7]])
})

test("L03 the same member, end and kind twice in a file is one too many; another end is another lot", () => {
  const { rows, problems } = read("member,points,ends\na@example.jp,5,\nA@Example.jp,6,\na@example.jp,7,2027-01-01\n")
  expect([rows.map(({ points }) => points), problems.map(({ row }) => row)]).toEqual([[5, 7], [3]])
})

test.each([
  ["empty", "member,points\n"],
  ["no-member", "name,points\nx,1\n"],
  ["no-points", "member,sum\nx,1\n"],
])("L30 a file that can't be read says what it lacks: %s", (what, text) => expect(readOpening(text, today)).toBe(what))
