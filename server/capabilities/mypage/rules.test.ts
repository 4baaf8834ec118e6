import { expect, test } from "vitest"
import { arranged } from "./arrange-rules.ts"
import { calendarEvent } from "./calendar-event-rules.ts"
import { networkOf, typedDigits } from "./code-rules.ts"
import { barcodeIn, forLink } from "./pieces-rules.ts"

test("S-LINK6 a household or an office is one network: /24 and /56", () => {
  expect([
    networkOf("203.0.113.9"),
    networkOf("::ffff:203.0.113.77"),
    networkOf("2001:db8:1:23ff::1"),
    networkOf("2001:db8:1:2300:9::"),
    networkOf("::1"),
    networkOf("strange"),
  ]).toEqual([
    "203.0.113.0/24",
    "203.0.113.0/24",
    "2001:0db8:0001:2300::/56",
    "2001:0db8:0001:2300::/56",
    "0000:0000:0000:0000::/56",
    "strange",
  ])
  expect(typedDigits(" １２３ 4-56 ")).toBe("123456")
})

test("S-LINK4 a link's card holds nothing that names or pays, at any depth; the brand's order holds for the others", () => {
  const barcode = { kind: "barcode", number: "2900048120730", holder: "佐藤 美咲", rank: null } as const
  const pieces = [
    barcode,
    { kind: "text", text: "1,240" },
    { kind: "fold", title: "x", pieces: [{ kind: "code", label: "x", code: "SECRET", note: null }, barcode] },
  ] as const
  const shown = forLink({ pieces })
  expect(JSON.stringify(shown)).not.toMatch(/SECRET|佐藤|29000/)
  expect(barcodeIn(pieces)).toEqual(barcode)
  expect(barcodeIn(shown.pieces)).toBeNull()
  const cards = [
    { key: "a", order: 1 },
    { key: "b", order: 2 },
    { key: "c", order: 3 },
    { key: "d", order: 4 },
  ]
  expect(arranged(cards, { order: ["d", "b"], hidden: ["a"] }).map(({ key }) => key)).toEqual(["d", "b", "c"])
})

test("an appointment's file has no line over 75 octets and cuts no character", () => {
  const text = "手ぬぐいをお持ちください。".repeat(20)
  const event = { uid: "u", title: "会, 鎌倉; 春", text, place: "工房", from: new Date(0), until: new Date(3_600_000) }
  const file = calendarEvent(event, { domain: "hinata", made: new Date(0) })
  const lines = file.split("\r\n")
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(file.replaceAll("\r\n ", "")).toContain(`DESCRIPTION:${text}`)
  expect(file).toContain("SUMMARY:会\\, 鎌倉\\; 春")
})
