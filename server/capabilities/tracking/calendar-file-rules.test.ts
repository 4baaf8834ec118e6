import { expect, test } from "vitest"
import { day } from "#kernel/days"
import { calendarFile } from "./calendar-file-rules.ts"

const range = { firstDay: day("2026-11-22"), lastDay: day("2026-11-23") }
const entry = {
  uid: "o1@hinata",
  made: new Date("2026-11-19T12:00:00Z"),
  title: "ひなたのお届け（ご注文 H-10482）, 2点",
  text: "日が変わったら;\nお知らせします。".repeat(5),
  url: "https://hinata.example/s/hinata/orders/abc",
  sequence: 3,
}

test("E11 the expected days are whole days in the reader's calendar, the end exclusive (RFC 5545)", () => {
  const file = calendarFile(range, entry)
  expect(file).toContain("DTSTART;VALUE=DATE:20261122\r\n")
  expect(file).toContain("DTEND;VALUE=DATE:20261124\r\n")
  expect(file).toContain("DTSTAMP:20261119T120000Z\r\n")
  expect(file.startsWith("BEGIN:VCALENDAR\r\n") && file.endsWith("END:VCALENDAR\r\n")).toBe(true)
})

test("lines have at most 75 octets and no character is cut in two; commas, semicolons and breaks are escaped", () => {
  const file = calendarFile(range, entry)
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const unfolded = file.replaceAll("\r\n ", "")
  expect(unfolded).toContain("SUMMARY:ひなたのお届け（ご注文 H-10482）\\, 2点")
  expect(unfolded).toContain("日が変わったら\\;\\nお知らせします。")
})
