import type { LetterFooter } from "#messages"
import { myPageLink } from "#mypage"
import { balancesOf } from "#points"
import { rateWords } from "./earning-words-rules.ts"
import { pageWords as say, points } from "./page-words-rules.ts"
import { currentProgramme } from "./programmes.ts"

/** "使えるポイント 1,240ポイント・100円につき1ポイント", with the way to her page; the rate alone for who has none yet (I29). */
export const balanceFooter: LetterFooter = async (ctx, customerId, language) => {
  const version = await currentProgramme(ctx)
  if (!version) return null
  const { programme } = version
  const available = (await balancesOf(ctx, [customerId])).get(customerId)?.available ?? 0
  const rate = rateWords(programme)[language]
  const has = say.have[language].replace("{points}", points(available, { language, programme }))
  const line = available > 0 ? `${has}${language === "ja" ? "・" : ", "}${rate}` : rate
  return { line, url: await myPageLink(ctx, customerId, { to: "points" }) }
}
