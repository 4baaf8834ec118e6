import type { Actor } from "#kernel/context"

/** Who did it, in one word for a row: `staff:<id>`, `key:<id>`, `system:<reason>`. */
export function actorName(actor: Actor): string {
  if (actor.kind === "staff") return `staff:${actor.staffId}`
  if (actor.kind === "key") return `key:${actor.keyId}`
  return actor.kind === "system" ? `system:${actor.reason}` : actor.kind
}
