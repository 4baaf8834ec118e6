import type { ConditionInput } from "../../../server/capabilities/segments/model.ts"

/** Of whom a field is not known, as a segment's condition; undefined where segments can't tell. */
export function lackingField(key: string): ConditionInput | undefined {
  if (key.startsWith("property:"))
    return { kind: "property", key: key.slice("property:".length), test: { known: false } }
  if (key === "bornOn") return { kind: "attribute", field: "age", test: { known: false } }
  if (key === "address") return { kind: "attribute", field: "prefecture", test: { known: false } }
  return undefined
}
