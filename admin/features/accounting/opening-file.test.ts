import { expect, test } from "vitest"
import { decodeCsv, piecesOf } from "./opening-file.ts"

test("L30 a file goes in pieces that each have the head, and every line knows its row", () => {
  const pieces = piecesOf("会員,ポイント\r\na,1\r\nb,2\r\nc,3\r\n", 2)
  expect(pieces).toEqual([
    { csv: "会員,ポイント\na,1\nb,2\n", firstRow: 2 },
    { csv: "会員,ポイント\nc,3\n", firstRow: 4 },
  ])
})

test("L30 a line that goes on within quotation marks stays whole; a head alone is one piece, nothing is none", () => {
  expect(piecesOf('member,points\n"a\nb",1\nc,2', 1).map(({ csv }) => csv)).toEqual([
    'member,points\n"a\nb",1\n',
    "member,points\nc,2\n",
  ])
  expect([piecesOf("member,points\n").length, piecesOf("").length]).toEqual([1, 0])
})

test("L30 Shift_JIS as spreadsheets in Japan write it is read, too", () => {
  const shiftJis = Uint8Array.from([0x89, 0xef, 0x88, 0xf5])
  expect([decodeCsv(shiftJis), decodeCsv(new TextEncoder().encode("会員"))]).toEqual(["会員", "会員"])
})
