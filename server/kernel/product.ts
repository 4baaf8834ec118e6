import type { Capability } from "./capability.ts"
import type { Effect } from "./effects.ts"
import type { Reaction } from "./events.ts"
import type { Plug, Port } from "./ports.ts"
import { routineEffect } from "./routines.ts"

/** What all capabilities together have plugged in, found by name. */
export type Product = {
  readonly capabilities: readonly Capability[]
  readonly reactionsTo: (eventName: string) => readonly Reaction[]
  /** Everything that the outbox can be asked to do, routines included. */
  readonly effects: readonly Effect[]
  readonly effect: (kind: string) => Effect | undefined
  /** The adapter behind a port. Throws when none was plugged in: a mistake of whoever assembled the product. */
  readonly use: <T>(port: Port<T>) => T
  /** Tells the workers that there is work of this kind. */
  readonly wake: (kind: string) => void
}

export type Outside = { readonly plugs: readonly Plug[]; readonly wake: (kind: string) => void }

export function assemble(capabilities: readonly Capability[], outside: Outside): Product {
  const reactions = new Map<string, Reaction[]>()
  for (const reaction of capabilities.flatMap((c) => c.reactions ?? [])) {
    const list = reactions.get(reaction.event.name) ?? []
    reactions.set(reaction.event.name, [...list, reaction])
  }
  const effects = capabilities.flatMap((c) => [...(c.effects ?? []), ...(c.routines ?? []).map(routineEffect)])
  const byKind = new Map(effects.map((effect) => [effect.kind, effect]))
  const adapters = new Map(outside.plugs.map(({ name, adapter }) => [name, adapter]))
  return {
    capabilities,
    effects,
    wake: outside.wake,
    reactionsTo: (name) => reactions.get(name) ?? [],
    effect: (kind) => byKind.get(kind),
    use: <T>(port: Port<T>) => {
      if (!adapters.has(port.name)) throw new Error(`nothing is plugged into ${port.name}`)
      return adapters.get(port.name) as T // safe: plug() ties the adapter's type to this port's
    },
  }
}
