import type { Offer } from "#offers"
import type { Text } from "#kernel/text"
import { judgePremium, premiumLaw } from "./law-rules.ts"
import type { RewardDocument } from "./model.ts"
import type { Reach } from "./reach-rules.ts"
import { segmentsOf } from "./reward-rules.ts"

/** What stands in the way of publishing (`stop`), or should be known before it (`warn`). Each says what to do. */
export type Finding = { readonly level: "stop" | "warn"; readonly code: string; readonly text: Text }

export type Surroundings = {
  readonly now: Date
  /** Of a coupon; null: there is none of this id. */
  readonly offer: Pick<Offer, "state" | "terms"> | null
  readonly knownSegments: ReadonlySet<string>
  readonly knownRanks: ReadonlySet<string>
  readonly isKnownSku: boolean
  /** Yen that a member has paid for one point; null without a programme. */
  readonly perPoint: number | null
  readonly reach: Reach | null
}

/** Everything that is to be said of a reward before members see it (H06, L33). */
export const checkReward = (document: RewardDocument, around: Surroundings): readonly Finding[] => [
  ...words(document),
  ...times(document, around.now),
  ...codes(document, around),
  ...numbers(document),
  ...gates(document, around),
  ...law(document, around.perPoint),
  ...distance(document, around.reach),
]

const stop = (code: string, ja: string, en: string): Finding => ({ level: "stop", code, text: { ja, en } })
const warn = (code: string, ja: string, en: string): Finding => ({ level: "warn", code, text: { ja, en } })

/** Written in one language only. */
const isHalf = ({ ja, en }: Text) => (ja === "") !== (en === "")

const wordsOf = ({ name, about, gives }: RewardDocument): readonly Text[] => [
  name,
  about,
  ...(gives.kind === "experience" ? [gives.place] : []),
  ...(gives.kind === "product" && gives.asks ? [gives.asks] : []),
  ...(gives.kind === "donation" ? [gives.to] : []),
]

function words(document: RewardDocument): Finding[] {
  const { name } = document
  if (name.ja === "" && name.en === "") return [stop("no-name", "名前を入れてください。", "Give it a name.")]
  if (!wordsOf(document).some(isHalf)) return []
  return [
    warn(
      "one-language",
      "日本語か英語の片方だけの文があります。もう片方の方には、書いてある言葉で見えます。",
      "Some words are in one language only: readers of the other one see them in that.",
    ),
  ]
}

function times({ opensAt, closesAt, gives, early }: RewardDocument, now: Date): Finding[] {
  const found: Finding[] = []
  if (closesAt && closesAt <= now)
    found.push(
      stop("closed", "受付の終わりが過ぎています。日時を直してください。", "It is over already. Move its end."),
    )
  if (opensAt && closesAt && closesAt <= opensAt)
    found.push(stop("order", "受付の終わりを、始まりよりあとにしてください。", "It must close after it opens."))
  if (early && opensAt === null)
    found.push(
      stop("early", "先行受付には、受付の始まりが要ります。", "Early access needs a time at which it opens for all."),
    )
  if (early && early.ranks.length === 0 && early.segmentId === null)
    found.push(stop("early-whom", "先に受け付ける相手を選んでください。", "Choose who is let in early."))
  if (gives.kind !== "experience") return found
  if (gives.startsAt <= now) found.push(stop("event-past", "開催日が過ぎています。", "The event is in the past."))
  if (gives.endsAt <= gives.startsAt)
    found.push(stop("event-order", "終了を開始よりあとにしてください。", "The event must end after it begins."))
  if (gives.answerBy > gives.startsAt)
    found.push(
      stop("answer-by", "出欠の締め切りを、開始より前にしてください。", "Answers must be in before the event begins."),
    )
  return found
}

