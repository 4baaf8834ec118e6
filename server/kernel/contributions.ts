/**
 * A place where one capability lets those after it add something of their own: messages its kinds, segments its fields.
 * `export const messageKinds = contributionPoint<MessageKind>("messages.kinds")`.
 */
export type ContributionPoint<T> = { readonly name: string; readonly shape?: (it: T) => T }

export const contributionPoint = <T>(name: string): ContributionPoint<T> => ({ name })

export type Contribution = { readonly name: string; readonly items: readonly unknown[] }

/** For the list in capability.ts: `contributes: [contribute(messageKinds, orderMails)]`. */
export const contribute = <T>(point: ContributionPoint<T>, items: readonly T[]): Contribution => ({
  name: point.name,
  items,
})
