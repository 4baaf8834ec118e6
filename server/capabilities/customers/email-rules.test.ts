import fc from "fast-check"
import { expect, test } from "vitest"
import { emailKey, mailboxKey, readEmail } from "./email-rules.ts"

test.each([
  ["taro@example.jp", "taro@example.jp", "taro@example.jp"],
  [" Taro.Y+shop@Example.JP ", "Taro.Y+shop@example.jp", "taro.y+shop@example.jp"],
  ["ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp", "taro@example.jp"],
  ["taro@例え.jp", "taro@xn--r8jz45g.jp", "taro@xn--r8jz45g.jp"],
  ["taro@example。jp", "taro@example.jp", "taro@example.jp"],
  ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
  ["abc..def@docomo.ne.jp", "abc..def@docomo.ne.jp", "abc..def@docomo.ne.jp"],
  ["abc.@ezweb.ne.jp", "abc.@ezweb.ne.jp", "abc.@ezweb.ne.jp"],
  [".abc@d.vodafone.ne.jp", ".abc@d.vodafone.ne.jp", ".abc@d.vodafone.ne.jp"],
  ['"abc..def"@docomo.ne.jp', "abc..def@docomo.ne.jp", "abc..def@docomo.ne.jp"],
])("M08 M09 %s is written to as %s and compared as %s", (typed, address, key) => {
  expect(readEmail(typed)).toMatchObject({ address, key })
})

test.each([
  ["", "empty"],
  ["　", "empty"],
  ["taro", "no_domain"],
  ["taro@", "no_domain"],
  ["@example.jp", "bad_local_part"],
  ["abc..def@example.jp", "bad_local_part"],
  ["abc.@example.jp", "bad_local_part"],
  ["abc..def@docomo.ne.jp.evil.example", "bad_local_part"],
  ["abc..def@notdocomo.ne.jp", "bad_local_part"],
  ["a b@example.jp", "bad_local_part"],
  ["a@b@example.jp", "bad_local_part"],
  ["Taro <taro@example.jp>", "bad_domain"],
  ["taro@example.jp,evil@example.com", "bad_local_part"],
  ["taro@example.jp;evil", "bad_domain"],
  ['"a b"@example.jp', "bad_local_part"],
  ["taro@localhost", "bad_domain"],
  ["taro@127.0.0.1", "bad_domain"],
  ["taro@[127.0.0.1]", "bad_domain"],
  ["taro@0x7f.1", "bad_domain"],
  ["taro@-bad.jp", "bad_domain"],
  ["taro@exa_mple.jp", "bad_domain"],
  ["taro@example..jp", "bad_domain"],
  ["taro@example.jp.", "bad_domain"],
  ["太郎@example.jp", "needs_smtputf8"],
  [`${"a".repeat(65)}@example.jp`, "too_long"],
  [`a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}.jp`, "too_long"],
])("M08 %s is refused: %s", (typed, fault) => {
  expect(readEmail(typed)).toEqual({ fault })
})

test.each([
  "a@example.jp\r\nBcc: evil@example.com",
  "a@example.jp\n",
  "\ra@example.jp",
  "a\0@example.jp",
  "a@exa\tmple.jp",
  "a@example.jp\u0085",
])("M08 S43 a control character is refused wherever it stands", (typed) => {
  expect(readEmail(typed)).toEqual({ fault: "control_character" })
})

test("M09 folding is ASCII only: letters that change their length are refused, not folded", () => {
  expect("İ".toLowerCase().length).toBe(2)
  expect(readEmail("İ@example.jp")).toEqual({ fault: "needs_smtputf8" })
  expect(emailKey("TARO@EXAMPLE.JP")).toBe("taro@example.jp")
  expect(emailKey("nobody")).toBeUndefined()
})

test("M08 what is accepted is one plain ASCII line with one @, and reads as itself", () => {
  const near = fc
    .tuple(fc.string(), fc.constantFrom("@", "＠", ""), fc.constantFrom("example.jp", "docomo.ne.jp", "例え.jp", "x"))
    .map((all) => all.join(""))
  fc.assert(
    fc.property(fc.oneof(near, fc.emailAddress(), fc.string({ unit: "binary" })), (typed) => {
      const read = readEmail(typed)
      if ("fault" in read) return
      expect(read.address).toMatch(/^[\x21-\x7e]+$/)
      expect(read.address.split("@")).toHaveLength(2)
      expect(read.address).not.toMatch(/[\s<>(),;:\\"[\]]/)
      expect(readEmail(read.address)).toEqual(read)
      expect(readEmail(read.key)).toMatchObject({ key: read.key })
    }),
    { numRuns: 1000 },
  )
})

test("S60 one mailbox behind tags and dots is only a suspicion's key", () => {
  const key = (typed: string) => {
    const read = readEmail(typed)
    return "fault" in read ? read.fault : mailboxKey(read)
  }
  expect(key("T.aro+points@googlemail.com")).toBe("taro@gmail.com")
  expect(key("t.aro+x@example.jp")).toBe("t.aro@example.jp")
  expect(key("+tag@example.jp")).toBe("+tag@example.jp")
})
