import type { Context } from "#kernel/context"
import { forgetPeople } from "./storage-people.ts"

/** Somebody is erased (F96): who they were at Klaviyo is not known any more. */
export const forgetKlaviyoPeople = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  forgetPeople(ctx, customerIds)
