import type { Capability } from "./capability.ts"
import type { Effect } from "./effects.ts"
import type { Reaction } from "./events.ts"

/** What all capabilities together have plugged in, found by name. */
export type Product = {
  readonly capabilities: readonly Capability[]
  readonly reactionsTo: (eventName: string) => readonly Reaction[]
  readonly effect: (kind: string) => Effect | undefined
  /** Tells the workers that there is work of this kind. */
  readonly wake: (kind: string) => void
}

export function assemble(capabilities: readonly Capability[], wake: (kind: string) => void = () => {}): Product {
  const reactions = new Map<string, Reaction[]>()
  for (const reaction of capabilities.flatMap((c) => c.reactions ?? [])) {
    const list = reactions.get(reaction.event.name) ?? []
    reactions.set(reaction.event.name, [...list, reaction])
  }
  const effects = new Map(capabilities.flatMap((c) => c.effects ?? []).map((effect) => [effect.kind, effect]))
  return { capabilities, wake, reactionsTo: (name) => reactions.get(name) ?? [], effect: (kind) => effects.get(kind) }
}
