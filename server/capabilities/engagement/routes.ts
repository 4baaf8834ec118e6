import { messageTitle } from "#messages"
import { route } from "#kernel/capability"
import * as contract from "./contract.ts"
import { definitions } from "./rates-rules.ts"
import { leavingsOf, linksOf, ratesByGroup, ratesBySegment, ratesOf } from "./rates.ts"
import { selectHits } from "./storage.ts"

export const routes = [
  route(contract.getRates, async (ctx, { originKind, originId, originStep, ...asked }) => {
    const filter = {
      ...asked,
      ...(originKind && originId ? { origin: { kind: originKind, id: originId, step: originStep } } : {}),
    }
    const groups = await ratesByGroup(ctx, filter)
    return {
      total: await ratesOf(ctx, filter),
      groups: groups.map((group) => ({ ...group, title: messageTitle(ctx, group.kind) })),
      segments: await ratesBySegment(ctx, filter),
      links: await linksOf(ctx, filter),
      leavings: await leavingsOf(ctx, filter),
      definitions,
    }
  }),
  route(contract.getMessageSignals, async (ctx, { messageId }) => ({ items: await selectHits(ctx, [messageId]) })),
]
