import type { Counts, QuestDocument, Task, TaskKind } from "../../../server/capabilities/quests/model.ts"
import type { Text } from "../../../ui/text.ts"

export type QuestionValues = {
  askJa: string
  askEn: string
  choices: { id: string; ja: string; en: string }[]
  /** The id of the right choice; empty where an opinion is asked. */
  right: string
  becauseJa: string
  becauseEn: string
}

/** A quest as a form holds it: what is still being typed is null. */
export type Values = {
  kind: TaskKind
  nameJa: string
  nameEn: string
  aboutJa: string
  aboutEn: string
  imageUrl: string
  questions: QuestionValues[]
  tries: number | null
  event: string
  withinDays: number | null
  isOncePerDay: boolean
  whereProperty: string
  whereIs: string
  countsBy: Counts["by"]
  least: number | null
  per: number | null
  productIds: string
  channel: "any" | "online" | "store"
  questIds: string[]
  needs: number | null
  points: number | null
  rewardId: string
  hasBadge: boolean
  badgeJa: string
  badgeEn: string
  badgeImage: string
  rounds: number | null
  restDays: number | null
  opensAt: Date | null
  closesAt: Date | null
  isForMembers: boolean
  ranks: string[]
  segmentId: string
}

export const freshQuestion = (): QuestionValues => ({
  askJa: "",
  askEn: "",
  choices: ["a", "b", "c"].map((id) => ({ id, ja: "", en: "" })),
  right: "a",
  becauseJa: "",
  becauseEn: "",
})

export const freshValues: Values = {
  kind: "stamps",
  nameJa: "",
  nameEn: "",
  aboutJa: "",
  aboutEn: "",
  imageUrl: "",
  questions: [freshQuestion()],
  tries: 3,
  event: "Store Visited",
  withinDays: null,
  isOncePerDay: false,
  whereProperty: "",
  whereIs: "",
  countsBy: "order",
  least: null,
  per: null,
  productIds: "",
  channel: "any",
  questIds: [],
  needs: 10,
  points: 300,
  rewardId: "",
  hasBadge: false,
  badgeJa: "",
  badgeEn: "",
  badgeImage: "",
  rounds: 1,
  restDays: 0,
  opensAt: null,
  closesAt: null,
  isForMembers: true,
  ranks: [],
  segmentId: "",
}

export function valuesOf(document: QuestDocument): Values {
  const { name, about, task, prize, gates, imageUrl, rounds, restDays, opensAt, closesAt } = document
  return {
    ...freshValues,
    kind: task.kind,
    nameJa: name.ja,
    nameEn: name.en,
    aboutJa: about.ja,
    aboutEn: about.en,
    imageUrl: imageUrl ?? "",
    ...taskValues(task),
    points: prize.points,
    rewardId: prize.rewardId ?? "",
    hasBadge: prize.badge !== null,
    badgeJa: prize.badge?.name.ja ?? "",
    badgeEn: prize.badge?.name.en ?? "",
    badgeImage: prize.badge?.imageUrl ?? "",
    rounds,
    restDays,
    opensAt,
    closesAt,
    isForMembers: gates.isForMembers,
    ranks: gates.ranks,
    segmentId: gates.segmentId ?? "",
  }
}

function taskValues(task: Task): Partial<Values> {
  switch (task.kind) {
    case "trivia":
      return {
        needs: task.needs,
        tries: task.tries,
        questions: task.questions.map(({ ask, choices, right, because }) => ({
          askJa: ask.ja,
          askEn: ask.en,
          choices: choices.map(({ id, words }) => ({ id, ja: words.ja, en: words.en })),
          right: right ?? "",
          becauseJa: because.ja,
          becauseEn: because.en,
        })),
      }
    case "challenge": {
      const { event, needs, withinDays, isOncePerDay, where } = task
      return {
        event,
        needs,
        withinDays,
        isOncePerDay,
        whereProperty: where[0]?.property ?? "",
        whereIs: where[0]?.is ?? "",
      }
    }
    case "stamps": {
      const { counts, productIds, channel, needs } = task
      return {
        needs,
        channel,
        productIds: productIds.join("\n"),
        countsBy: counts.by,
        least: counts.by === "order" && counts.least > 0 ? counts.least : null,
        per: counts.by === "spend" ? counts.per : null,
      }
    }
    case "set":
      return { questIds: task.questIds, needs: task.needs }
  }
}

