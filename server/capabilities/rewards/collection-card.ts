import type { CardView, MyPageCard } from "#mypage"
import { brandAtHand } from "#tracking"
import { publicUrl } from "#brands"
import { formatDay } from "#messages"
import { issueToken } from "#kernel/tokens"
import { dayIn } from "#kernel/zones"
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
    for (const { collectibleId, nameJa, nameEn, serial, edition, gotAt } of own) {
      const token = issueToken(ctx, "file", { subject: customerId, resource: `collectible:${collectibleId}` })
      items.push({
        icon: "stamp" as const,
        title: language === "ja" ? nameJa : nameEn,
        small: formatDay(dayIn(brand.zone, gotAt), language),
        end: serial === null ? null : edition === null ? `No. ${serial}` : `${serial} / ${edition}`,
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
