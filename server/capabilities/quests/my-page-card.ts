import { brandById } from "#brands"
import { currentProgramme } from "#loyalty"
import { formatMoment } from "#messages"
import type { CardView, MyPageAction, MyPageCard, Piece } from "#mypage"
import type { Context } from "#kernel/context"
import { counted, type Language, type Text, wordFor } from "#kernel/text"
import { answerQuest } from "./answer.ts"
import { QuestError } from "./errors.ts"
import { type QuestFor, questsFor } from "./quests-for.ts"

const said = (words: Text, language: Language) => words[language] || words[language === "ja" ? "en" : "ja"]

/** How a reader is spoken to: language, zone, and what the programme calls its points. */
type Voice = { readonly language: Language; readonly zone: string; readonly pointName: Text }

async function voiceOf(ctx: Context, language: Language): Promise<Voice> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const name = (await currentProgramme(ctx))?.programme.pointName ?? { ja: "ポイント", en: "points" }
  return { language, zone, pointName: name }
}

const pointsIn = (points: number, { language, pointName }: Voice): string =>
  `${new Intl.NumberFormat(language).format(points)}${language === "ja" ? "" : " "}${said(wordFor(points, pointName), language)}`

/** Stamp cards: how many of how many, and what a full one gives (H22). */
export const stampsCard: MyPageCard = {
  key: "stamps",
  order: 44,
  title: { ja: "スタンプ", en: "Stamps" },
  byLink: true,
  read: async (ctx, customerId, language): Promise<CardView | null> => {
    const cards = (await questsFor(ctx, customerId)).filter(({ kind }) => kind === "stamps")
    if (cards.length === 0) return null
    const voice = await voiceOf(ctx, language)
    return {
      pieces: cards.flatMap((card): Piece[] => [
        { kind: "stamps", label: said(card.name, language), got: Math.min(card.got, card.of), of: card.of },
        { kind: "text", text: ends(card, voice), tone: "quiet" },
      ]),
    }
  },
}

/** Questions, challenges and sets (H20, H21). The answers stay on the server. */
export const questsCard: MyPageCard = {
  key: "quests",
  order: 46,
  title: { ja: "クエスト", en: "Quests" },
  read: async (ctx, customerId, language): Promise<CardView | null> => {
    const quests = (await questsFor(ctx, customerId)).filter(({ kind }) => kind !== "stamps")
    if (quests.length === 0) return null
    const voice = await voiceOf(ctx, language)
    return { pieces: quests.flatMap((quest) => questPieces(quest, voice)) }
  },
}

function questPieces(quest: QuestFor, voice: Voice): Piece[] {
  const { language } = voice
  const text = said(quest.about, language)
  const head: Piece[] = [
    {
      kind: "rows",
      rows: [
        {
          label: said(quest.name, language),
          value: prizeWords(quest, voice),
          note: text || null,
          tag: quest.state === "done" ? { tone: "done", label: language === "ja" ? "達成" : "Done" } : null,
        },
      ],
    },
  ]
  if (quest.state !== "open") return [...head, ...overPieces(quest, voice)]
  if (quest.kind === "trivia") {
    const fields = quest.questions.map(({ ask, choices }, index) => ({
      kind: "choice" as const,
      name: `q${index}`,
      label: said(ask, language),
      options: choices.map(({ id, words }) => ({ value: id, label: said(words, language) })),
    }))
    const left =
      language === "ja"
        ? `あと${quest.triesLeft}回お答えいただけます`
        : `${counted(quest.triesLeft, "try", "tries")} left`
    const press = {
      action: "quests.answer",
      fields: { questId: quest.questId },
      label: language === "ja" ? "答える" : "Answer",
    }
    return [...head, { kind: "ask", fields, press }, { kind: "text", text: left, tone: "fine" }]
  }
  const meter: Piece = {
    kind: "meter",
    label: `${quest.got} / ${quest.of}`,
    share: quest.of === 0 ? 0 : Math.min(1, quest.got / quest.of),
    marks: [],
  }
  const parts: Piece[] =
    quest.parts.length === 0
      ? []
      : [
          {
            kind: "list",
            items: quest.parts.map(({ name, has }) => ({ icon: has ? "done" : "clock", title: said(name, language) })),
          },
        ]
  return [...head, meter, ...parts, { kind: "text", text: ends(quest, voice), tone: "fine" }]
}

