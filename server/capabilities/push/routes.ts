import { publicUrl } from "#brands"
import { CustomerError, customerById } from "#customers"
import { route } from "#kernel/capability"
import { pushLink } from "./ask-page.ts"
import { getPush, getPushLink, listCaughtPush } from "./contract.ts"
import { keysOf } from "./keys.ts"
import { countSubscriptions, selectCaught } from "./storage.ts"

export const routes = [
  route(getPush, async (ctx) => ({
    browsers: await countSubscriptions(ctx),
    publicKey: keysOf(ctx).publicKey,
    workerUrl: await publicUrl(ctx, "/push-worker.js"),
  })),
  route(getPushLink, async (ctx, { customerId }) => {
    if (!(await customerById(ctx, customerId))) throw CustomerError.Unknown({ field: "customerId" })
    return { url: await pushLink(ctx, customerId) }
  }),
  route(listCaughtPush, async (ctx) => ({ items: await selectCaught(ctx, 50) })),
]
