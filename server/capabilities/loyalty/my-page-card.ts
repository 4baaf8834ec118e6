import { brandById } from "#brands"
import { formatDay } from "#messages"
import type { CardView, MyPageCard, Piece, PublicPart, Row, WidgetLine } from "#mypage"
import { type Balance, balancesOf, historyOf, type HistoryEntry, lotsOf } from "#points"
import type { Context } from "#kernel/context"
import { counted, type Language } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import { mustBeLabelled, rateWords, rewardLabel, shownActions, worthWords } from "./earning-words-rules.ts"
import type { Programme } from "./model.ts"
import { daysLeft, number, pageWords as say, points, signed } from "./page-words-rules.ts"
import { currentProgramme } from "./programmes.ts"

type Said = { readonly language: Language; readonly zone: string; readonly programme: Programme }

async function saidIn(ctx: Context, language: Language): Promise<Said | undefined> {
  const programme = (await currentProgramme(ctx))?.programme
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  return programme && { language, zone, programme }
}

/** What she has, what ends when, what is still to come, and why each came about (X21). */
export const pointsCard: MyPageCard = {
  key: "points",
  order: 20,
  title: say.points,
  byLink: true,
  read: async (ctx, customerId, language): Promise<CardView | null> => {
    const said = await saidIn(ctx, language)
    const balance = (await balancesOf(ctx, [customerId])).get(customerId)
    if (!said || !balance) return null
    const history = await historyOf(ctx, customerId, { limit: 20 })
    const lots = await lotsOf(ctx, customerId)
    const { programme } = said
    const worth = number(balance.available * programme.yenPerPoint)
    return {
      pieces: [
        { kind: "figure", value: number(balance.available), unit: programme.pointName[language] },
        { kind: "text", text: worthWords(programme)[language], tone: "fine" },
        ...balancePieces(ctx, balance, said),
        ...lotPieces(lots, said),
        ...historyPieces(history, said),
        earnPiece(said),
      ],
      options:
        balance.available > 0
          ? [
              {
                icon: "point",
                label: say.use[language],
                small: say.worth[language].replace("{points}", points(balance.available, said)).replace("{yen}", worth),
              },
            ]
          : [],
    }
  },
}

/** From so many days before it is said that they end soon. */
const soonDays = 60

function balancePieces(ctx: Context, { nextExpiry, pending, held, debt }: Balance, said: Said): Piece[] {
  const { language, zone } = said
  const rows: Row[] = []
  if (nextExpiry) {
    // An end is the first instant at which they are gone: the day before is the last one.
    const last = new Date(nextExpiry.at.getTime() - 1)
    const left = daysLeft(ctx.now(), nextExpiry.at)
    rows.push({
      label: (left <= soonDays ? say.ending : say.nextEnd)[language],
      value: points(nextExpiry.points, said),
      note: say.until[language].replace(
        "{day}",
        formatDay(dayIn(zone, last), language, left <= soonDays ? "day" : "year"),
      ),
      tag:
        left <= soonDays
          ? {
              tone: "wait",
              label: say.left[language].replace("{days}", language === "ja" ? String(left) : counted(left, "day")),
            }
          : null,
    })
  }
  if (pending > 0)
    rows.push({ label: say.pending[language], value: points(pending, said), note: say.pendingWhy[language] })
  if (held > 0) rows.push({ label: say.held[language], value: points(held, said), note: say.heldWhy[language] })
  if (debt > 0) rows.push({ label: say.debt[language], value: points(debt, said), note: say.debtWhy[language] })
  return rows.length > 0 ? [{ kind: "rows", rows }] : []
}

type Lot = Awaited<ReturnType<typeof lotsOf>>[number]

function lotPieces(lots: readonly Lot[], said: Said): Piece[] {
  const { language, zone } = said
  const usable = lots.filter(({ available }) => available > 0)
  if (usable.length < 2) return []
  const rows = usable.slice(0, 30).map(({ available, expiresAt, reason }) => ({
    label: points(available, said),
    value: expiresAt
      ? say.lastDay[language].replace(
          "{day}",
          formatDay(dayIn(zone, new Date(expiresAt.getTime() - 1)), language, "year"),
        )
      : say.noEnd[language],
    note: reason[language],
  }))
  return [{ kind: "fold", title: say.lots[language], pieces: [{ kind: "rows", rows }] }]
}

