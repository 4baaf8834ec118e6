import type { Capability } from "./capability.ts"
import type { Context, Plugged } from "./context.ts"
import { type ContributionPoint, contribute } from "./contributions.ts"
import { allEffects, type Effect } from "./effects.ts"
import type { Loop } from "./loops.ts"
import type { Plug, Port } from "./ports.ts"
import { type Routine, routineEffect } from "./routines.ts"

/** What all capabilities together have plugged in. */
export type Product = Plugged & {
  readonly capabilities: readonly Capability[]
  /** Everything that the outbox can be asked to do, routines included. */
  readonly effects: readonly Effect[]
  readonly routines: readonly Routine[]
  readonly loops: readonly Loop[]
}

type React = (ctx: Context, payload: unknown) => Promise<void>

export type Outside = {
  readonly plugs: readonly Plug[]
  readonly wake: (kind: string) => void
  readonly takerOf?: Plugged["takerOf"]
}

export function assemble(capabilities: readonly Capability[], outside: Outside): Product {
  const reactions = new Map<string, React[]>()
  for (const reaction of capabilities.flatMap((c) => c.reactions ?? [])) {
    const list = reactions.get(reaction.event.name) ?? []
    reactions.set(reaction.event.name, [...list, reaction.react])
  }
  const routines = capabilities.flatMap((c) => c.routines ?? [])
  const effects = [...capabilities.flatMap((c) => c.effects ?? []), ...routines.map(routineEffect)]
  const contributions = [...capabilities.flatMap((c) => c.contributes ?? []), contribute(allEffects, effects)]
  const contributed = new Map<string, unknown[]>()
  for (const { name, items } of contributions) contributed.set(name, [...(contributed.get(name) ?? []), ...items])
  const adapters = new Map(outside.plugs.map(({ name, adapter }) => [name, adapter]))
  return {
    capabilities,
    routines,
    loops: capabilities.flatMap((c) => c.loops ?? []),
    effects,
    wake: outside.wake,
    takerOf: outside.takerOf ?? (() => undefined),
    reactionsTo: (name) => reactions.get(name) ?? [],
    contributed: <T>(point: ContributionPoint<T>) =>
      // safe: contribute() ties the items' type to this very point
      (contributed.get(point.name) ?? []) as T[],
    use: <T>(port: Port<T>) => {
      if (!adapters.has(port.name)) throw new Error(`nothing is plugged into ${port.name}`)
      return adapters.get(port.name) as T // safe: plug() ties the adapter's type to this port's
    },
  }
}
