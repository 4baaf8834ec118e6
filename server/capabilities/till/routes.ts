import { route } from "#kernel/capability"
import {
  postTillCapture,
  postTillEarning,
  postTillHold,
  postTillMember,
  postTillQuote,
  postTillRefund,
  postTillRelease,
  postTillReplay,
  postTillSale,
  postTillVoid,
} from "./contract.ts"
import { earn } from "./earn.ts"
import { showMember } from "./find-member.ts"
import { capture, hold, release } from "./holds.ts"
import { quote } from "./quote.ts"
import { replay } from "./replay.ts"
import { refundSale, sell, voidSale } from "./sell.ts"

export const routes = [
  route(postTillMember, showMember),
  route(postTillQuote, quote),
  route(postTillHold, hold),
  route(postTillCapture, capture),
  route(postTillRelease, async (ctx, { holdId }) => {
    await release(ctx, { holdId })
    return { done: true as const }
  }),
  route(postTillEarning, earn),
  route(postTillSale, sell),
  route(postTillRefund, refundSale),
  route(postTillVoid, voidSale),
  route(postTillReplay, async (ctx, { operations }) => ({ results: await replay(ctx, operations) })),
]
