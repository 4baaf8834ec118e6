import type { Identity } from "./model.ts"

/** An identity made comparable: `valueKey` is equal for what means the same, `sure` says whether it may join two people. */
export type IdentityKey = {
  readonly kind: Identity["kind"]
  readonly issuer: string
  readonly valueKey: string
  /** As it was given. */
  readonly value: string
  readonly sure: boolean
}

/** Where a key leads today. `known`: whether anything sure tells who that person is. */
export type Owner = { readonly customerId: string; readonly sure: boolean; readonly known: boolean }

export const keyText = (key: Pick<IdentityKey, "kind" | "issuer" | "valueKey">): string =>
  `${key.kind}\n${key.issuer}\n${key.valueKey}`

// What careless integrations send for "nobody". Taking them for a person would join everybody into one.
const nobody = new Set([
  "",
  "0",
  "-1",
  "null",
  "undefined",
  "none",
  "n/a",
  "na",
  "nan",
  "guest",
  "anonymous",
  "unknown",
  "false",
  "true",
  "[object object]",
])

export const isNobody = (value: string): boolean => nobody.has(value.trim().toLowerCase())

/** A device is shared and a phone belongs to a household: they are sure only when confirmed, a device never. */
export const isSure = (identity: Pick<Identity, "kind" | "verified">): boolean =>
  identity.kind !== "anonymous" && (identity.verified ?? identity.kind !== "phone")

/** What is to be done about one fact. `target` null: a new customer. */
export type Decision = {
  readonly target: string | null
  /** Keys nobody has yet: they become the target's. */
  readonly attach: readonly IdentityKey[]
  /** The target's keys that were unsure and are sure from now on. */
  readonly confirm: readonly IdentityKey[]
  /** Keys that another known person only seemed to have: a sure word takes them over. */
  readonly takeOver: readonly IdentityKey[]
  /** Profiles to merge into the target, in the order of their ids; `became-known` for those that nothing sure told apart. */
  readonly merge: readonly { readonly customerId: string; readonly rule: "same-person" | "became-known" }[]
  /** Known people who share an unsure key with the target: somebody has to look. */
  readonly suspects: readonly Suspect[]
}

export type Suspect = { readonly customerId: string; readonly key: IdentityKey }

/**
 * The rules of identity. All sure keys of one fact are one person's, so their owners are merged. An unsure key never
 * joins two known people: it stays with the first, and the pair is put up for review (a shared device isn't even that).
 * A profile without any sure key belongs to the first known person that shares a key with it. Which known people there
 * are, and which sure keys each has, is therefore the same in whatever order the facts arrive.
 */
export function decide(keys: readonly IdentityKey[], ownerOf: (key: IdentityKey) => Owner | undefined): Decision {
  const owned = keys.flatMap((key) => {
    const owner = ownerOf(key)
    return owner ? [{ key, owner }] : []
  })
  const sure = keys.some((key) => key.sure)
  // A known owner counts for a sure key only when the key is surely theirs; otherwise the sure word takes it over.
  const anchors = owned.filter(({ key, owner }) => owner.known && key.sure && owner.sure)
  const unknown = ids(owned.filter(({ owner }) => !owner.known))
  const same = sure
    ? ids(anchors)
    : ids(
        owned
          .filter(({ owner }) => owner.known)
          .sort(byWeight)
          .slice(0, 1),
      )
  const target = same[0] ?? unknown[0] ?? null
  const isMine = (customerId: string) => same.includes(customerId) || unknown.includes(customerId)
  const others = owned.filter(({ owner }) => !isMine(owner.customerId))
  return {
    target,
    attach: keys.filter((key) => !ownerOf(key)),
    confirm: owned
      .filter(({ key, owner }) => key.sure && !owner.sure && isMine(owner.customerId))
      .map(({ key }) => key),
    takeOver: others.filter(({ key }) => key.sure).map(({ key }) => key),
    merge: [
      ...same.filter((id) => id !== target).map((customerId) => ({ customerId, rule: "same-person" as const })),
      ...unknown.filter((id) => id !== target).map((customerId) => ({ customerId, rule: "became-known" as const })),
    ],
    suspects: others
      .filter(({ key }) => key.kind !== "anonymous")
      .map(({ key, owner }) => ({ customerId: owner.customerId, key })),
  }
}

// Ids are UUIDv7, so the smallest is the profile that was made first: it stays, the others go into it.
const ids = (owned: readonly { readonly owner: Owner }[]): string[] =>
  [...new Set(owned.map(({ owner }) => owner.customerId))].sort()

// Without a sure key the most personal one speaks: a mail before a phone before a device.
const weight = ["email", "phone", "anonymous"]
const byWeight = (a: { key: IdentityKey }, b: { key: IdentityKey }) =>
  weight.indexOf(a.key.kind) - weight.indexOf(b.key.kind)

/** Whether people who are already there have to change before the fact has one owner; those in `apart` stay as they are. */
export const isConflict = (decision: Decision, apart: ReadonlySet<string>): boolean =>
  decision.confirm.length > 0 ||
  decision.takeOver.length > 0 ||
  decision.merge.some(({ customerId }) => !apart.has(customerId))
