import type { CardView, MyPageCard } from "#mypage"
import { brandAtHand } from "#tracking"
import { publicUrl } from "#brands"
import { formatDay } from "#messages"
import { issueToken } from "#kernel/tokens"
import { dayIn } from "#kernel/zones"
import type { Language } from "#kernel/text"
import { collectiblesOf } from "./collectibles.ts"

/** What she has collected, each to be taken along as a signed file (H21, H24). */
export const collectionCard: MyPageCard = {
  key: "collection",
  order: 60,
  title: { ja: "コレクション", en: "Collection" },
  read: async (ctx, customerId, language): Promise<CardView | null> => {
    const own = await collectiblesOf(ctx, customerId)
    if (own.length === 0) return null
    const { brand } = await brandAtHand(ctx)
    const items = []
    const named = Map.groupBy(own, ({ nameJa }) => nameJa)
    for (const { collectibleId, nameJa, nameEn, serial, edition, gotAt } of own) {
      const token = issueToken(ctx, "file", { subject: customerId, resource: `collectible:${collectibleId}` })
      items.push({
        icon: "stamp" as const,
        title: language === "ja" ? nameJa : nameEn,
        small: formatDay(dayIn(brand.zone, gotAt), language),
        end:
          serial === null
            ? which(collectibleId, named.get(nameJa) ?? [], language)
            : edition === null
              ? `No. ${serial}`
              : `${serial} / ${edition}`,
        href: await publicUrl(ctx, `/s/${brand.slug}/collectibles/${token}`),
      })
    }
    const about =
      language === "ja" ? "ひとつずつ、署名つきのファイルで持ち出せます。" : "Each can be taken along as a signed file."
    return {
      pieces: [
        { kind: "list", items },
        { kind: "text", text: about, tone: "fine" },
      ],
    }
  },
}

/** Of several that are alike, the newest first: which of them it is. */
function which(id: string, alike: readonly { readonly collectibleId: string }[], language: Language): string | null {
  if (alike.length < 2) return null
  const n = alike.length - alike.findIndex(({ collectibleId }) => collectibleId === id)
  return language === "ja" ? `${n}つめ` : `No. ${n}`
}
