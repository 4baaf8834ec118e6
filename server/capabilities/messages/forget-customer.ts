import { identitiesOf } from "#customers"
import type { Context } from "#kernel/context"
import { mailAddressKey } from "./mail-address-rules.ts"
import { blankMessages, deleteCaughtOf } from "./storage-erasure.ts"

type Erased = { readonly customerId: string; readonly customerIds: readonly string[] }

/**
 * A person is erased (F96): what their mails said and whom they went to leave the log, and the catcher's box forgets them.
 * That there was a message, what became of it and the hash of what it said stay. What has not left yet is not sent.
 */
export async function forgetCustomerMails(ctx: Context, { customerId, customerIds }: Erased): Promise<void> {
  const identities = await identitiesOf(ctx, customerId)
  const addresses = identities.filter(({ kind }) => kind === "email").map(({ value }) => value)
  const keys = addresses.flatMap((address) => mailAddressKey(address) ?? [])
  const { mailIds, toAddresses } = await blankMessages(ctx, customerIds, keys)
  await deleteCaughtOf(ctx, mailIds, [...new Set([...addresses, ...toAddresses])])
}
