import type { Text } from "#kernel/text"

/** Messages, not hits: a message that three people's machines opened and one reader, too, counts once, as the reader's. */
export type ByWhom = { readonly human: number; readonly unknown: number; readonly machine: number }

/** Basis points; null where there is nothing to divide by: no rate is better than one of nothing. */
export type Rates = {
  readonly sent: number
  readonly delivered: number
  readonly bounced: { readonly hard: number; readonly soft: number }
  readonly opened: ByWhom
  readonly clicked: ByWhom
  readonly complained: number
  readonly left: number
  readonly rates: {
    readonly opened: number | null
    readonly openedWithMachines: number | null
    readonly clicked: number | null
    readonly clickedWithMachines: number | null
    readonly bounced: number | null
    readonly complained: number | null
    readonly left: number | null
  }
}

export type RatesByGroup = Rates & {
  readonly kind: string
  readonly purpose: "transactional" | "marketing"
  readonly channel: string
  readonly originKind: "campaign" | "flow" | null
  readonly originId: string | null
  readonly originStep: string | null
}

/** How many of `all` in basis points, rounded to the nearest. */
export const shareBp = (some: number, all: number): number | null =>
  all === 0 ? null : Math.round((some / all) * 10_000)

/** What each number means, in the words that stand beside it (C09-C13). */
export const definitions = {
  delivered: {
    ja: "相手のサーバーが受け取り、あとから戻ってこなかった通数です。迷惑メールに入ったかどうかは分かりません。",
    en: "Taken over by the other side and not returned since. Whether it lies in the spam folder cannot be seen.",
  },
  opened: {
    ja: "人が開いた通数 ÷ 届いたメールの通数。画像の先読み（Apple の非公開機能や検査の機械）は数えません。画像を出さずに読んだ人は分からないため、実際より少なめです。",
    en: "Mails that a person opened, of those delivered. Pictures fetched ahead by machines are not counted. Who reads without pictures can't be seen, so the truth is higher.",
  },
  openedWithMachines: {
    ja: "機械や、人か機械か分からない開封も入れた割合です。ほかの道具の開封率と比べるときだけに。",
    en: "With machines, and with what may be either: only to compare with other tools.",
  },
  clicked: {
    ja: "人がリンクを開いた通数 ÷ 届いた通数。迷惑メール検査がリンクを開いたものは数えません。",
    en: "Messages of which a person followed a link, of those delivered. Links opened by scanners are not counted.",
  },
  clickedWithMachines: {
    ja: "検査の機械などのクリックも入れた割合です。",
    en: "With the clicks of scanners and other machines.",
  },
  bounced: {
    ja: "戻ってきた通数 ÷ 送った通数。宛先がないもの（以後送りません）と、一時的なもの（30日に3回で止めます）を分けて数えます。",
    en: "Returned, of those sent. No such mailbox (never written to again) and passing trouble (stopped after three in thirty days) are told apart.",
  },
  complained: {
    ja: "迷惑メールと報告された通数 ÷ 届いた通数。報告した人には、以後お便りを送りません。",
    en: "Called spam, of those delivered. Who does so gets no letter any more.",
  },
  left: {
    ja: "このお便りから14日のうちに、配信を止めた人の数 ÷ 届いた通数。どこで止めたかも分かります。",
    en: "People who stopped letters within fourteen days after this one, of those delivered; by which door is known, too.",
  },
} as const satisfies Record<string, Text>
