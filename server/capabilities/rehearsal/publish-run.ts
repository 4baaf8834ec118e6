import { audit } from "#brands"
import { draftOf, publishProgramme, saveProgramme } from "#loyalty"
import { publishRanks, saveRanks, showRanks } from "#members"
import { type Context, inTransaction } from "#kernel/context"
import { RehearsalError } from "./errors.ts"
import { type RanksThen, ranksThen } from "./model.ts"
import { rankChange } from "./rank-change-rules.ts"
import { knownRun, plansOf } from "./rehearse.ts"
import { noteRunPublished } from "./storage.ts"

/**
 * Publishes programme and ranks as they were played, and keeps the forecast to be compared with what comes true (H12).
 * What becomes of other ranks that are live is never guessed: `then` must say it. Throws `rehearsal.Unknown`, `NotReady`,
 * `RanksNotChosen`, and what the law forbids to publish: `loyalty.MustNotPublish`.
 */
export const publishRun = (ctx: Context, runId: string, then?: RanksThen): Promise<{ version: number }> =>
  inTransaction(ctx, async (ctx) => {
    const run = await knownRun(ctx, runId, true)
    if (run.publishedVersion !== null) return { version: run.publishedVersion }
    if (run.state !== "done") throw RehearsalError.NotReady({ field: "runId" })
    const { programme, ranks } = plansOf(run).draft
    const before = await showRanks(ctx)
    const change = rankChange(before.live?.document, ranks)
    if (change && then === undefined)
      throw RehearsalError.RanksNotChosen({ field: "ranks", choices: ranksThen.join(", ") })
    if (ranks && (!before.live || (change && then === "as-played"))) {
      const { revision } = await saveRanks(ctx, ranks, run.name, before.draft?.revision ?? 0)
      await publishRanks(ctx, revision)
    }
    const { revision: basedOn } = await draftOf(ctx)
    const { revision } = await saveProgramme(ctx, { programme, note: run.name, basedOn })
    const { version } = await publishProgramme(ctx, { basedOn: revision })
    await noteRunPublished(ctx, runId, version)
    await audit(ctx, {
      action: "rehearsal.published",
      subject: `rehearsal:${runId}`,
      after: { version, ...(change && { ranks: then }) },
    })
    return { version }
  })