function overPieces({ because, nextAt, state }: QuestFor, { language, zone }: Voice): Piece[] {
  const reasons = because.map((words): Piece => ({ kind: "text", text: said(words, language), tone: "quiet" }))
  if (nextAt)
    reasons.push({
      kind: "text",
      text:
        language === "ja"
          ? `次は${formatMoment(nextAt.toISOString(), zone, language)}から`
          : `Again from ${formatMoment(nextAt.toISOString(), zone, language)}`,
      tone: "fine",
    })
  else if (state === "no-tries")
    reasons.push({
      kind: "text",
      text: language === "ja" ? "お答えいただける回数を使い切りました" : "You have used all of your tries",
      tone: "fine",
    })
  return reasons
}

function ends({ got, of, state, closesAt, prize, kind }: QuestFor, voice: Voice): string {
  const { language, zone } = voice
  const left = Math.max(0, of - got)
  const what = prizeWords({ prize }, voice)
  const counter = kind === "stamps" ? { ja: "個", en: "more stamp" } : { ja: "回", en: "more time" }
  const now =
    state === "done"
      ? language === "ja"
        ? `たまりました（${what}）`
        : `Complete: ${what}`
      : language === "ja"
        ? `あと${left}${counter.ja}で${what}`
        : `${counted(left, counter.en)} for ${what}`
  if (!closesAt) return now
  const until = formatMoment(closesAt.toISOString(), zone, language)
  return language === "ja" ? `${now}。${until}まで` : `${now}. Until ${until}`
}

/** What it gives, in a word or two. */
function prizeWords({ prize }: Pick<QuestFor, "prize">, voice: Voice): string {
  const { language } = voice
  const parts = [
    prize.points > 0 ? pointsIn(prize.points, voice) : "",
    prize.badge ? said(prize.badge.name, language) : "",
    prize.rewardId !== null ? (language === "ja" ? "特典" : "a reward") : "",
  ]
  return parts.filter(Boolean).join(language === "ja" ? "と" : " and ")
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const yours = (points: number, voice: Voice) => `${pointsIn(points, voice)} ${points === 1 ? "is" : "are"} yours.`

const thanks = (points: number, voice: Voice) => ({
  ja: `ご意見をありがとうございます。${points > 0 ? `${pointsIn(points, voice)}を差し上げました。` : "ものづくりに生かします。"}`,
  en: `Thank you for your opinion. ${points > 0 ? yours(points, voice) : "It goes into what we make."}`,
})

/** Her answers, judged on the server. Spends nothing, yet a link that was passed on must not use up her tries. */
export const answerAction: MyPageAction = {
  name: "quests.answer",
  act: async (ctx, { customerId, fields, language, key }) => {
    const questId = fields.questId ?? ""
    if (!uuid.test(questId)) throw QuestError.UnknownQuest()
    const answers = Array.from({ length: 20 }, (_, index) => fields[`q${index}`] ?? "")
    const answered = await answerQuest(ctx, { customerId, questId, answers, key })
    const { right, of, hasPassed, points, triesLeft } = answered
    const voice = await voiceOf(ctx, language)
    if (answered.isOpinion && hasPassed) return { said: thanks(points, voice)[language], to: "quests" }
    const ja = `${of}問中${right}問正解でした。${hasPassed ? (points > 0 ? `${pointsIn(points, voice)}を差し上げました。` : "おめでとうございます。") : triesLeft > 0 ? `あと${triesLeft}回お答えいただけます。` : "ご参加ありがとうございました。"}`
    const en = `${right} of ${of} were right. ${hasPassed ? (points > 0 ? yours(points, voice) : "Well done.") : triesLeft > 0 ? `You have ${counted(triesLeft, "more try", "more tries")}.` : "Thank you for taking part."}`
    return { said: language === "ja" ? ja : en, to: "quests" }
  },
}
