import { previewForCustomer, previewTemplate } from "../../../server/capabilities/templates/contract.ts"
import type { LetterChannel } from "../../../server/capabilities/templates/model.ts"
import type { Language } from "../../../ui/text.ts"
import { useCall } from "../use-call.ts"
import type { Reader } from "./as-whom.tsx"

export type SeenLetter = {
  templateId: string
  language: Language
  channel: LetterChannel
  withConsent: boolean
  document: unknown
}

/** A letter as one reader would get it: an invented one, or a real one with her own facts. */
export function useLetterPreview(seen: SeenLetter, person: Reader) {
  const isReal = person.kind === "customer"
  const sampled = useCall(
    previewTemplate,
    { ...seen, ...(person.kind === "sample" && { sample: person.name }) },
    { keep: true, when: !isReal },
  )
  const real = useCall(
    previewForCustomer,
    { ...seen, customerId: isReal ? person.customerId : "" },
    { keep: true, when: isReal },
  )
  return isReal ? real : sampled
}
