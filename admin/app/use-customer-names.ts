import { listCustomerNames } from "../../server/capabilities/customers/contract.ts"
import { useMay } from "./session.tsx"
import { useCall } from "./use-call.ts"

/** The names of these customers by their ids, as far as they have come; undefined for those who may not see personal data. */
export function useCustomerNames(ids: readonly (string | null)[]): ReadonlyMap<string, string> | undefined {
  const may = useMay()("customers:personal")
  const asked = [...new Set(ids.filter((id) => id !== null))].slice(-200)
  const names = useCall(
    listCustomerNames,
    { customerIds: asked.join(",") },
    { when: may && asked.length > 0, keep: true },
  )
  if (!may) return undefined
  return new Map(names.data?.items.map(({ customerId, name }) => [customerId, name]))
}
