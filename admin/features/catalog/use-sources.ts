import { listFeeds } from "../../../server/capabilities/catalog/contract.ts"
import { listShops } from "../../../server/capabilities/orders/contract-shops.ts"
import { same, type Text } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSourceNames } from "../../app/words/source.ts"

/** Where products come from, by the names that people gave: shops and feeds; anything else by what it is. */
export function useSources(): { readonly nameOf: (source: string) => Text; readonly known: ReadonlyMap<string, Text> } {
  const may = useMay()
  const otherName = useSourceNames()
  const shops = useCall(listShops, {}, { when: may("brand:read") })
  const feeds = useCall(listFeeds, {})
  const known = new Map<string, Text>([
    ...(shops.data?.items ?? []).map(({ connectionId, name }) => [`shopify:${connectionId}`, same(name)] as const),
    ...(feeds.data?.items ?? []).map(({ source, name }) => [source, same(name)] as const),
  ])
  return { nameOf: (source) => known.get(source) ?? otherName(source), known }
}
