import fc from "fast-check"
import { expect, test } from "vitest"
import { addressKey, addressLines, buildingKey, readPostalCode, shownPostalCode } from "./address-rules.ts"

test.each(["150-0001", "1500001", "〒150-0001", "１５０－０００１", "150ー0001", "〒 150‐0001 "])(
  "J23 %s is 1500001",
  (typed) => {
    expect(readPostalCode(typed)).toBe("1500001")
  },
)

test.each(["", "150-001", "150-00012", "SW1A 1AA", "150-000一"])("J23 %s is no postal code", (typed) => {
  expect(readPostalCode(typed)).toBeUndefined()
})

const at = (street: string, more = {}) =>
  addressKey({ postalCode: "150-0001", prefecture: "東京都", city: "渋谷区", street, ...more })

test.each([
  "神宮前1-2-3",
  "神宮前１－２－３",
  "神宮前１−２−３",
  "神宮前１ー２ー３",
  "神宮前1丁目2番3号",
  "神宮前１丁目２番地３",
  "神宮前1丁目2番地の3",
  "神宮前一丁目二番三号",
  "神宮前一丁目2-3",
  "神宮前 1 丁目 2 番 3 号",
  "神宮前1の2の3",
  "神宮前1-2-3 ハイツ201",
  "神宮前1-2-3 201号室",
  "神宮前1-2-3-201",
  "神宮前1-2-3ハイツ２０１",
])("J23 %s is one and the same place", (street) => {
  expect(at(street)).toBe("1500001/渋谷区神宮前1-2-3")
})

test.each([
  ["三番町6-1", "三番町7-2"],
  ["北十条西三丁目1-2", "北十条西四丁目1-2"],
  ["神宮前1-2-3", "神宮前1-2-4"],
  ["神宮前1-2-3", "神宮前12-3"],
  ["神宮前1-2-3", "神宮前1-23"],
  ["1-2-3-4", "1-2-3-5"],
  ["北花田町3丁45", "北花田町3丁46"], // Sakai counts in 丁
  ["東1区2-3", "東1区2-4"],
])("J23 %s and %s are two places", (a, b) => {
  expect(at(a)).not.toBe(at(b))
})

test.each([
  ["北十条西三丁目1番2号", "北10条西3-1-2"],
  ["三番町6-1", "3番町6番1号"],
  ["霞ヶ関1-1", "霞が関１丁目１番"],
  ["虎ノ門2-3", "虎の門二丁目３"],
  ["大字上野字原123", "上野原123番地"],
  ["渡邉町二十三番地", "渡辺町23"],
  ["百二十番地の五", "120-5"],
])("J23 %s is the same place as %s", (a, b) => {
  expect(at(a)).toBe(at(b))
})

test("J23 the prefecture may be missing or stand in another field, the building is optional", () => {
  const key = at("神宮前1-2-3")
  expect(addressKey({ postalCode: "1500001", city: "東京都渋谷区", street: "神宮前1-2-3" })).toBe(key)
  expect(addressKey({ postalCode: "1500001", street: "東京都渋谷区神宮前1-2-3", building: "ハイツ201" })).toBe(key)
  expect(addressKey({ prefecture: "東京", city: "渋谷区", street: "神宮前1-2-3" })).toBe("13/渋谷区神宮前1-2-3")
  expect(addressKey({ postalCode: "1500001" })).toBeUndefined()
  expect(addressKey({ postalCode: "498-0000", prefecture: "三重県", city: "桑名郡", street: "木曽岬町1" })).toBe(
    "4980000/桑名郡木曽岬町1",
  )
})

test("J23 buildings compare by what they are called", () => {
  expect(buildingKey({ street: "神宮前1-2-3 ハイツ２０１号室" })).toBe(
    buildingKey({ street: "神宮前1-2-3", building: "ハイツ 201" }),
  )
  expect(buildingKey({ street: "神宮前1-2-3-201" })).toBe(buildingKey({ street: "神宮前1-2-3", building: "201" }))
  expect(buildingKey({ street: "神宮前1-2-3" })).toBe("")
})

test("J23 no address breaks the key, and width never matters", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("神宮前", "1丁目", "2番", "ハイツ", "二十", "－", " ", "号"),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const street = parts.join("")
      const wide = street.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      expect(at(wide)).toBe(at(street))
    }),
  )
})

test("J23 written as on a parcel, in either language", () => {
  const address = {
    country: "JP",
    postalCode: "1500001",
    prefecture: "東京都",
    city: "渋谷区",
    street: "神宮前1-2-3",
    building: "ハイツ201",
  }
  expect(addressLines(address, "ja")).toEqual(["〒150-0001", "東京都渋谷区神宮前1-2-3", "ハイツ201"])
  expect(addressLines({ ...address, building: null, postalCode: null }, "ja")).toEqual(["東京都渋谷区神宮前1-2-3"])
  expect(
    addressLines({ country: "GB", street: "10 Downing Street", city: "London", postalCode: "SW1A 2AA" }, "en"),
  ).toEqual(["10 Downing Street", "London, SW1A 2AA", "GB"])
  expect(shownPostalCode("1500001")).toBe("150-0001")
})
