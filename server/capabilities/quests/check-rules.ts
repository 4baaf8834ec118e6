import type { Text } from "#kernel/text"
import type { QuestDocument, Task } from "./model.ts"

export type Finding = { readonly level: "stop" | "warn"; readonly code: string; readonly text: Text }

export type Surroundings = {
  readonly now: Date
  /** Live quests that a set may be made of. */
  readonly liveQuests: ReadonlySet<string>
  readonly liveRewards: ReadonlySet<string>
  readonly knownSegments: ReadonlySet<string>
  readonly knownRanks: ReadonlySet<string>
  /** Events that were seen; null: nobody can say now. */
  readonly knownEvents: ReadonlySet<string> | null
}

const stop = (code: string, ja: string, en: string): Finding => ({ level: "stop", code, text: { ja, en } })
const warn = (code: string, ja: string, en: string): Finding => ({ level: "warn", code, text: { ja, en } })

/** Everything that is to be said of a quest before members see it. */
export const checkQuest = (document: QuestDocument, around: Surroundings): readonly Finding[] => [
  ...basics(document, around.now),
  ...taskFindings(document.task, around),
  ...prizeFindings(document, around),
]

/** Written in one language only. */
const isHalf = ({ ja, en }: Text) => (ja === "") !== (en === "")

const wordsOf = ({ name, about, prize, task }: QuestDocument): readonly Text[] => [
  name,
  about,
  ...(prize.badge ? [prize.badge.name] : []),
  ...(task.kind === "trivia"
    ? task.questions.flatMap(({ ask, choices, because }) => [ask, because, ...choices.map(({ words }) => words)])
    : []),
]

function basics(document: QuestDocument, now: Date): Finding[] {
  const { name, opensAt, closesAt, task, rounds } = document
  const found: Finding[] = []
  if (name.ja === "" && name.en === "") found.push(stop("no-name", "名前を入れてください。", "Give it a name."))
  else if (wordsOf(document).some(isHalf))
    found.push(
      warn(
        "one-language",
        "日本語か英語の片方だけの文があります。もう片方の方には、書いてある言葉で見えます。",
        "Some words are in one language only: readers of the other one see them in that.",
      ),
    )
  if (closesAt && closesAt <= now)
    found.push(stop("closed", "終わりの日時が過ぎています。", "It is over already. Move its end."))
  if (opensAt && closesAt && closesAt <= opensAt)
    found.push(stop("order", "終わりを、始まりよりあとにしてください。", "It must close after it opens."))
  if (task.kind === "set" && rounds !== 1)
    found.push(warn("set-once", "セットは1人1回だけ達成できます。", "A set can be completed once."))
  return found
}

function taskFindings(task: Task, around: Surroundings): Finding[] {
  switch (task.kind) {
    case "trivia":
      return quiz(task)
    case "challenge":
      return around.knownEvents === null || around.knownEvents.has(task.event)
        ? []
        : [
            warn(
              "event",
              `「${task.event}」は、まだ一度も記録されていません。つづりを確かめてください。`,
              `“${task.event}” has never been recorded. Check how it is written.`,
            ),
          ]
    case "stamps":
      return task.counts.by === "goods" && task.productIds.length > 0 && task.productIds.length < task.needs
        ? [stop("goods", "商品の数より多くは集められません。", "There are fewer products than it asks for.")]
        : []
    case "set":
      return set(task, around)
  }
}

function quiz(task: Extract<Task, { kind: "trivia" }>): Finding[] {
  const found: Finding[] = []
  task.questions.forEach(({ ask, choices, right }, index) => {
    const at = index + 1
    if (ask.ja === "" && ask.en === "")
      found.push(stop(`question-${at}`, `${at}問目の問いを入れてください。`, `Write question ${at}.`))
    if (right !== null && !choices.some(({ id }) => id === right))
      found.push(stop(`right-${at}`, `${at}問目の正解を選んでください。`, `Choose the right answer of question ${at}.`))
    if (choices.some(({ words }) => words.ja === "" && words.en === ""))
      found.push(stop(`choices-${at}`, `${at}問目に空の選択肢があります。`, `Question ${at} has an empty choice.`))
  })
  if (task.needs > task.questions.length)
    found.push(
      stop("needs", "問いの数より多くの正解を求めています。", "It asks for more right answers than questions."),
    )
  const guessed = task.questions.filter(({ right }) => right !== null)
  const chances = guessed.reduce((sum, { choices }) => sum * choices.length, 1)
  if (guessed.length > 0 && task.tries >= chances)
    found.push(
      warn("guess", "回数が多く、あてずっぽうでも当たります。", "With so many tries anybody gets there by guessing."),
    )
  return found
}

function set({ questIds, needs }: Extract<Task, { kind: "set" }>, { liveQuests }: Surroundings): Finding[] {
  const found: Finding[] = []
  if (needs > questIds.length)
    found.push(stop("needs", "選んだクエストの数より多くを求めています。", "It asks for more than it is made of."))
  if (questIds.some((id) => !liveQuests.has(id)))
    found.push(
      stop(
        "parts",
        "公開中でないクエストが入っています。先に公開してください。",
        "Some of its quests are not live. Publish them first.",
      ),
    )
  return found
}

function prizeFindings({ prize, gates }: QuestDocument, around: Surroundings): Finding[] {
  const found: Finding[] = []
  if (prize.points === 0 && prize.rewardId === null && prize.badge === null)
    found.push(stop("no-prize", "もらえるものを選んでください。", "Say what one gets for it."))
  if (prize.rewardId !== null && !around.liveRewards.has(prize.rewardId))
    found.push(stop("reward", "贈る特典が公開されていません。", "The reward that it gives is not live."))
  if (prize.badge && prize.badge.name.ja === "" && prize.badge.name.en === "")
    found.push(stop("badge", "スタンプに名前をつけてください。", "Give the stamp a name."))
  if (gates.segmentId !== null && !around.knownSegments.has(gates.segmentId))
    found.push(stop("segment", "選んだセグメントがありません。", "The chosen segment is gone."))
  if (gates.ranks.some((rank) => !around.knownRanks.has(rank)))
    found.push(stop("rank", "選んだランクがありません。", "A chosen rank is gone."))
  return found
}
