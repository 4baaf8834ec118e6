import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Text } from "#kernel/text"

export type FieldType = "text" | "number" | "boolean" | "day" | "list"

/**
 * A value that another capability knows of each customer and that conditions may ask for: tier, points, a prediction. It
 * says so by `touchCustomers` when a value changes; until then the one it gave last counts.
 */
export type SegmentField = {
  /** `loyalty.tier`: capability and value. */
  readonly key: string
  readonly label: Text
  readonly type: FieldType
  readonly choices?: readonly { readonly value: string; readonly label: Text }[]
  /** The values of these people by their ids; who has none is missing. Asked for thousands at once. */
  readonly read: (
    ctx: Context,
    customerIds: readonly string[],
  ) => Promise<ReadonlyMap<string, string | number | boolean | readonly string[]>>
}

export const segmentFields = contributionPoint<SegmentField>("segments.fields")
