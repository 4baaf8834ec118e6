import { brandById } from "#brands"
import type { Appointments, CardView, Choice, MyPageCard, Piece } from "#mypage"
import { formatDay, formatMoment, formatMoney } from "#messages"
import { rootIdsOf } from "#customers"
import type { Context } from "#kernel/context"
import { counted, type Language, type Text, wordFor } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import type { Redemption, RewardDocument } from "./model.ts"
import { baseNow } from "./programme.ts"
import { mayTakeBack, said } from "./reward-rules.ts"
import { affordable, type RewardFor, rewardsFor } from "./rewards-for.ts"
import { selectDocuments } from "./storage.ts"
import { selectRedemptions } from "./storage-redemptions.ts"

/** Words for a reader: language, zone and what points are called. */
export type Voice = {
  readonly language: Language
  readonly zone: string
  readonly currency: string
  readonly pointName: Text
}

export async function voiceOf(ctx: Context, language: Language): Promise<Voice> {
  const brand = await brandById(ctx, ctx.brandId)
  const { pointName } = await baseNow(ctx)
  return {
    language,
    zone: brand?.zone ?? "Asia/Tokyo",
    currency: brand?.currency ?? "JPY",
    pointName,
  }
}

/** `1,240ポイント`, `1,240 points`, `1 point`. */
export const inPoints = (value: number, { language, pointName }: Voice): string =>
  `${number(value, language)}${language === "ja" ? "" : " "}${said(wordFor(value, pointName), language)}`

const number = (value: number, language: Language) => new Intl.NumberFormat(language).format(value)

/** What her points can get: what she can have now, then what comes next with the gap (H05). */
export const rewardsCard: MyPageCard = {
  key: "rewards",
  order: 40,
  title: { ja: "特典", en: "Rewards" },
  byLink: true,
  read: async (ctx, customerId, language): Promise<CardView | null> => {
    const all = await rewardsFor(ctx, customerId)
    const own = await ownOf(ctx, customerId)
    if (all.length === 0 && own.length === 0) return null
    const voice = await voiceOf(ctx, language)
    const favourites = new Set((await affordable(ctx, customerId)).flatMap((r) => (r.fondness > 0 ? [r.rewardId] : [])))
    const shown = all.filter(({ state }) => state !== "segment" && state !== "over" && state !== "not-live")
    const choices = [...shown].sort((a, b) => rankOf(a) - rankOf(b)).map((one) => choiceOf(one, voice, favourites))
    const events = own.flatMap(({ redemption, document }) => eventPieces(ctx, redemption, document, voice))
    const codes = own.flatMap(({ redemption, document }) => codePieces(redemption, document, voice))
    const pieces: Piece[] = [...events, ...codes]
    if (choices.length > 0) pieces.push({ kind: "choices", items: choices })
    const history = historyPiece(own, voice)
    return { pieces: history ? [...pieces, history] : pieces }
  },
}

/** What she can have first, then what is nearest, then the rest. */
const rankOf = ({ state, gap }: RewardFor): number =>
  state === "open" ? 0 : state === "not-enough" ? 1 + gap : 1_000_000_000

function choiceOf(one: RewardFor, voice: Voice, favourites: ReadonlySet<string>): Choice {
  const { language, zone, currency } = voice
  const isOpen = one.state === "open"
  const about = said(one.about, language)
  const left =
    one.left !== null && one.left > 0 && one.left <= 10
      ? language === "ja"
        ? `残り${number(one.left, language)}`
        : `${number(one.left, language)} left`
      : null
  const opens =
    one.state === "not-begun" && one.opensAt
      ? language === "ja"
        ? `${formatMoment(one.opensAt.toISOString(), zone, language)}から`
        : `From ${formatMoment(one.opensAt.toISOString(), zone, language)}`
      : null
  const spend =
    one.state === "not-enough" && one.spend !== null
      ? language === "ja"
        ? `（あと${formatMoney({ amount: one.spend, currency }, language)}のお買い物で）`
        : ` (after spending ${formatMoney({ amount: one.spend, currency }, language)})`
      : ""
  return {
    title: said(one.name, language),
    note: [about, left].filter(Boolean).join(" ") || null,
    imageUrl: one.imageUrl,
    price: one.needs === 0 ? null : inPoints(one.needs, voice),
    gap: isOpen ? null : `${opens ?? (one.why ? said(one.why, language) : "")}${spend}`,
    why: favourites.has(one.rewardId) ? (language === "ja" ? "お好みから選びました" : "Chosen for your taste") : null,
    press: isOpen
      ? {
          action: "rewards.redeem",
          fields: { rewardId: one.rewardId },
          label: language === "ja" ? "交換する" : "Choose this",
        }
      : null,
  }
}

