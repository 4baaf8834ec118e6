import { customersByIds } from "#customers"
import {
  type Asked,
  type CardView,
  type Entrance,
  type MyPageAction,
  type MyPageCard,
  type Piece,
  type Press,
  type PublicPart,
  type WidgetLine,
} from "#mypage"
import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { acceptTerms } from "./accept-terms.ts"
import { benefitsOf } from "./benefits.ts"
import { benefitWords } from "./benefits-rules.ts"
import { liveOf, plansOf, ranksKind, termsKind, versionsOf } from "./documents.ts"
import { enrol } from "./enrol.ts"
import { membersOf } from "./find-member.ts"
import { missingText } from "./knowledge.ts"
import type { Member } from "./model.ts"
import { dateWords, pageDay, pageWords as say } from "./my-page-words-rules.ts"
import { countedWords, howItCounts } from "./rank-words-rules.ts"
import { askForPlan } from "./plans.ts"
import { benefitRows } from "./rank-table-rules.ts"
import { rankNow } from "./show-members.ts"
import { selectHoldings } from "./storage-plans.ts"
import { askedVersion } from "./terms-rules.ts"

const seen = async (ctx: Context, customerId: string): Promise<Member | undefined> => {
  const member = (await membersOf(ctx, [customerId])).get(customerId)
  return member?.left ? undefined : member
}

const cardCard: MyPageCard = {
  key: "member-card",
  order: 10,
  title: say.card,
  read: async (ctx, customerId, language) => {
    const member = await seen(ctx, customerId)
    if (!member) return joinView(ctx, language)
    const holder = (await customersByIds(ctx, [customerId])).get(customerId)?.displayName ?? null
    const rank = member.rank?.name[language] ?? null
    return { pieces: [{ kind: "barcode", number: member.card, holder, rank }] }
  },
}

/** Who signed in and is no member may become one here. */
async function joinView(ctx: Context, language: Language): Promise<CardView> {
  const terms = await liveOf(ctx, termsKind)
  const press: Press = { action: "members.join", fields: {}, label: say.join[language], isMain: true }
  const pieces: Piece[] = [{ kind: "text", text: say.joinWhy[language] }]
  if (terms) {
    const paragraphs = terms.document.body[language].split(/\n{2,}/)
    const folded = paragraphs.map((text): Piece => ({ kind: "text", text, tone: "fine" }))
    pieces.push({ kind: "fold", title: terms.document.title[language], pieces: folded })
  }
  return { pieces: [...pieces, { kind: "presses", presses: [press] }] }
}

const rankCard: MyPageCard = {
  key: "member-rank",
  order: 30,
  title: say.rank,
  byLink: true,
  read: async (ctx, customerId, language) => {
    const member = await seen(ctx, customerId)
    if (!member) return null
    const pieces = [
      ...(await termsPieces(ctx, member, language)),
      ...(await rankPieces(ctx, member, language)),
      ...(await planPieces(ctx, member, language)),
      ...(await acceptedPieces(ctx, member, language)),
    ]
    return pieces.length === 0 ? null : { pieces }
  },
}

/** What she is asked to agree to. */
async function termsPieces(ctx: Context, member: Member, language: Language): Promise<Piece[]> {
  const published = (await versionsOf(ctx, termsKind)).filter((version) => version.publishedAt !== null)
  const [newest] = published
  const asked = askedVersion(published)
  if (!newest || asked === null || (member.terms?.version ?? 0) >= asked) return []
  const { document, version } = newest
  const fields = { version: String(version) }
  const press: Press = { action: "members.accept-terms", fields, label: say.accept[language], isMain: true }
  const text = document.changes[language] || say.termsNew[language]
  return [
    { kind: "notice", tone: "attention", title: document.title[language], text, press },
    { kind: "fold", title: say.readTerms[language], pieces: paragraphs(document.body[language]) },
  ]
}

const paragraphs = (body: string): Piece[] =>
  body.split(/\n{2,}/).map((text): Piece => ({ kind: "text", text, tone: "fine" }))

