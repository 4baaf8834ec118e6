import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import type { Channel } from "./consent-rules.ts"
import { CustomerError } from "./errors.ts"
import { customerErased } from "./events.ts"
import { keysOf } from "./identity-keys.ts"
import type { Identity } from "./model.ts"
import { rootsOf } from "./roots.ts"
import { forgetConsentDetails, replaceHolding } from "./storage-consents.ts"
import { blankProfiles, deleteCandidatesOf, insertErasures, selectErased } from "./storage-erasure.ts"
import { deleteIdentitiesOf, type IdentityRow, selectIdentities } from "./storage-identities.ts"
import { clearTerms } from "./storage-profiles.ts"
import { selectCluster, selectRoot } from "./storage-roots.ts"
import { replaceTerms } from "./storage-terms.ts"
import { suppress } from "./suppressions.ts"

/**
 * Erases a person with everybody merged into them (F96): names, addresses, words, identities and search terms are gone,
 * their ids stay without anybody behind them. Others clean their own rows when `customers.erased` is announced. What
 * remains: hashes of their addresses, so that a later import doesn't write to them, and that and when they agreed or
 * refused. Throws `customers.Unknown`.
 */
export async function eraseCustomer(ctx: Context, customerId: string, reason: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const root = (await rootsOf(ctx, [customerId])).get(customerId)
    const profile = root && (await selectRoot(ctx, root.customerId))
    if (!profile || profile.erasedAt) throw CustomerError.Unknown({ field: "customerId" })
    const ids = await selectCluster(ctx, profile.customerId)
    const identities = await selectIdentities(ctx, profile.customerId)
    await announce(ctx, customerErased, { customerId: profile.customerId, customerIds: ids })
    await leaveAlone(ctx, [...identities, ...contacts(profile)])
    await insertErasures(
      ctx,
      profile.customerId,
      identities.map((one) => identityHash(ctx, one)),
    )
    await deleteIdentitiesOf(ctx, ids)
    await deleteCandidatesOf(ctx, ids)
    for (const id of ids) {
      await forgetConsentDetails(ctx, id)
      await replaceHolding(ctx, id, [])
    }
    await replaceTerms(ctx, await clearTerms(ctx, ids))
    await blankProfiles(ctx, ids)
    await audit(ctx, {
      action: "customers.erased",
      subject: `customer:${profile.customerId}`,
      after: { reason, profiles: ids.length },
    })
  })
}

/** Whether somebody who came under one of these identities was erased, and when last (S62). */
export async function erasedAt(ctx: Context, identities: readonly Identity[]): Promise<Date | null> {
  const hashes = keysOf(identities).map((key) => identityHash(ctx, key))
  return hashes.length === 0 ? null : selectErased(ctx, hashes)
}

const identityHash = (ctx: Context, key: Pick<IdentityRow, "kind" | "issuer" | "valueKey">): string =>
  ctx.keys.fingerprint(`${ctx.brandId}:identity:${key.kind}:${key.issuer}:${key.valueKey}`)

const contacts = ({ email, phone }: { email: string | null; phone: string | null }) => [
  ...(email ? [{ kind: "email" as const, value: email }] : []),
  ...(phone ? [{ kind: "phone" as const, value: phone }] : []),
]

const channelOf: Partial<Record<Identity["kind"], Channel>> = { email: "email", phone: "sms", line: "line" }

async function leaveAlone(
  ctx: Context,
  addresses: readonly { kind: Identity["kind"]; value: string }[],
): Promise<void> {
  for (const { kind, value } of addresses) {
    const channel = channelOf[kind]
    if (channel)
      await suppress(ctx, { channel, address: value, scope: "all", reason: "erased", source: "erasure", at: ctx.now() })
  }
}
