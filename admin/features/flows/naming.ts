import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import type { Text } from "../../../ui/text.ts"
import type { Names } from "../../app/conditions/phrase.ts"

/** What things are called that a flow knows by id only. Undefined: not known, or taken away. */
export type FlowNames = Names & {
  readonly template: (id: string) => { readonly name: Text; readonly subject: Text | null } | undefined
  readonly offer: (id: string) => Text | undefined
  readonly flow: (id: string) => Text | undefined
  readonly property: (key: string) => Text
}

/** The messages of a flow in the order in which they are come to: 1通目, 2通目. */
export function orderOfMessages(document: FlowDocument, reached: readonly Step[]): ReadonlyMap<string, number> {
  const messages = reached.filter(({ kind }) => kind === "message")
  const known = document.steps.filter((step) => step.kind === "message" && !messages.includes(step))
  return new Map([...messages, ...known].map(({ id }, index) => [id, index + 1]))
}