function codes({ gives, perPerson, closesAt }: RewardDocument, { offer, now }: Surroundings): Finding[] {
  if (!("offerId" in gives)) return []
  if (!offer) return [stop("no-offer", "渡すオファーを選んでください。", "Choose the offer whose codes it gives.")]
  const { endsAt, isFirstOrderOnly, usesPerPerson, benefit } = offer.terms
  const found: Finding[] = []
  if (offer.state !== "live" || (endsAt && endsAt <= now))
    found.push(stop("offer-state", "オファーを実施中にしてください。", "Let the offer begin first."))
  if (isFirstOrderOnly)
    found.push(
      stop(
        "offer-first",
        "はじめての注文だけのオファーです。別のオファーを選んでください。",
        "This offer is for first orders. Choose another.",
      ),
    )
  if (gives.kind === "free-shipping" && benefit.kind !== "free-shipping")
    found.push(warn("offer-kind", "オファーの中身が送料無料ではありません。", "The offer does not give free shipping."))
  if (perPerson === null || perPerson > usesPerPerson)
    found.push(
      warn(
        "offer-uses",
        `オファーは1人${usesPerPerson}回までです。同じ回数に揃えないと、使えないコードを渡すことがあります。`,
        `One person may use the offer ${usesPerPerson} times. Allow no more here, or some codes can't be used.`,
      ),
    )
  if (endsAt && (closesAt === null || closesAt > endsAt))
    found.push(warn("offer-end", "オファーのほうが先に終わります。", "The offer ends before the reward does."))
  return found
}

function numbers({ gives, stock, perTime, points }: RewardDocument): Finding[] {
  const found: Finding[] = []
  if (gives.kind === "collectible" && stock === null)
    found.push(stop("edition", "限定の品には、数を決めてください。", "Say how many there are of a limited piece."))
  if (gives.kind === "collectible" && perTime > 1)
    found.push(stop("edition-one", "限定の品は一度に1つずつです。", "Limited pieces are had one at a time."))
  if (gives.kind === "experience" && stock === null)
    found.push(warn("places", "席の数に限りがありません。", "There is no end to the places."))
  if (points === 0)
    found.push(warn("free", "0ポイントです。だれでも交換できます。", "It needs no points: anybody can have it."))
  return found
}

function gates(document: RewardDocument, { knownSegments, knownRanks, isKnownSku }: Surroundings): Finding[] {
  const found: Finding[] = []
  if (segmentsOf(document).some((id) => !knownSegments.has(id)))
    found.push(stop("segment", "選んだセグメントがありません。選び直してください。", "A chosen segment is gone."))
  const ranks = [...document.gates.ranks, ...(document.early?.ranks ?? [])]
  if (ranks.some((rank) => !knownRanks.has(rank)))
    found.push(stop("rank", "選んだランクがありません。選び直してください。", "A chosen rank is gone."))
  if (document.gives.kind === "product" && !isKnownSku)
    found.push(warn("sku", "この SKU は商品一覧にありません。", "There is no such SKU among the products."))
  return found
}

const yen = (value: number) => new Intl.NumberFormat("ja").format(value)

function law(document: RewardDocument, perPoint: number | null): Finding[] {
  if (perPoint === null) return []
  const verdict = judgePremium(document, perPoint)
  if (verdict.kind === "worth-unknown")
    return [
      warn(
        "worth",
        `価格の目安を入れると、${premiumLaw.ja}の上限に収まるかを確かめられます。`,
        `Say what it is worth, and we check it against ${premiumLaw.en}.`,
      ),
    ]
  if (verdict.kind !== "beyond") return []
  const { worth, limit, price } = verdict
  return [
    warn(
      "law-premium",
      `${premiumLaw.ja}の上限（お買い上げ${yen(price)}円に対し${yen(limit)}円）を、価格${yen(worth)}円が超えています。必要ポイントを増やすか、価格の低い品にしてください。`,
      `Worth ${yen(worth)} yen, it goes beyond the ${yen(limit)} yen that ${premiumLaw.en} allow for purchases of ${yen(price)} yen. Ask for more points, or give something of less worth.`,
    ),
  ]
}

function distance({ points }: RewardDocument, reach: Reach | null): Finding[] {
  if (!reach?.isUnreachable) return []
  const never = Math.round(reach.never * 100)
  return [
    warn(
      "unreachable",
      `会員の${never}%は、今のペースでは${yen(points)}ポイントに届きません。必要ポイントを減らすか、もっと少ないポイントの特典も用意してください。`,
      `At their pace ${never}% of members never reach ${yen(points)} points. Ask for fewer, or offer something smaller beside it.`,
    ),
  ]
}
