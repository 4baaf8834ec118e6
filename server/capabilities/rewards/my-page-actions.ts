import type { Asked, Asking, Done, MyPageAction, Piece } from "#mypage"
import { formatMoment } from "#messages"
import type { Context } from "#kernel/context"
import { giveUpPlace } from "./cancel.ts"
import { RewardError } from "./errors.ts"
import { inPoints, voiceOf } from "./my-page-card.ts"
import { redeemReward } from "./redeem.ts"
import { said } from "./reward-rules.ts"
import { rewardsFor } from "./rewards-for.ts"
import { selectLive } from "./storage.ts"
import { nextWords } from "./words-rules.ts"

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function idIn(fields: Asked["fields"], name: string): string {
  const id = fields[name] ?? ""
  if (!uuid.test(id)) throw name === "rewardId" ? RewardError.UnknownReward() : RewardError.UnknownRedemption()
  return id
}

/** What she presses on her page: choosing a reward, giving up a place. */
export const rewardActions: readonly MyPageAction[] = [
  { name: "rewards.redeem", ask: askBefore, act: redeemHere },
  { name: "rewards.give-up", act: giveUpHere },
]

/** Before anything is spent: what it costs, what is left then, what happens next. */
async function askBefore(ctx: Context, { customerId, fields, language }: Asked): Promise<Asking | null> {
  const rewardId = idIn(fields, "rewardId")
  const one = (await rewardsFor(ctx, customerId)).find((reward) => reward.rewardId === rewardId)
  const document = (await selectLive(ctx)).find((reward) => reward.rewardId === rewardId)?.document
  if (!one || !document || one.state !== "open") return null
  const voice = await voiceOf(ctx, language)
  const ja = language === "ja"
  const pieces: Piece[] = [
    {
      kind: "rows",
      rows: [
        {
          label: ja ? "使うポイント" : "Points it takes",
          value: inPoints(one.needs, voice),
        },
        ...(one.event
          ? [
              {
                label: ja ? "日時" : "When",
                value: formatMoment(one.event.startsAt.toISOString(), voice.zone, language),
              },
              { label: ja ? "場所" : "Where", value: said(one.event.place, language) },
            ]
          : []),
      ],
    },
    { kind: "text", text: nextWords(document.gives)[language], tone: "quiet" },
  ]
  const fieldsToAsk = []
  if (one.perTime > 1) {
    const most = Math.min(one.perTime, one.left ?? one.perTime)
    const label = one.event ? (ja ? "人数" : "How many of you") : ja ? "いくつ" : "How many"
    const options = Array.from({ length: most }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))
    fieldsToAsk.push({ kind: "choice" as const, name: "quantity", label, options })
  }
  if (one.asks)
    fieldsToAsk.push({ kind: "text" as const, name: "note", label: said(one.asks, language), maxLength: 500 })
  const button = ja ? "交換する" : "Choose this"
  if (fieldsToAsk.length > 0)
    pieces.push({
      kind: "ask",
      fields: fieldsToAsk,
      press: { action: "rewards.redeem", fields: { rewardId }, label: button, isMain: true },
    })
  return { headline: [said(one.name, language)], pieces, button }
}

async function redeemHere(ctx: Context, { customerId, fields, language, key }: Asked): Promise<Done> {
  const rewardId = idIn(fields, "rewardId")
  const quantity = /^\d{1,3}$/.test(fields.quantity ?? "") ? Math.max(1, Number(fields.quantity)) : 1
  const redemption = await redeemReward(ctx, { customerId, rewardId, key, quantity, note: fields.note ?? "" })
  const document = (await selectLive(ctx)).find((reward) => reward.rewardId === rewardId)?.document
  const next = document ? nextWords(document.gives)[language] : ""
  const isPlace = redemption.kind === "experience"
  return {
    said: language === "ja" ? `交換しました。${next}` : `It is yours. ${next}`,
    undo: isPlace
      ? {
          action: "rewards.give-up",
          fields: { redemptionId: redemption.redemptionId },
          label: language === "ja" ? "やっぱりやめる" : "Take it back",
        }
      : null,
    to: "rewards",
  }
}

async function giveUpHere(ctx: Context, { customerId, fields, language }: Asked): Promise<Done> {
  await giveUpPlace(ctx, { customerId, redemptionId: idIn(fields, "redemptionId") })
  return {
    said:
      language === "ja"
        ? "参加を取りやめました。ポイントはお戻ししました。"
        : "Your place is free again, and your points are back.",
    to: "rewards",
  }
}
