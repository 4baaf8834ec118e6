import { expect, test } from "vitest"
import { writtenLetter } from "../../../server/capabilities/templates/model.ts"
import { editedLetter, firstDraft, freshHead, freshWords, isWhole, mistakesIn, writtenOf } from "./edited-letter.ts"

const letter = writtenLetter.parse(firstDraft("ja", "春のお便り"))

test("a letter that is opened and written again is the same", () => {
  expect(writtenLetter.parse(writtenOf(editedLetter(letter)))).toEqual(letter)
})

test("what is missing is named by its place in the language that is open", () => {
  const edited = editedLetter(letter)
  const { ja } = edited
  if (!ja?.mail) throw new Error("no mail")
  const wrong = {
    ...edited,
    ja: {
      ...ja,
      mail: { ...ja.mail, subject: "" },
      blocks: ja.blocks.map((block) =>
        block.kind === "button" ? { ...block, parts: { label: "x", to: "nowhere" } } : block,
      ),
    },
  }
  expect([...mistakesIn(wrong, "ja").keys()]).toEqual(["2.to", "mail.subject"])
  expect([...mistakesIn(wrong, "en").keys()]).toEqual([])
  expect(isWhole(wrong)).toBe(false)
})

test("a channel that is switched on begins with what is written; a new language with the other's words", () => {
  const { ja } = editedLetter(letter)
  if (!ja) throw new Error("no words")
  expect(freshHead(ja, "line").line?.altText).toBe("春のお便り")
  expect(freshHead(ja, "push").push).toMatchObject({ title: "春のお便り", to: "{{ links.shop }}" })
  expect(freshWords(ja)).toBe(ja)
  expect(freshWords(null).blocks.map(({ kind }) => kind)).toEqual(["heading", "text", "button", "support", "footer"])
})
