import { listShops } from "../../../server/capabilities/orders/contract-shops.ts"
import { same, type Text } from "../../../ui/text.ts"
import { useMay } from "../session.tsx"
import { useCall } from "../use-call.ts"

const kinds: Readonly<Record<string, Text>> = {
  shopify: same("Shopify"),
  feed: { ja: "商品フィード", en: "a product feed" },
  pos: { ja: "店舗のレジ", en: "a store's till" },
  store: { ja: "店舗", en: "a store" },
  import: { ja: "取り込み", en: "an import" },
  api: same("API"),
  web: { ja: "サイト", en: "the site" },
  staff: { ja: "スタッフ", en: "staff" },
  maido: same("Maido"),
}

/** Where something came from, in the words of people: shops by their name, the rest by what it is. */
export function useSourceNames(): (source: string) => Text {
  const may = useMay()
  const shops = useCall(listShops, {}, { when: may("brand:read") })
  return (source) => {
    const [kind = "", id] = source.split(":")
    const shop = shops.data?.items.find(({ connectionId }) => connectionId === id)
    if (shop) return same(shop.name)
    const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    if (!known) return same(source)
    if (kind === "shopify" && id && shops.data) return { ja: "外したショップ", en: "a shop no longer connected" }
    const isMachineMade = id === undefined || /^[0-9a-f-]{36}$/.test(id)
    return isMachineMade ? known : { ja: `${known.ja}（${id}）`, en: `${known.en} (${id})` }
  }
}
