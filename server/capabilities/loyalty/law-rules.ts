import type { Text } from "#kernel/text"
import type { Programme } from "./model.ts"

/** Something that publishing should know. A `must` stops it, a `warn` needs a look. `at` is the field that is meant. */
export type Lint = {
  readonly rule: string
  readonly level: "must" | "warn" | "note"
  /** The law by its name, where one is meant. */
  readonly law: Text | null
  readonly says: Text
  readonly doThis: Text
  readonly at: string
}

export const laws = {
  premiums: { ja: "景品表示法（総付景品）", en: "Act against Unjustifiable Premiums (premiums to all)" },
  stealth: {
    ja: "景品表示法5条3号（ステマ規制）",
    en: "Act against Unjustifiable Premiums, Art. 5(3) (stealth marketing)",
  },
  payments: { ja: "資金決済法（前払式支払手段）", en: "Payment Services Act (prepaid payment instruments)" },
} as const

/** 総付景品: up to 20 % of the price from 1,000 yen on, up to 200 yen below and for visitors who need not buy (L33). */
export const premiumLimit = (yen: number): number => (yen < 1_000 ? 200 : Math.floor(yen / 5))
/** 資金決済法: points that are paid for stay outside of it when they end within six months (L32). */
export const prepaidMonths = 6
/** 資金決済法: unused balance on 31 March or 30 September above which half is to be deposited (L32). */
export const depositFrom = 10_000_000

const rewarded = new Set(["review", "post", "follow"])

/** What the law says about a programme, and what does not add up in it. Counsel confirms; this reminds. */
export function lintProgramme(programme: Programme, now: Date): Lint[] {
  return [
    ...baseLints(programme),
    ...actionLints(programme),
    ...multiplierLints(programme, now),
    ...termLints(programme),
  ]
}

/** Everything that can fall together on 100 times the price of one point, in basis points of the price. */
export function highestRateBp({ base, yenPerPoint, multipliers, stacking }: Programme): number {
  const rate = (base.points * yenPerPoint * 10_000) / base.perYen
  const bonuses = multipliers.filter(({ isOn }) => isOn).map(({ bonusBp }) => bonusBp / 10_000)
  const factor =
    stacking === "multiplicative"
      ? bonuses.reduce((product, bonus) => product * (1 + bonus), 1)
      : stacking === "max"
        ? 1 + Math.max(0, ...bonuses)
        : 1 + bonuses.reduce((sum, bonus) => sum + bonus, 0)
  return Math.round(rate * factor)
}

function baseLints(programme: Programme): Lint[] {
  const bp = highestRateBp(programme)
  if (bp <= 2_000) return []
  const percent = Math.round(bp / 100)
  return [
    {
      rule: "L33",
      level: "warn",
      law: laws.premiums,
      says: {
        ja: `重なると購入額の${percent}%が付きます。値引きでなく景品として使える場合、20%（1,000円未満は200円）が上限です。`,
        en: `Together they come to ${percent} % of the price. As premiums rather than reductions the limit is 20 % (200 yen below 1,000).`,
      },
      doThis: {
        ja: "自社の値引きにだけ使えることを規約に書くか、倍率か上限を下げてください。",
        en: "Say in the terms that points only reduce prices of your own shop, or lower a rate or a cap.",
      },
      at: "multipliers",
    },
  ]
}

