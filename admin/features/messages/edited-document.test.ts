import { expect, test } from "vitest"
import { blockKinds, blockShapes } from "../../app/blocks/block-words.ts"
import { moveBlock, moveBlockTo, withBlock } from "../../app/blocks/edited-blocks.ts"
import { edited, mistakesIn, written } from "./edited-document.ts"

const mail = {
  version: 1 as const,
  fromName: "",
  subject: "ご注文を承りました",
  preheader: "内容をお確かめください。",
  blocks: [
    { kind: "text" as const, text: "ありがとうございます。", tone: "normal" as const },
    { kind: "footer" as const },
  ],
}

test("a document that is opened and written again is the same", () => {
  expect(written(edited(mail))).toEqual(mail)
})

test("what is missing is named by its place, and an optional part left empty is no mistake", () => {
  const button = { id: "b", kind: "button" as const, parts: { label: "追跡する", to: "javascript:alert(1)", note: "" } }
  const document = edited({ ...mail, subject: "" })
  const wrong = { ...document, blocks: withBlock(document.blocks, 1, button) }
  expect([...mistakesIn(wrong).keys()]).toEqual(["subject", "1.to"])
})

test("a block moves within the mail and not beyond it", () => {
  const { blocks } = edited(mail)
  expect(moveBlock(blocks, "1", -1).map(({ kind }) => kind)).toEqual(["footer", "text"])
  expect(moveBlock(blocks, "0", -5)).toEqual(blocks)
  expect(moveBlockTo(blocks, "1", "0").map(({ kind }) => kind)).toEqual(["footer", "text"])
})

test("every part that a form asks for is one that its block has", () => {
  for (const kind of blockKinds) {
    const parts = Object.fromEntries(
      blockShapes[kind].fields.map((field) => [
        field.key,
        field.as === "choice"
          ? field.options[0]?.value
          : field.as === "flag"
            ? true
            : field.as === "number"
              ? 6
              : field.as === "choices"
                ? [field.options[0]?.value]
                : field.as === "products"
                  ? []
                  : field.as === "rows"
                    ? [field.fresh, field.fresh]
                    : "https://hinata.example/",
      ]),
    )
    if (kind === "shared") continue
    if (kind === "image") Object.assign(parts, { width: 300, height: 200 })
    const document = { ...edited(mail), blocks: [{ id: "x", kind, parts }] }
    expect([kind, ...mistakesIn(document)]).toEqual([kind])
  }
})
