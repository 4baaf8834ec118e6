import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, inject, test } from "vitest"
import { openLetters } from "#messages"
import { inTransaction } from "#kernel/context"
import { draftFor, manyPeople, segmentOf } from "#testing/campaign-scene"
import { testContext } from "#testing/context"
import { launchCampaign } from "./capabilities/campaigns/launch-campaign.ts"
import { changeCampaignSettings } from "./capabilities/campaigns/settings.ts"
import { updateChecked } from "./capabilities/campaigns/storage.ts"
import { beginExport, fileOf } from "./capabilities/exports/run-export.ts"

const program = fileURLToPath(new URL("./testing/plan-process.ts", import.meta.url))

// What the code itself takes is the most of it, and more of it while it is compiled for the first time.
const [people, heapMb] = [50_000, 128]

test("F33 in much less than a heap of 256 MB a campaign is planned and everybody is taken out at the same time, to the end", async () => {
  const ctx = await testContext({ at: "2026-04-01T10:00:00+09:00" })
  const segmentId = await segmentOf(ctx, await manyPeople(ctx, people))
  await changeCampaignSettings(ctx, { approveFrom: null, typeFrom: 1_000_000, payday: 25 })
  const { campaignId, revision } = await draftFor(ctx, segmentId)
  const checked = { revision, at: ctx.now().toISOString(), audience: people, stops: [] }
  await inTransaction(ctx, (ctx) => updateChecked(ctx, campaignId, checked))
  await launchCampaign(ctx, { campaignId, revision })
  const { exportId } = await beginExport(ctx, { what: "customers", format: "ndjson" })

  expect(await workElsewhere(ctx), "it ends by itself").toBe(0)
  const [letters] = await inTransaction(ctx, (ctx) => openLetters(ctx, { id: campaignId }))
  expect(letters?.planned).toBe(people)
  expect(await fileOf(ctx, exportId)).toMatchObject({ state: "done", rows: people })
})

/** How a process of little memory ended that does both side by side. */
function workElsewhere({ brandId, now }: { brandId: string; now: () => Date }): Promise<string | number | null> {
  const kinds = "campaigns.plan,exports.piece"
  const given = { database: inject("appUrl"), brand: brandId, now: now().toISOString(), kinds }
  const flags = Object.entries(given).map(([name, value]) => `--${name}=${value}`)
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, program, ...flags], {
    stdio: ["ignore", "inherit", "inherit"],
  })
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)))
}
