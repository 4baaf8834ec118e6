import { expect, test } from "vitest"
import { shownErrors, withoutField } from "./form.ts"

type Values = { email: string; role: string }
const wrong = { email: { ja: "メールアドレスを入れてください。", en: "Enter a mail address." } }
const refused = { role: { ja: "この役割はありません。", en: "There is no such role." } }

test("a field that was changed still shows what is wrong with it: only the server's refusal of it goes", () => {
  expect(shownErrors<Values>(wrong, true, withoutField<Values>({}, "email"))).toEqual(wrong)
  expect(withoutField<Values>(refused, "email")).toEqual(refused)
  expect(withoutField<Values>(refused, "role")).toEqual({})
})

test("before the first try to save nothing is called wrong but what the server refused", () => {
  expect(shownErrors<Values>(wrong, false, {})).toEqual({})
  expect(shownErrors<Values>(wrong, false, refused)).toEqual(refused)
  expect(shownErrors<Values>(wrong, true, refused)).toEqual({ ...wrong, ...refused })
})