function historyPieces(history: readonly HistoryEntry[], said: Said): Piece[] {
  const { language, zone } = said
  const entries = history.map((entry) => ({
    when: formatDay(dayIn(zone, entry.effectiveAt), language, "year"),
    title: entry.reason[language],
    note: say.kinds[entry.kind][language],
    amount: signed(entry.points, said),
  }))
  return entries.length > 0 ? [{ kind: "history", title: say.history[language], entries }] : []
}

const earnPiece = (said: Said): Piece => ({
  kind: "fold",
  title: say.earn[said.language],
  pieces: [{ kind: "list", items: earning(said) }],
})

/** What earns, with the label that the law wants for rewarded words in public (J03). */
function earning(said: Said) {
  const { programme, language } = said
  const { base } = programme
  const purchase = {
    icon: "shop" as const,
    title: say.purchase[language],
    small: rateWords(programme)[language],
    end: points(base.points, said),
  }
  const actions = shownActions(programme).map((action) => ({
    icon: "star" as const,
    title: action.title[language],
    small: mustBeLabelled(action) ? rewardLabel[language] : null,
    end: points(action.points, said),
  }))
  return base.points > 0 ? [purchase, ...actions] : actions
}

/** The rate and what earns, for anybody to read before joining (B04). */
export const programmePart: PublicPart = {
  key: "programme",
  order: 10,
  read: async (ctx, language) => {
    const said = await saidIn(ctx, language)
    if (!said) return null
    const { programme } = said
    const welcome = programme.actions.find(({ isOn, on }) => isOn && on.kind === "sign-up")
    const gift = welcome ? points(welcome.points, said) : null
    return {
      hero: {
        headline: [
          `${rateWords(programme)[language]}${say.stop[language]}`,
          `${worthWords(programme)[language]}${say.stop[language]}`,
        ],
        lede: say.lede[language],
        rates: welcome
          ? [
              { label: say.onJoining[language], value: number(welcome.points), unit: programme.pointName[language] },
              {
                label: say.together[language],
                value: number(welcome.points * programme.yenPerPoint),
                unit: say.yen[language],
              },
            ]
          : [],
        join: gift ? say.joinFor[language].replace("{points}", gift) : null,
      },
      sections: [{ id: "earn", title: say.earn[language], pieces: [{ kind: "list", items: earning(said) }] }],
      questions: questions(said),
    }
  },
}

function questions({ programme, language }: Said) {
  const { expiry, confirms } = programme
  const ends = expiry === null ? say.never : say.ends[expiry.kind]
  const months = expiry && "months" in expiry ? String(expiry.months) : ""
  const day = expiry?.kind === "yearly" ? `${expiry.month}/${expiry.day}` : expiry?.kind === "at" ? expiry.on : ""
  return [
    {
      question: say.whenEnd[language],
      answer: ends[language].replace("{months}", months).replace("{day}", day),
    },
    {
      question: say.whenUsable[language],
      answer: say.usable[confirms.when][language].replace("{days}", String(confirms.days)),
    },
    { question: say.whenReturned[language], answer: say.returned[language] },
  ]
}

/** On the shop's own pages: the rate for anybody, the balance for her whom the shop has signed in. */
export const pointsWidget: WidgetLine = {
  order: 10,
  read: async (ctx, customerId, language) => {
    const said = await saidIn(ctx, language)
    if (!said) return []
    const balance = customerId === null ? undefined : (await balancesOf(ctx, [customerId])).get(customerId)
    if (!balance) return [rateWords(said.programme)[language]]
    const yen = number(balance.available * said.programme.yenPerPoint)
    return [say.worth[language].replace("{points}", points(balance.available, said)).replace("{yen}", yen)]
  },
}
