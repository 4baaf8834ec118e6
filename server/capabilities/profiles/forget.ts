import type { PersonalData } from "#customers"
import type { Context } from "#kernel/context"
import { deletePeople } from "./storage.ts"
import { selectConversations } from "./storage-conversations.ts"
import { selectPartnerValues } from "./storage-partner-values.ts"

/** Conversations, partners' data and standings of an erased person are gone at once (F96). */
export const forgetCustomer = (ctx: Context, { customerIds }: { customerIds: string[] }): Promise<void> =>
  deletePeople(ctx, customerIds)

export const talksAsPersonalData: PersonalData = {
  name: "conversations",
  read: (ctx, customerIds) => selectConversations(ctx, customerIds),
}
export const partnersAsPersonalData: PersonalData = {
  name: "partnerData",
  read: (ctx, customerIds) => selectPartnerValues(ctx, customerIds),
}