/** The very words that she agreed to, and when (H19). */
async function acceptedPieces(ctx: Context, member: Member, language: Language): Promise<Piece[]> {
  const versions = await versionsOf(ctx, termsKind)
  const accepted = versions.find(({ version }) => version === member.terms?.version)
  if (!accepted || !member.terms) return []
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const { title, body } = accepted.document
  const agreed = say.agreed(accepted.version, dateWords(member.terms.acceptedAt, zone))[language]
  return [{ kind: "fold", title: `${title[language]} ・ ${agreed}`, pieces: paragraphs(body[language]) }]
}

async function rankPieces(ctx: Context, member: Member, language: Language): Promise<Piece[]> {
  const judged = await rankNow(ctx, member)
  const { rank } = member
  if (!rank || !judged) return []
  const { why, document, zone } = judged
  const amount = (n: number): string => missingText(why.metric, n, why.currency)[language]
  const benefits = (await benefitsOf(ctx, [member.customerId])).get(member.customerId) ?? []
  const highest = Math.max(...why.ranks.map(({ needs }) => needs), 1)
  const marks = why.ranks.map(({ name, needs }) => ({
    at: needs / highest,
    label: name[language],
    note: needs === 0 ? "" : amount(needs),
  }))
  const kept =
    rank.until && why.missingToKeep > 0 ? say.keepBy(amount(why.missingToKeep), pageDay(rank.until, zone)) : null
  return [
    rank.next
      ? {
          kind: "figure",
          before: say.missing[language],
          value: amount(rank.next.missing),
          unit: "",
          after: say.rises(rank.next.name)[language],
        }
      : { kind: "figure", value: rank.name[language], unit: "", after: say.highest[language] },
    { kind: "text", text: countedWords(document, rank.name, amount(why.total))[language], tone: "quiet" },
    { kind: "meter", label: say.counted(amount(why.total))[language], share: Math.min(why.total / highest, 1), marks },
    ...(kept ? [{ kind: "text" as const, text: kept[language], tone: "quiet" as const }] : []),
    ...(benefits.length > 0
      ? [
          {
            kind: "list" as const,
            items: benefits.map((benefit) => ({ icon: "done" as const, title: benefitWords(benefit)[language] })),
          },
        ]
      : []),
    { kind: "text", text: howItCounts(document, zone, ctx.now())[language], tone: "fine" },
  ]
}

async function planPieces(ctx: Context, member: Member, language: Language): Promise<Piece[]> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const rows = member.plans.map(({ name, until }) => ({
    label: name[language],
    value: until ? say.until(pageDay(until, zone))[language] : say.noEnd[language],
  }))
  const waiting = (await selectHoldings(ctx, member.customerId)).filter(({ state }) => state === "waiting")
  const had = new Set([...member.plans, ...waiting].map(({ planId }) => planId))
  const open = (await plansOf(ctx)).flatMap(({ planId, live }) =>
    live && !live.document.isClosed && live.document.proof.kind !== "order" && !had.has(planId)
      ? [{ planId, name: live.document.name }]
      : [],
  )
  const presses = open.map(({ planId, name }): Press => {
    return { action: "members.ask-plan", fields: { planId }, label: say.askFor(name)[language] }
  })
  return [
    ...(rows.length > 0 ? [{ kind: "rows" as const, rows }] : []),
    ...waiting.map((): Piece => ({ kind: "text", text: say.waiting[language], tone: "quiet" })),
    ...(presses.length > 0 ? [{ kind: "presses" as const, presses }] : []),
  ]
}

export const memberCards: readonly MyPageCard[] = [cardCard, rankCard]

/** The terms as they are now, accepted with it where there are any. */
const termsNow = async (ctx: Context) => {
  const live = await liveOf(ctx, termsKind)
  return live ? { terms: live.version } : {}
}

const evidence = (how: string, { key }: Pick<Asked, "key">) => ({ evidence: { how, form: key } })

