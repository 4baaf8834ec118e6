import fc from "fast-check"
import { expect, test } from "vitest"
import { allCarriers } from "./carriers.ts"
import {
  carrierNamed,
  carriersOf,
  isCarrierUrl,
  plainNumber,
  readTrackingNumber,
  shownNumber,
  trackingUrl,
} from "./tracking-numbers.ts"

// 12345678901 = 7 × 1763668414 + 3
test.each(["123456789013", "1234-5678-9013", "１２３４−５６７８−９０１３", " 1234 5678 9013 ", "1234ー5678ー9013"])(
  "J25 %s is one and the same number",
  (typed) => {
    expect(readTrackingNumber("yamato", typed)).toBe("123456789013")
    expect(readTrackingNumber("sagawa", typed)).toBe("123456789013")
  },
)

test.each([
  ["yamato", "123456789014"],
  ["yamato", "12345678901"],
  ["yamato", "1234567890133"],
  ["yamato", "12345678901X"],
  ["sagawa", ""],
  ["japan_post", "12345678904"],
  ["japan_post", "RR123456784JP"],
  ["japan_post", "EE123456785US"],
  ["seino", "123456789"],
] as const)("J25 %s cannot have given out %s", (carrier, number) => {
  expect(readTrackingNumber(carrier, number)).toBeUndefined()
})

test("J25 numbers of each form", () => {
  expect(readTrackingNumber("japan_post", "rr473124829jp")).toBe("RR473124829JP") // the example of standard S10
  expect(readTrackingNumber("japan_post", "123-45-67890-3")).toBe("12345678903")
  expect(carriersOf("123456789013")).toEqual(["yamato", "sagawa", "japan_post"])
  expect(carriersOf("RR473124829JP")).toEqual(["japan_post"])
  expect(carriersOf("1234567890")).toEqual(["seino"])
  expect(carriersOf("999")).toEqual([])
})

test("J25 a number is shown in groups and read back as itself", () => {
  expect(shownNumber("yamato", "123456789013")).toBe("1234-5678-9013")
  expect(shownNumber("japan_post", "12345678903")).toBe("123-45-67890-3")
  expect(shownNumber("yamato", "999")).toBe("999")
  expect(plainNumber(shownNumber("japan_post", "RR473124829JP"))).toBe("RR473124829JP")
})

test("J25 one wrong or swapped digit of a twelve-digit number is nearly always caught", () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 })
  fc.assert(
    fc.property(digits, fc.nat(10), fc.integer({ min: 1, max: 6 }), (eleven, at, change) => {
      const check = Number(BigInt(eleven.join("")) % 7n)
      expect(readTrackingNumber("yamato", [...eleven, check].join(""))).toBeDefined()
      const wrong = eleven.with(at, ((eleven[at] ?? 0) + change) % 10)
      const differsBySeven = Math.abs((wrong[at] ?? 0) - (eleven[at] ?? 0)) === 7
      expect(readTrackingNumber("yamato", [...wrong, check].join("")) === undefined).toBe(!differsBySeven)
    }),
  )
})

test.each([
  ["クロネコヤマト", "yamato"],
  ["ヤマト運輸（宅急便）", "yamato"],
  ["ﾔﾏﾄ", "yamato"],
  ["Sagawa (EN)", "sagawa"],
  ["佐川急便", "sagawa"],
  ["Japan Post (JA)", "japan_post"],
  ["ゆうパック", "japan_post"],
  ["西濃運輸", "seino"],
  ["Other", undefined],
  ["ヤマトまたは佐川", undefined],
  ["", undefined],
])("E09 a shop's word for the carrier, %s, is %s", (text, carrier) => {
  expect(carrierNamed(text)).toBe(carrier)
})

test("J30 each carrier's own page, over https, with nothing in the address but the number", () => {
  for (const { code } of allCarriers) {
    const number = code === "seino" ? "1234567890" : "123456789013"
    const url = trackingUrl(code, number) ?? ""
    expect(isCarrierUrl(url)).toBe(true)
    expect(url).toContain(number)
  }
  expect(trackingUrl("yamato", "1&x=javascript:")).toBeUndefined()
})

test.each([
  "http://www.kuronekoyamato.co.jp/",
  "https://kuronekoyamato.co.jp.evil.example/",
  "https://evilkuronekoyamato.co.jp/",
  "https://www.kuronekoyamato.co.jp@evil.example/",
  "https://user@www.kuronekoyamato.co.jp/",
  "https://www.kuronekoyamato.co.jp:8443/",
  "https://kuronekoyamato.co.jp。evil.example/",
  "javascript:alert(1)//kuronekoyamato.co.jp",
  "//kuronekoyamato.co.jp/",
  "",
])("J30 %s is no carrier's page", (url) => {
  expect(isCarrierUrl(url)).toBe(false)
})

test("J30 redelivery pages on a carrier's own domain are allowed", () => {
  expect(isCarrierUrl("https://www.post.japanpost.jp/receive/redelivery/")).toBe(true)
  expect(isCarrierUrl("https://kuronekoyamato.co.jp/")).toBe(true)
})