type Own = { readonly redemption: Redemption; readonly document: RewardDocument }

async function ownOf(ctx: Context, customerId: string): Promise<Own[]> {
  const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
  if (root === undefined) return []
  const redemptions = await selectRedemptions(ctx, { customerIds: [root], limit: 30 })
  const documents = await selectDocuments(ctx, redemptions)
  return redemptions.flatMap((redemption) => {
    const document = documents.get(`${redemption.rewardId}:${redemption.version}`)
    return document ? [{ redemption, document }] : []
  })
}

export const uidOf = (redemptionId: string) => `reward-${redemptionId}`

function eventPieces(ctx: Context, redemption: Redemption, document: RewardDocument, voice: Voice): Piece[] {
  const { gives } = document
  if (gives.kind !== "experience" || redemption.state !== "open" || gives.endsAt <= ctx.now()) return []
  const { language, zone } = voice
  const until = formatMoment(gives.answerBy.toISOString(), zone, language)
  const mayGiveUp = mayTakeBack(document, redemption, ctx.now())
  const places = language === "ja" ? `${redemption.quantity}名` : counted(redemption.quantity, "place")
  return [
    {
      kind: "event",
      uid: uidOf(redemption.redemptionId),
      title: said(document.name, language),
      when: formatMoment(gives.startsAt.toISOString(), zone, language),
      note: [
        said(gives.place, language),
        places,
        mayGiveUp ? (language === "ja" ? `${until}まで取りやめられます` : `You can say no until ${until}`) : "",
      ]
        .filter(Boolean)
        .join(language === "ja" ? "、" : ", "),
      press: mayGiveUp
        ? {
            action: "rewards.give-up",
            fields: { redemptionId: redemption.redemptionId },
            label: language === "ja" ? "取りやめる" : "I can’t come",
          }
        : null,
    },
  ]
}

/** Codes that she was handed within the last weeks; where one has an end, that is said. */
function codePieces({ state, handed }: Redemption, document: RewardDocument, { language, zone }: Voice): Piece[] {
  if (state === "cancelled" || handed.code === undefined) return []
  const until = handed.validUntil ? formatDay(dayIn(zone, new Date(handed.validUntil)), language) : null
  const note = until === null ? null : language === "ja" ? `${until}まで` : `Until ${until}`
  return [{ kind: "code", label: said(document.name, language), code: handed.code, note }]
}

function historyPiece(own: readonly Own[], voice: Voice): Piece | null {
  const { language, zone } = voice
  if (own.length === 0) return null
  const words = {
    open: { ja: "ご用意しています", en: "Being prepared" },
    done: { ja: "お渡ししました", en: "Done" },
    cancelled: { ja: "取り消しました。ポイントはお戻ししました", en: "Cancelled; your points are back" },
  }
  return {
    kind: "fold",
    title: language === "ja" ? "これまでの交換" : "What you have chosen",
    pieces: [
      {
        kind: "rows",
        rows: own.map(({ redemption, document }) => ({
          label: said(document.name, language),
          value: redemption.points === 0 ? "—" : inPoints(redemption.points, voice),
          note: `${formatDay(dayIn(zone, redemption.redeemedAt), language)} ${words[redemption.state][language]}`,
        })),
      },
    ],
  }
}

/** Events that she has a place at, for her calendar (H23). */
export const appointments: Appointments = async (ctx, customerId, language) =>
  (await ownOf(ctx, customerId)).flatMap(({ redemption, document }) => {
    const { gives } = document
    if (gives.kind !== "experience" || redemption.state === "cancelled") return []
    return [
      {
        uid: uidOf(redemption.redemptionId),
        title: said(document.name, language),
        text: said(document.about, language),
        place: said(gives.place, language),
        from: gives.startsAt,
        until: gives.endsAt,
      },
    ]
  })
