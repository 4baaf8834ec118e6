import type { Text } from "#kernel/text"
import type { Programme, Reward } from "./model.ts"

/** What the check says before a programme is published. `stop` keeps it from being published. */
export type Finding = {
  readonly level: "stop" | "warn"
  readonly field: string
  readonly law: Text | null
  readonly says: Text
}

/** What is known of an offer that is given as a reward. */
export type KnownOffer = {
  readonly offerId: string
  readonly state: string
  readonly isGift: boolean
  readonly isFirstOrderOnly: boolean
}

const stealth = {
  ja: "景品表示法 第5条第3号（ステルスマーケティング告示）",
  en: "Premiums and Representations Act, article 5 item 3 (stealth marketing notice)",
}
const premiums = {
  ja: "景品表示法 第4条（総付景品告示）",
  en: "Premiums and Representations Act, article 4 (premiums given to all)",
}
const claims = {
  ja: "景品表示法 第5条第1号・第2号（優良誤認・有利誤認）",
  en: "Premiums and Representations Act, article 5 items 1 and 2 (misleading claims)",
}

/** Words by which a reader knows that somebody gets something for it. */
const disclosing = {
  ja: /PR|広告|宣伝|プロモーション|特典|謝礼|ポイントがもらえ|報酬/,
  en: /\bad\b|advert|sponsor|promot|reward|paid|\bPR\b|receive|benefit/i,
}
const ratingBound = /(高評価|星\s*5|★{5}|五つ星|良い(口コミ|レビュー)|好意的|5[- ]star|positive review|good review)/i
const boasting = /(No\.?\s*1|ナンバーワン|日本一|業界初|最安|絶対に|必ず(痩|治|効|儲)|cheapest|guaranteed)/i

/** Every rule that a referral programme is held to before it is published (L33, J05; TRUST J02–J03). */
export function lintProgramme(programme: Programme, offers: readonly KnownOffer[]): Finding[] {
  return [...lintRewards(programme, offers), ...lintWords(programme)]
}

function lintRewards(programme: Programme, offers: readonly KnownOffer[]): Finding[] {
  const { inviter, friend, minimumOrder } = programme
  const found: Finding[] = []
  if (inviter.kind === "none" && friend.kind === "none")
    found.push({
      level: "stop",
      field: "inviter",
      law: null,
      says: {
        ja: "紹介する人と友だち、どちらにも特典がありません。少なくとも一方に特典を決めてください。",
        en: "Neither side gets anything. Choose a reward for at least one of them.",
      },
    })
  for (const [field, reward] of Object.entries({ inviter, friend }) as ["inviter" | "friend", Reward][]) // safe: both are named here
    found.push(...lintCoupon(field, reward, offers, minimumOrder))
  if (inviter.kind === "points" && minimumOrder > 0 && inviter.points > minimumOrder / 5)
    found.push({
      level: "warn",
      field: "inviter",
      law: premiums,
      says: {
        ja: "紹介する人への特典が、友だちの最低の注文額の2割を超えています。自店の支払いに使えるポイントは値引と扱われることが多いですが、商品と交換できるなら景品の上限にかかることがあります。確かめてください。",
        en: "The inviter's reward is more than a fifth of the friend's least order. Points that only reduce a price are usually a discount; where they buy goods, the limit for premiums may hold. Please check.",
      },
    })
  return found
}

function lintCoupon(
  field: "inviter" | "friend",
  reward: Reward,
  offers: readonly KnownOffer[],
  minimumOrder: number,
): Finding[] {
  if (reward.kind !== "coupon") return []
  const offer = offers.find((one) => one.offerId === reward.offerId)
  if (!offer || offer.state !== "live")
    return [
      {
        level: "stop",
        field,
        law: null,
        says: {
          ja: "特典のオファーが実施中ではありません。オファーを始めるか、別のオファーを選んでください。",
          en: "The reward's offer is not live. Begin it, or choose another.",
        },
      },
    ]
  const found: Finding[] = []
  if (field === "friend" && !offer.isFirstOrderOnly)
    found.push({
      level: "warn",
      field,
      law: null,
      says: {
        ja: "友だちに渡すオファーが「はじめての注文だけ」になっていません。買ったことのある人にも使えてしまいます。",
        en: "The friend's offer is not for first orders only: whoever has bought before could use it.",
      },
    })
  if (offer.isGift)
    found.push({
      level: "warn",
      field,
      law: premiums,
      says:
        minimumOrder === 0
          ? {
              ja: "プレゼントは景品です。最低の注文額がないときの上限は200円です。最低の注文額を決めると、その2割まで贈れます。",
              en: "A present is a premium. Without a least order it may be worth 200 yen; with one, a fifth of it.",
            }
          : {
              ja: `プレゼントは景品です。上限は ${Math.max(200, Math.floor(minimumOrder / 5))} 円（最低の注文額の2割、200円まではいつでも）です。`,
              en: `A present is a premium: at most ${Math.max(200, Math.floor(minimumOrder / 5))} yen (a fifth of the least order; 200 yen always).`,
            },
    })
  return found
}

function lintWords({ disclosure, share, landing }: Programme): Finding[] {
  const found: Finding[] = []
  for (const language of ["ja", "en"] as const)
    if (!disclosing[language].test(disclosure[language]))
      found.push({
        level: "stop",
        field: `disclosure.${language}`,
        law: stealth,
        says: {
          ja: "紹介する人が特典を受け取ることが分かりません。「PR」「特典付き」などの言葉を入れてください。",
          en: 'It does not say that the sharer gets something. Add words such as "PR" or "with a reward".',
        },
      })
  const all = [share.subject, share.text, landing.headline, landing.text].flatMap(({ ja, en }) => [ja, en]).join("\n")
  if (ratingBound.test(all))
    found.push({
      level: "stop",
      field: "share.text",
      law: stealth,
      says: {
        ja: "高い評価や良い口コミを条件にすることはできません。評価にふれる言葉を除いてください。",
        en: "A reward must not depend on a good rating. Take out the words about ratings.",
      },
    })
  if (boasting.test(all))
    found.push({
      level: "warn",
      field: "share.text",
      law: claims,
      says: {
        ja: "根拠の要る言い切り（No.1、最安など）があります。裏づけの資料がないときは書き換えてください。",
        en: 'There is a claim that needs proof ("No. 1", "cheapest"). Write it differently unless you hold the proof.',
      },
    })
  return found
}
