import { emailKey } from "./email-rules.ts"
import { type IdentityKey, isNobody, isSure, keyText } from "./identity-rules.ts"
import type { Identity } from "./model.ts"
import { readPhone } from "./phone-rules.ts"

/** The comparable keys of a fact, each once, in a stable order. What can't be read or means nobody is left out. */
export function keysOf(identities: readonly Identity[]): IdentityKey[] {
  const found = new Map<string, IdentityKey>()
  for (const identity of identities) {
    const valueKey = valueKeyOf(identity)
    if (valueKey === undefined || isNobody(valueKey)) continue
    const key = {
      kind: identity.kind,
      issuer: identity.issuer,
      valueKey,
      value: identity.value,
      sure: isSure(identity),
    }
    const before = found.get(keyText(key))
    if (!before || (key.sure && !before.sure)) found.set(keyText(key), key)
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key)
}

/** Whether anything here tells one person from another. */
export const hasIdentity = (identities: readonly Identity[]): boolean => keysOf(identities).length > 0

function valueKeyOf(identity: Identity): string | undefined {
  if (identity.kind === "email") return emailKey(identity.value)
  // What can't be a number ("000-0000-0000") is typed by many who have none to give.
  if (identity.kind === "phone") return readPhone(identity.value)?.key
  return identity.value.trim()
}
