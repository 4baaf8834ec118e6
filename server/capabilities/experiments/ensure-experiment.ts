import { type Context, inTransaction } from "#kernel/context"
import type { Text } from "#kernel/text"
import { Design, type Experiment, type Metric } from "./model.ts"
import { selectExperiment, type StoredExperiment, upsertExperiment } from "./storage.ts"

type Wanted = Experiment &
  Design & {
    /** What people know it by; kept when left out. */
    readonly name?: Text
    /** What it is meant to move (T01); revenue when nobody said. */
    readonly goal?: Metric
  }

/**
 * Makes an experiment, or changes its shares, name or goal. The salt is made once: whoever was assigned stays where she
 * is, the new shares hold for those who come from now on.
 */
export async function ensureExperiment(ctx: Context, wanted: Wanted): Promise<void> {
  await inTransaction(ctx, (ctx) => ensured(ctx, wanted))
}

/** The same, and how it stands then. In the caller's transaction. */
export async function ensured(ctx: Context, wanted: Wanted): Promise<StoredExperiment> {
  const { kind, id, name, goal } = wanted
  const { holdoutBp, arms } = Design.parse({ holdoutBp: wanted.holdoutBp, arms: wanted.arms })
  const salt = Buffer.from(ctx.bytes(16)).toString("base64url")
  const row = { kind, id, holdoutBp, arms: arms ?? null, name: name ?? null, goal: goal ?? null }
  await upsertExperiment(ctx, { ...row, experimentId: ctx.id(), salt })
  const stored = await selectExperiment(ctx, wanted)
  if (!stored) throw new Error("an experiment vanished while it was written")
  return stored
}
