import { z } from "zod"

const account = z.string().trim().min(1).max(60)

/** What the brand's accountant has decided. Versioned: what was exported under one version can be made again. */
export const AccountSettings = z.strictObject({
  accounts: z
    .strictObject({
      /** Points owed to members. */
      liability: account.default("契約負債"),
      /** Points that were paid for: 前払式支払手段, never mixed with the others. */
      paidLiability: account.default("前受金"),
      /** Given on a purchase: taken off its revenue. */
      salesReduction: account.default("売上高（ポイント付与）"),
      /** Given for something else than a purchase. */
      promotion: account.default("販売促進費"),
      revenue: account.default("売上高"),
      breakage: account.default("雑収入"),
      adjustment: account.default("雑損失"),
      cash: account.default("現金預金"),
      /** What was owed for the points of the system before. */
      carried: account.default("契約負債（旧ポイント）"),
    })
    .prefault({}),
  /** Worth of one point, minor units. */
  yenPerPoint: z.int().min(1).max(10_000).default(1),
  /** Of ten thousand points, how many are expected to be used; null: as the breakage curve says. */
  expectedUseBp: z.int().min(0).max(10_000).nullable().default(null),
  allocation: z.enum(["relative-ssp", "none"]).default("relative-ssp"),
  /** The month after which the year is closed; for reports of a year. */
  fiscalYearEnds: z.int().min(1).max(12).default(3),
})
export type AccountSettings = z.output<typeof AccountSettings>
