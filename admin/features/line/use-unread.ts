import { countTalks } from "../../../server/capabilities/line/contract.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"

/** In how many talks somebody waits for an answer. */
export function useUnreadTalks(): { count: number; needed: boolean } | undefined {
  const may = useMay()("customers:personal")
  const waiting = useCall(countTalks, {}, { when: may, everyMs: 60_000, keep: true })
  const count = waiting.data?.unread ?? 0
  return count === 0 ? undefined : { count, needed: true }
}
