import { route } from "#kernel/capability"
import * as contract from "./contract.ts"
import { discardStuck, retryStuck, settleStuck } from "./deal-with-stuck.ts"
import { browseStuck, stuckCounts } from "./find-stuck.ts"

const done = { done: true as const }

export const routes = [
  route(contract.listStuck, (ctx, { cursor, limit, ...filter }) => browseStuck(ctx, filter, { cursor, limit })),
  route(contract.countStuck, stuckCounts),
  route(contract.retryStuck, async (ctx, { id }) => (await retryStuck(ctx, id), done)),
  route(contract.settleStuck, async (ctx, { id, happened }) => (await settleStuck(ctx, id, happened), done)),
  route(contract.discardStuck, async (ctx, { id }) => (await discardStuck(ctx, id), done)),
]
