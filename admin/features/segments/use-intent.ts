import { listNamed } from "../../../server/capabilities/segments/contract.ts"
import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import { same, type Text } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"

/** What a segment is for: as somebody wrote it, or in both languages where it is still the one that came with the product. */
export function useIntent(): (segment: Pick<Segment, "key" | "intent">) => Text {
  const named = useCall(listNamed, {})
  return ({ key, intent }) => {
    const own = key === null ? undefined : named.data?.items.find((one) => one.key === key)?.intent
    return own && (own.ja === intent || own.en === intent) ? own : same(intent)
  }
}
