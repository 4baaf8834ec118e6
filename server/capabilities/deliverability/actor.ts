import type { Actor } from "#kernel/context"

/** Who did it, in one word for a row. */
export const actorWord = (actor: Actor): string =>
  actor.kind === "staff" ? `staff:${actor.staffId}` : actor.kind === "key" ? `key:${actor.keyId}` : actor.kind
