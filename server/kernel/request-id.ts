import type { Context } from "./context.ts"

/** Names one request in logs, errors and audit rows. */
export const newRequestId = (ctx: Pick<Context, "bytes">): string =>
  `req_${Buffer.from(ctx.bytes(12)).toString("base64url")}`
