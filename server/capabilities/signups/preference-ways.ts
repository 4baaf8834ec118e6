import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Text } from "#kernel/text"

/** Another way to hear from the brand, that a reader can open from the preference centre. */
export type PreferenceWay = (
  ctx: Context,
  customerId: string,
) => Promise<{ readonly label: Text; readonly url: string }>

export const preferenceWays = contributionPoint<PreferenceWay>("signups.preference-ways")
