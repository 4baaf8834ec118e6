import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Text } from "../../../ui/text.ts"
import type { Names } from "../../app/conditions/phrase.ts"
import { allWaysOf, stepsOf } from "./edges.ts"

/** What things are called that a flow knows by id only. Undefined: not known, or taken away. */
export type FlowNames = Names & {
  readonly template: (id: string) => { readonly name: Text; readonly subject: Text | null } | undefined
  readonly offer: (id: string) => Text | undefined
  readonly flow: (id: string) => Text | undefined
  readonly property: (key: string) => Text
}

/** The messages of a flow counted as they are come to: 1通目, 2通目. Those of side ways come after the one beside them. */
export function messageOrder(document: FlowDocument): ReadonlyMap<string, number> {
  return new Map(
    inOrder(document)
      .filter((id) => stepsOf(document).get(id)?.kind === "message")
      .map((id, index) => [id, index + 1]),
  )
}

/** Every step that can be come to, each after all that lead to it. */
export function inOrder(document: FlowDocument): readonly string[] {
  const steps = stepsOf(document)
  const seen = new Set<string>()
  const backwards: string[] = []
  const visit = (id: string | null) => {
    const step = id === null ? undefined : steps.get(id)
    if (!step || seen.has(step.id)) return
    seen.add(step.id)
    for (const { to } of allWaysOf(step).toReversed()) visit(to)
    backwards.push(step.id)
  }
  visit(document.first)
  return backwards.toReversed()
}
