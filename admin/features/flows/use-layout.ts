import { useMemo } from "react"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { StepNumbers } from "../../../server/capabilities/flows/model-flow.ts"
import { useSurroundings } from "../../../ui/language.tsx"
import { layoutOf } from "./layout.ts"
import { cardHeight, linesOf } from "./measure.ts"
import { type FlowNames, messageOrder } from "./naming.ts"
import { cardWords, entryText } from "./words.ts"

/** Where everything lies, with the words that the cards were measured by. */
export function useLayout(document: FlowDocument, names: FlowNames, numbers: ReadonlyMap<string, StepNumbers>) {
  const { language } = useSurroundings()
  return useMemo(() => {
    const order = messageOrder(document)
    const words = new Map(document.steps.map((step) => [step.id, cardWords(step, names, order.get(step.id))]))
    const who = linesOf(entryText(document.entry, names)[language], 13, 326, 3).length
    const heightOf = (step: FlowDocument["steps"][number]) => {
      const said = words.get(step.id)
      return said ? cardHeight(step, said, language, numbers.has(step.id)) : 80
    }
    return { layout: layoutOf(document, heightOf, 22 + 19 + 23 + who * 20), words, order }
  }, [document, names, numbers, language])
}