export const memberActions: readonly MyPageAction[] = [
  {
    name: "members.join",
    act: async (ctx, asked) => {
      const { customerId, language } = asked
      await enrol(ctx, { customerId, by: "page", ...(await termsNow(ctx)), ...evidence("my-page", asked) })
      return { said: say.joined[language], to: "member-card" }
    },
  },
  {
    name: "members.accept-terms",
    act: async (ctx, asked) => {
      const { customerId, language, fields } = asked
      const version = Number(fields.version)
      await acceptTerms(ctx, { customerId, version, by: "page", ...evidence("my-page", asked) })
      return { said: say.accepted[language], to: "member-rank" }
    },
  },
  {
    name: "members.ask-plan",
    act: async (ctx, { customerId, language, fields, key }) => {
      const { state } = await askForPlan(ctx, { customerId, planId: fields.planId ?? "", key })
      return { said: (state === "active" ? say.begun : say.waiting)[language], to: "member-rank" }
    },
  },
]

/** Joining on the public page is joining the circle; its page says what one agrees to by it. */
export const enterCircle: Entrance = async (ctx, { customerId, at }) => {
  await enrol(ctx, { customerId, by: "page", at, ...(await termsNow(ctx)), evidence: { how: "public-page" } })
}

/** Plans that can be begun now: what each gives, and how one comes to it; undefined without any (H15, H18). */
async function plansPiece(ctx: Context, language: Language): Promise<Piece | undefined> {
  const open = (await plansOf(ctx)).flatMap(({ live }) => (live && !live.document.isClosed ? [live.document] : []))
  if (open.length === 0) return undefined
  const items = open.map(({ name, benefits, proof }) => ({
    icon: "star" as const,
    title: name[language],
    small: [...benefits.map((benefit) => benefitWords(benefit)[language]), say.begins[proof.kind][language]].join(
      language === "ja" ? "、" : ", ",
    ),
  }))
  return { kind: "list", items }
}

/** The ranks, the plans and the terms, for whoever thinks of joining (B04, H19). */
export const circlePart: PublicPart = {
  key: "members",
  order: 30,
  read: async (ctx, language) => {
    const ranks = await liveOf(ctx, ranksKind)
    const terms = await liveOf(ctx, termsKind)
    const { currency = "JPY", zone = "Asia/Tokyo" } = (await brandById(ctx, ctx.brandId)) ?? {}
    const all = ranks?.document.ranks ?? []
    const from = all.map(({ needs }) =>
      needs === 0
        ? say.fromStart[language]
        : say.over(missingText(ranks?.document.metric ?? "spend", needs, currency)[language])[language],
    )
    const table: Piece = {
      kind: "table",
      columns: all.map(({ name }) => name[language]),
      rows: [{ label: say.from[language], cells: from }, ...benefitRows(all, language)],
    }
    const how: Piece[] = ranks
      ? [{ kind: "text", text: howItCounts(ranks.document, zone, ctx.now())[language], tone: "fine" }]
      : []
    const plans = await plansPiece(ctx, language)
    return {
      sections: [
        ...(all.length > 0 ? [{ id: "ranks", title: say.ranks[language], pieces: [table, ...how] }] : []),
        ...(plans ? [{ id: "plans", title: say.plans[language], pieces: [plans] }] : []),
      ],
      questions: [],
      terms: terms ? { label: terms.document.title[language], text: terms.document.body[language] } : null,
    }
  },
}

/** One line for the widget on the shop's own pages. */
export const circleLine: WidgetLine = {
  order: 20,
  read: async (ctx, customerId, language) => {
    const member = customerId === null ? undefined : await seen(ctx, customerId)
    const next = member?.rank?.next
    if (!member?.rank) return []
    const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
    const name = member.rank.name[language]
    if (!next) return [name]
    return [`${name} ・ ${say.toNext(next.name, missingText(next.metric, next.missing, currency)[language])[language]}`]
  },
}
