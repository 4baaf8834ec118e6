import { expect, test } from "vitest"
import { fanKind } from "./fan-rules.ts"

test.each([
  ["nothing done", { acts: 0, rewarded: 0, orders: 0, ordersWithReward: 0 }, "quiet"],
  ["only rewarded acts", { acts: 3, rewarded: 3, orders: 0, ordersWithReward: 0 }, "reward-only"],
  ["every purchase by points or code", { acts: 0, rewarded: 0, orders: 2, ordersWithReward: 2 }, "reward-only"],
  ["talks and buys without reward", { acts: 4, rewarded: 1, orders: 3, ordersWithReward: 1 }, "fan"],
  ["buys at full price, does nothing else", { acts: 0, rewarded: 0, orders: 5, ordersWithReward: 0 }, "both"],
  ["as much for rewards as without", { acts: 2, rewarded: 1, orders: 2, ordersWithReward: 1 }, "both"],
  ["more rewards than acts are known", { acts: 1, rewarded: 3, orders: 0, ordersWithReward: 0 }, "reward-only"],
] as const)("H31 %s", (_, acts, kind) => {
  expect(fanKind(acts)).toBe(kind)
})
