import { brandById, ownersOf, publicUrl } from "#brands"
import { type Context, mustBeInTransaction } from "#kernel/context"
import type { Text } from "#kernel/text"
import { planMessage } from "#messages"
import type { EndpointRow } from "./storage-endpoints.ts"
import { stoppedMail } from "./stopped-mail.ts"

const reasons: Record<"gone" | "failing", Text> = {
  gone: { ja: "もう要らないという返事（410）がありました", en: "it answered that it is gone (410)" },
  failing: { ja: "5日間、受け取りの返事がありませんでした", en: "it took nothing for five days" },
}

/** Mails the brand's owners that an endpoint was switched off, in the transaction that does so: each of them once (S34). */
export async function tellOwners(
  ctx: Context,
  endpoint: Pick<EndpointRow, "endpointId" | "name" | "url">,
  because: "gone" | "failing",
  since: Date,
): Promise<void> {
  mustBeInTransaction(ctx)
  const brand = await brandById(ctx, ctx.brandId)
  const link = await publicUrl(ctx, "/admin/settings/webhooks")
  const { endpointId, name, url } = endpoint
  for (const { staffId, name: person, email } of await ownersOf(ctx))
    await planMessage(ctx, {
      kind: stoppedMail,
      customerId: null,
      language: brand?.language ?? "ja",
      to: { name: person, address: email },
      facts: {
        endpoint: { name, host: new URL(url).host, because: reasons[because], since: since.toISOString(), link },
      },
      key: `webhook-stopped:${endpointId}:${ctx.now().toISOString()}:${staffId}`,
    })
}
