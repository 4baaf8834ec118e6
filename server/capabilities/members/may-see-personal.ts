import type { Context } from "#kernel/context"

/** Whether the caller may see personal data. Without a word on rights it is the installation itself that asks. */
export const maySeePersonal = (ctx: Pick<Context, "rights">): boolean => ctx.rights?.has("customers:personal") ?? true
