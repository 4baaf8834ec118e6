import type { PublicPart, WidgetLine } from "#mypage"
import { counted } from "#kernel/text"
import { inPoints, voiceOf } from "./my-page-card.ts"
import { said } from "./reward-rules.ts"
import { rewardsFor } from "./rewards-for.ts"
import { nextOf } from "./segment-fields.ts"
import { selectLive } from "./storage.ts"

/** What points can get, for anybody to read before joining (B04). What only some are offered is not shown to all. */
export const rewardsForAll: PublicPart = {
  key: "rewards",
  order: 40,
  read: async (ctx, language) => {
    const now = ctx.now()
    const open = (await selectLive(ctx)).filter(
      ({ document: { gates, closesAt, opensAt, stock }, taken }) =>
        gates.segmentId === null &&
        (closesAt === null || closesAt > now) &&
        (opensAt === null || opensAt <= now) &&
        (stock === null || taken < stock),
    )
    if (open.length === 0) return null
    const voice = await voiceOf(ctx, language)
    const items = open.slice(0, 12).map(({ document }) => ({
      title: said(document.name, language),
      note: said(document.about, language) || null,
      imageUrl: document.imageUrl,
      price: inPoints(document.points, voice),
      gap: null,
      press: null,
    }))
    return {
      sections: [
        { id: "use", title: language === "ja" ? "つかう" : "What you can get", pieces: [{ kind: "choices", items }] },
      ],
      questions: [],
    }
  },
}

/** On the shop's own pages: how far the next reward is. */
export const rewardWidget: WidgetLine = {
  order: 40,
  read: async (ctx, customerId, language) => {
    if (customerId === null) return []
    const all = await rewardsFor(ctx, customerId)
    const next = nextOf(all)
    const open = all.filter(({ state }) => state === "open").length
    const voice = await voiceOf(ctx, language)
    return [
      ...(open > 0
        ? [language === "ja" ? `いま交換できる特典 ${open}件` : `${counted(open, "reward")} you can have now`]
        : []),
      ...(next
        ? [
            language === "ja"
              ? `「${said(next.name, language)}」まであと${inPoints(next.gap, voice)}`
              : `${inPoints(next.gap, voice)} to “${said(next.name, language)}”`,
          ]
        : []),
    ]
  },
}