function actionLints({ actions, yenPerPoint }: Programme): Lint[] {
  return actions.flatMap((action, index): Lint[] => {
    if (!action.isOn) return []
    const worth = action.points * yenPerPoint
    const act = action.on.kind === "act" ? action.on.act : null
    const lints: Lint[] = []
    if (act && rewarded.has(act))
      lints.push({
        rule: "J03",
        level: "note",
        law: laws.stealth,
        says: {
          ja: `「${action.title.ja}」は見返りのある投稿です。「PR・特典付き」と表示され、評価の高低で条件を変えられません。`,
          en: `“${action.title.en}” rewards a post: it is shown as “PR, rewarded”, and may not depend on what is said.`,
        },
        doThis: {
          ja: "募集の案内に「PR」「特典付き」と書いてください。表示は自動で付きます。",
          en: "Say “PR” and “rewarded” where you ask for it. The label is added by itself.",
        },
        at: `actions.${index}`,
      })
    if (action.on.kind === "event" && mentionsRating(action.on.filters))
      lints.push({
        rule: "J03",
        level: "must",
        law: laws.stealth,
        says: {
          ja: `「${action.title.ja}」は評価の高さで付与を決めています。`,
          en: `“${action.title.en}” depends on how high somebody rates.`,
        },
        doThis: {
          ja: "評価の条件を外してください。どの評価にも同じように付けます。",
          en: "Leave the condition on the rating out: every rating earns the same.",
        },
        at: `actions.${index}`,
      })
    if (act === "visit" && worth > 200)
      lints.push({
        rule: "L33",
        level: "warn",
        law: laws.premiums,
        says: {
          ja: `来店だけで${worth}円分が付きます。買わない人への景品は200円が上限です。`,
          en: `A visit alone earns worth ${worth} yen. For those who need not buy premiums end at 200 yen.`,
        },
        doThis: {
          ja: "200円分までにするか、自社の値引きにだけ使えることを規約に書いてください。",
          en: "Keep it to 200 yen, or say in the terms that points only reduce prices of your own shop.",
        },
        at: `actions.${index}`,
      })
    return lints
  })
}

const mentionsRating = (filters: readonly { readonly field: string }[]): boolean =>
  filters.some(({ field }) => /rating|stars|score/i.test(field))

function multiplierLints({ multipliers }: Programme, now: Date): Lint[] {
  return multipliers.flatMap((multiplier, index): Lint[] => {
    if (!multiplier.isOn) return []
    const name = multiplier.name
    const at = `multipliers.${index}`
    const lints: Lint[] = []
    if (!multiplier.until)
      lints.push({
        rule: "H04",
        level: "warn",
        law: null,
        says: { ja: `「${name.ja}」に終わりがありません。`, en: `“${name.en}” has no end.` },
        doThis: { ja: "終わりの日時を決めてください。", en: "Give it an end." },
        at,
      })
    else if (multiplier.until <= now)
      lints.push({
        rule: "H04",
        level: "note",
        law: null,
        says: { ja: `「${name.ja}」はもう終わっています。`, en: `“${name.en}” is over.` },
        doThis: { ja: "一覧から外すか、期間を直してください。", en: "Take it out, or change its time." },
        at,
      })
    return lints
  })
}

function termLints(programme: Programme): Lint[] {
  const { expiry, shortage, stacking } = programme
  const lints: Lint[] = []
  const months = expiry?.kind === "months" || expiry?.kind === "sliding" ? expiry.months : null
  if (months === null || months > prepaidMonths)
    lints.push({
      rule: "L32",
      level: "note",
      law: laws.payments,
      says: {
        ja: `購入や行動で付くポイントは対象外です。ポイントを販売する場合は、期限が${prepaidMonths}か月以内か、3月末・9月末の残高${(depositFrom / 10_000).toLocaleString("ja")}万円超での供託が要ります。`,
        en: `Points given for purchases and acts are outside of it. If you ever sell points, they must end within ${prepaidMonths} months, or half is deposited above 10 million yen on 31 March and 30 September.`,
      },
      doThis: {
        ja: "ポイントの販売は止めてあります。無償のポイントと混ざりません。",
        en: "Selling points is off. Paid ones never mix with these.",
      },
      at: "expiry",
    })
  if (shortage === "floor_zero")
    lints.push({
      rule: "L16",
      level: "warn",
      law: null,
      says: {
        ja: "返品の前に使われたポイントを取り戻しません。買って使って返すと得をします。",
        en: "Points spent before a return are not taken back: buying, using and returning pays.",
      },
      doThis: { ja: "「次の付与から差し引く」をお勧めします。", en: "Better take them from what is earned next." },
      at: "shortage",
    })
  if (stacking === "multiplicative" && programme.multipliers.filter(({ isOn }) => isOn).length > 1)
    lints.push({
      rule: "L14",
      level: "warn",
      law: null,
      says: {
        ja: "倍率どうしを掛け合わせます。重なると大きくなります。",
        en: "Rates multiply each other and grow fast together.",
      },
      doThis: {
        ja: "1注文の上限を決めるか、「足し合わせる」にしてください。",
        en: "Set a cap for one order, or let them add up.",
      },
      at: "stacking",
    })
  return lints
}
