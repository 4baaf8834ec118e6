import { route } from "#kernel/capability"
import { clockMoves, confirmClocks } from "./clocks.ts"
import * as clock from "./contract-clock.ts"
import * as contract from "./contract.ts"
import { discardStuck, retryStuck, settleStuck } from "./deal-with-stuck.ts"
import { browseStuck, stuckCounts } from "./find-stuck.ts"

const done = { done: true as const }

export const routes = [
  route(contract.listStuck, (ctx, { cursor, limit, ...filter }) => browseStuck(ctx, filter, { cursor, limit })),
  route(clock.readClocks, async (ctx) => ({ items: await clockMoves(ctx) })),
  route(clock.trustClocks, async (ctx) => ({ items: await confirmClocks(ctx) })),
  route(contract.countStuck, stuckCounts),
  route(contract.retryStuck, async (ctx, { id }) => (await retryStuck(ctx, id), done)),
  route(contract.settleStuck, async (ctx, { id, happened }) => (await settleStuck(ctx, id, happened), done)),
  route(contract.discardStuck, async (ctx, { id }) => (await discardStuck(ctx, id), done)),
]
