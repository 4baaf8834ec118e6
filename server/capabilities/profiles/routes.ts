import { clusterOf } from "#customers"
import { route } from "#kernel/capability"
import {
  deleteConversation,
  getProfile,
  getProfileRates,
  postConversation,
  postWithdrawal,
  putPartnerValues,
} from "./contract.ts"
import { dropConversation, recordConversation } from "./conversations.ts"
import { keepPartnerValues, withdrawAgreement } from "./partner-values.ts"
import { partnerView, showProfile } from "./show-profile.ts"
import { showRates } from "./show-rates.ts"
import { selectPartnerValues } from "./storage-partner-values.ts"

const done = { done: true } as const

export const routes = [
  route(getProfile, (ctx, { customerId }) => showProfile(ctx, customerId)),
  route(postConversation, (ctx, { customerId, ...said }) => recordConversation(ctx, customerId, said)),
  route(deleteConversation, async (ctx, { customerId, conversationId }) => {
    await dropConversation(ctx, customerId, conversationId)
    return done
  }),
  route(putPartnerValues, async (ctx, { values }) => {
    await keepPartnerValues(ctx, values)
    return done
  }),
  route(postWithdrawal, async (ctx, { customerId, valueId }) => {
    await withdrawAgreement(ctx, customerId, valueId)
    const values = await selectPartnerValues(ctx, await clusterOf(ctx, customerId))
    return { partner: values.map((value) => partnerView(value, ctx.now())) }
  }),
  route(getProfileRates, (ctx) => showRates(ctx)),
]
