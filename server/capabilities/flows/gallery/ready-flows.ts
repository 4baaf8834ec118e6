import { afterFlows } from "./flows-after.ts"
import { closeFlows } from "./flows-close.ts"
import { firstFlows } from "./flows-first.ts"
import { leftFlows } from "./flows-left.ts"
import { returnFlows } from "./flows-return.ts"
import { thankFlows } from "./flows-thank.ts"
import type { ReadyFlow } from "./ready-flow.ts"

/** Every flow that comes ready made, in the order of being a customer. */
export const readyFlows: readonly ReadyFlow[] = [
  ...firstFlows,
  ...leftFlows,
  ...afterFlows,
  ...closeFlows,
  ...thankFlows,
  ...returnFlows,
]
