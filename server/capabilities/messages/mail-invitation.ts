import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import { dressOf } from "./dress.ts"
import { planMessage } from "./plan-message.ts"
import { staffInvitationMail } from "./staff-invitation-mail.ts"
import { wayOf } from "./way-out.ts"

type Invited = {
  readonly invitationId: string
  readonly email: string
  readonly brandName: string
  readonly roleName: Text
  readonly link: string
  readonly expiresAt: Date
}

/**
 * Mails an invitation to the address that was invited, in the brand's language. While mails go to the catcher nothing is
 * planned: nobody would get it, and others could read the link there; the console shows it to whoever invited.
 */
export async function mailInvitation(ctx: Context, invited: Invited): Promise<void> {
  const { invitationId, email, brandName, roleName, link, expiresAt } = invited
  if (wayOf(ctx, await dressOf(ctx)).name === "catcher") return
  const brand = await brandById(ctx, ctx.brandId)
  await planMessage(ctx, {
    kind: staffInvitationMail,
    customerId: null,
    language: brand?.language ?? "ja",
    to: { address: email },
    facts: { invitation: { brand: brandName, role: roleName, link, expiresAt: expiresAt.toISOString() } },
    key: `staff-invited:${invitationId}`,
    expiresAt,
  })
}
