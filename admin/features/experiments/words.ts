import type { listExperiments } from "../../../server/capabilities/experiments/contract.ts"
import type { Metric } from "../../../server/capabilities/experiments/model.ts"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export { metricWords, sentenceOf, verdictStanding, waitWords, type Writing, written } from "../../app/words/lift.ts"

export type Item = Reply<typeof listExperiments>["items"][number]

/** What is counted, said on hover and to readers. */
export const metricDefinitions: Readonly<Record<Metric, Text>> = {
  orders: {
    ja: "1人あたりの注文数。取り消しと全部の返品は数えません。",
    en: "Orders per person, without those cancelled or returned in full.",
  },
  revenue: {
    ja: "1人あたりの売上。取り消しと返金を引いた額です。",
    en: "Revenue per person, less cancellations and refunds.",
  },
  repeat: {
    ja: "前に買ったことがあり、期間中にまた買った人の割合。",
    en: "Share of people who bought again when they had bought before.",
  },
  unsubscribes: {
    ja: "期間中に、お便りの受け取りをやめた人の割合。少ないほど良い数字です。",
    en: "Share of people who stopped letters. Fewer is better.",
  },
}

export const liftDefinition: Text = {
  ja: "送った人と、比べるために送らなかった人との差。実際に届いたかどうかではなく、どちらに分けたかで数えます。",
  en: "The difference between those who were treated and those kept apart, by whom they were assigned to, not by what was delivered.",
}

export const intervalDefinition: Text = {
  ja: "本当の差が95%の確かさで入る幅。何度見ても、途中でやめても、この確かさは変わりません。",
  en: "Where the true difference lies, with 95% certainty. It holds however often you look and whenever you stop.",
}

const kinds: Readonly<Record<Item["kind"], Text>> = {
  brand: { ja: "ブランド全体", en: "Whole brand" },
  flow: { ja: "フロー", en: "Flow" },
  campaign: { ja: "キャンペーン", en: "Campaign" },
  split: { ja: "比べる配信", en: "Split" },
}
export const kindWords = (kind: Item["kind"]): Text => kinds[kind]

export const nameOf = ({ kind, name }: Pick<Item, "kind" | "name">): Text =>
  kind === "brand"
    ? { ja: "すべてのお便り", en: "All letters together" }
    : name === null
      ? { ja: "名前のない実験", en: "Without a name" }
      : name

/** An arm as people call it. */
export const armWords = (arm: string, arms: Item["arms"] = null): Text =>
  arm === "holdout"
    ? { ja: "送らない人", en: "Kept apart" }
    : arm === "treated"
      ? { ja: "送る人", en: "Treated" }
      : same(arms?.find(({ name }) => name === arm)?.label ?? arm)

export const addressOf = ({ kind, id }: Pick<Item, "kind" | "id">, page: "lift" | "people", arm?: string): string =>
  `/experiments/${page}?${new URLSearchParams({ kind, id, ...(arm ? { arm } : {}) }).toString()}`

export type Named = Pick<Item, "kind" | "id">

/** The experiment that an address names; undefined where it names none. */
export const namedIn = ({ kind, id }: Readonly<Partial<Record<string, string>>>): Named | undefined =>
  id !== undefined && (kind === "brand" || kind === "flow" || kind === "campaign" || kind === "split")
    ? { kind, id }
    : undefined

const channels: Readonly<Record<string, Text>> = {
  email: { ja: "メール", en: "E-mail" },
  line: same("LINE"),
  sms: same("SMS"),
  push: { ja: "プッシュ通知", en: "Push" },
  relay: { ja: "外部システム", en: "Other systems" },
}
export const channelWords = (channel: string): Text => channels[channel] ?? same(channel)