type Wrong = Partial<Record<keyof Values, Text | undefined>>
const fill = { ja: "入れてください。", en: "Fill this in." }
const atLeastOne = { ja: "1以上で入れてください。", en: "At least 1." }
const whole = (value: number | null, least: number) => value !== null && Number.isInteger(value) && value >= least

/** What can't be saved as it is. What only publishing asks for is said by the checks. */
export function wrongIn(values: Values): Wrong {
  const { kind } = values
  const address = /^(https?:\/\/\S+)?$/
  const wrongAddress = {
    ja: "https:// で始まるアドレスを入れてください。",
    en: "An address that begins with https://.",
  }
  return {
    nameJa: values.nameJa.trim() === "" && values.nameEn.trim() === "" ? fill : undefined,
    imageUrl: address.test(values.imageUrl.trim()) ? undefined : wrongAddress,
    badgeImage: address.test(values.badgeImage.trim()) ? undefined : wrongAddress,
    needs: whole(values.needs, 1) ? undefined : atLeastOne,
    tries: kind !== "trivia" || whole(values.tries, 1) ? undefined : atLeastOne,
    event: kind === "challenge" && values.event.trim() === "" ? fill : undefined,
    per: kind === "stamps" && values.countsBy === "spend" && !whole(values.per, 1) ? atLeastOne : undefined,
    withinDays: values.withinDays === null || values.withinDays >= 1 ? undefined : atLeastOne,
    questIds:
      kind === "set" && values.questIds.length === 0
        ? { ja: "ひとつ以上選んでください。", en: "Choose at least one." }
        : undefined,
    points: whole(values.points, 0) ? undefined : { ja: "0以上で入れてください。", en: "0 or more." },
    rounds: values.rounds === null || values.rounds >= 1 ? undefined : atLeastOne,
    restDays: whole(values.restDays, 0) ? undefined : { ja: "0以上で入れてください。", en: "0 or more." },
  }
}

export const isWhole = (values: Values): boolean => Object.values(wrongIn(values)).every((wrong) => wrong === undefined)

/** Of values that have nothing wrong. */
export function documentOf(values: Values): QuestDocument {
  return {
    name: { ja: values.nameJa.trim(), en: values.nameEn.trim() },
    about: { ja: values.aboutJa.trim(), en: values.aboutEn.trim() },
    imageUrl: values.imageUrl.trim() || null,
    task: taskOf(values),
    prize: {
      points: values.points ?? 0,
      rewardId: values.rewardId || null,
      badge: values.hasBadge
        ? {
            name: { ja: values.badgeJa.trim(), en: values.badgeEn.trim() },
            imageUrl: values.badgeImage.trim() || null,
          }
        : null,
    },
    rounds: values.kind === "set" ? 1 : values.rounds,
    restDays: values.restDays ?? 0,
    opensAt: values.opensAt,
    closesAt: values.closesAt,
    gates: { isForMembers: values.isForMembers, ranks: values.ranks, segmentId: values.segmentId || null },
  }
}

function taskOf(values: Values): Task {
  const needs = values.needs ?? 1
  switch (values.kind) {
    case "trivia":
      return {
        kind: "trivia",
        needs,
        tries: values.tries ?? 3,
        questions: values.questions.map(({ askJa, askEn, choices, right, becauseJa, becauseEn }) => ({
          ask: { ja: askJa.trim(), en: askEn.trim() },
          choices: choices.map(({ id, ja, en }) => ({ id, words: { ja: ja.trim(), en: en.trim() } })),
          right: right || null,
          because: { ja: becauseJa.trim(), en: becauseEn.trim() },
        })),
      }
    case "challenge": {
      const { event, withinDays, isOncePerDay, whereProperty, whereIs } = values
      const where = whereProperty.trim() === "" ? [] : [{ property: whereProperty.trim(), is: whereIs.trim() }]
      return { kind: "challenge", event: event.trim(), needs, withinDays, isOncePerDay, where }
    }
    case "stamps":
      return {
        kind: "stamps",
        needs,
        channel: values.channel,
        productIds: [...new Set(values.productIds.split(/[\s,、]+/).filter(Boolean))],
        counts: countsOf(values),
      }
    case "set":
      return { kind: "set", questIds: values.questIds, needs }
  }
}

function countsOf({ countsBy, least, per }: Values): Counts {
  if (countsBy === "order") return { by: "order", least: least ?? 0 }
  return countsBy === "spend" ? { by: "spend", per: per ?? 1 } : { by: "goods" }
}
