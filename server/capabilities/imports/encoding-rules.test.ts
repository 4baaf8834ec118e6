import { expect, test } from "vitest"
import { encodingOf } from "./encoding-rules.ts"

const shiftJis = Uint8Array.from([0x92, 0x8d, 0x95, 0xb6, 0x94, 0xd4, 0x8d, 0x86]) // 注文番号

test.each([
  ["utf-8 with a mark", Buffer.from("\ufeff注文番号,金額"), "utf-8"],
  ["plain utf-8", Buffer.from("注文番号,金額"), "utf-8"],
  ["ascii", Buffer.from("Order,Total"), "utf-8"],
  ["shift_jis", shiftJis, "shift_jis"],
  ["utf-16 with a mark", Buffer.from("\ufeff注文番号,1", "utf16le"), "utf-16le"],
  ["utf-16 without one", Buffer.from("Order number,Total,Name,Quantity", "utf16le"), "utf-16le"],
] as const)("%s is recognised", (_what, bytes, encoding) => {
  expect(encodingOf(bytes, false)).toBe(encoding)
})

test("a character that is cut in two at the end does not make UTF-8 something else", () => {
  const whole = Buffer.from("注文番号と髙島屋𠮷野家")
  for (let end = whole.length - 3; end <= whole.length; end++)
    expect(encodingOf(whole.subarray(0, end), true)).toBe("utf-8")
})
