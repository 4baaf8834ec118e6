import { audit } from "#brands"
import { clusterOf, rootIdsOf } from "#customers"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { ProfileError } from "./errors.ts"
import type { PartnerValue } from "./model.ts"
import { type PartnerPurpose, usableFor } from "./partner-rules.ts"
import { selectPartnerValues, withdrawPartnerValue, writePartnerValues } from "./storage-partner-values.ts"

export type PartnerWord = Omit<PartnerValue, "valueId" | "state"> & { readonly customerId: string }

/**
 * Keeps what a partner says of customers, with where it came from, what for, until when and how she agreed (A09). Without
 * her agreement it is kept and not used. Throws `profiles.UnknownCustomer`, `EndsBeforeItBegins`, with the row in `field`.
 */
export async function keepPartnerValues(ctx: Context, words: readonly PartnerWord[]): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const roots = await rootIdsOf(
      ctx,
      words.map(({ customerId }) => customerId),
    )
    const values = words.map((word, index) => {
      const customerId = roots.get(word.customerId)
      if (!customerId) throw ProfileError.UnknownCustomer({ field: `values.${index}.customerId` })
      if (word.expiresAt <= word.obtainedAt)
        throw ProfileError.EndsBeforeItBegins({ field: `values.${index}.expiresAt` })
      return { ...word, customerId, valueId: ctx.id() }
    })
    await writePartnerValues(ctx, values)
    const partners = [...new Set(words.map(({ partner }) => partner))].join(", ")
    await audit(ctx, {
      action: "profiles.partner-data-kept",
      subject: `partner:${partners}`,
      after: { values: words.length },
    })
    await touchCustomers(ctx, [...new Set(roots.values())])
  })
}

/** Her agreement ends here; the value is not used from now on. Throws `profiles.UnknownValue`. */
export async function withdrawAgreement(ctx: Context, customerId: string, valueId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const owner = await withdrawPartnerValue(ctx, valueId)
    if (!owner || !(await clusterOf(ctx, customerId)).includes(owner))
      throw ProfileError.UnknownValue({ field: "valueId" })
    await audit(ctx, {
      action: "profiles.partner-agreement-withdrawn",
      subject: `customer:${owner}`,
      after: { valueId },
    })
    await touchCustomers(ctx, [owner])
  })
}

/** What partners say of these people and may be used for this purpose now, by the ids it was told for. */
export async function partnerValuesFor(ctx: Context, customerIds: readonly string[], purpose: PartnerPurpose) {
  return usableFor(await selectPartnerValues(ctx, customerIds), purpose, ctx.now())
}
