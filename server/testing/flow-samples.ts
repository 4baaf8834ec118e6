import { z } from "zod"
import { flowSteps } from "#flows"
import { type LetterDocument, letterDocument, letterDocuments, templateKey } from "#messages"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { assemble } from "#kernel/product"
import { capabilities } from "../capabilities.ts"

/** Templates that tests may send; each has a first version. */
export const templateId = "0198c0de-0000-7000-8000-0000000000aa"
export const otherTemplateId = "0198c0de-0000-7000-8000-0000000000bb"

const document: LetterDocument = letterDocument.parse({
  version: 1,
  words: {
    en: {
      mail: { subject: "Hello", preheader: "A word from us" },
      blocks: [{ kind: "heading", text: "Hello" }, { kind: "footer" }],
    },
  },
})

/** Letters and a step as later parts of the product would add them. */
const samples = defineCapability({
  name: "samples",
  contributes: [
    contribute(letterDocuments, [
      async (_ctx, refs) =>
        new Map(
          refs
            .filter((ref) => [templateId, otherTemplateId].includes(ref.templateId) && ref.version === 1)
            .map((ref) => [templateKey(ref), document]),
        ),
    ]),
    contribute(flowSteps, [
      {
        step: "samples.stamp",
        title: { ja: "スタンプ", en: "Stamp" },
        about: { ja: "スタンプを押す", en: "Puts a stamp" },
        with: z.strictObject({ stamps: z.int() }),
        act: async (_ctx, people) =>
          new Map(people.map(({ key, with: given }) => [key, { kind: "done", facts: { stamp: { given, key } } }])),
      },
    ]),
  ],
})

/** The product with letters and a step that tests may use. */
export const flowsProduct = () => assemble([...capabilities, samples], { plugs: [], wake: () => {} })
