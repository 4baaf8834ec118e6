import type { Context } from "#kernel/context"
import { MyPageError } from "./errors.ts"
import { type Asked, type Done, type MyPageAction, myPageCards } from "./cards.ts"
import { deleteMute, insertMute, selectMutes } from "./storage-cards.ts"

const words = {
  muted: { ja: "「{card}」を表示しないようにしました。", en: "“{card}” is not shown any more." },
  shown: { ja: "「{card}」をまた表示します。", en: "“{card}” is shown again." },
  undo: { ja: "元に戻す", en: "Undo" },
}

/** "Don't show me this" (X21), and back again. */
export const muteAction: MyPageAction = { name: "mypage.mute", act: (ctx, asked) => turn(ctx, asked, true) }
export const unmuteAction: MyPageAction = { name: "mypage.unmute", act: (ctx, asked) => turn(ctx, asked, false) }

/** Throws `mypage.UnknownAction`. */
async function turn(ctx: Context, { customerId, fields, language }: Asked, off: boolean): Promise<Done> {
  const card = ctx.product.contributed(myPageCards).find(({ key }) => key === fields.mute)
  if (!card) throw MyPageError.UnknownAction()
  if (off) await insertMute(ctx, customerId, card.key)
  else await deleteMute(ctx, customerId, card.key)
  const said = (off ? words.muted : words.shown)[language].replace("{card}", card.title[language])
  const undo = { action: "mypage.unmute", fields: { mute: card.key }, label: words.undo[language] }
  return { said, undo: off ? undo : null }
}

/** Which cards she does not wish to see: others may keep quiet about them elsewhere, too. */
export const mutedCards = selectMutes
