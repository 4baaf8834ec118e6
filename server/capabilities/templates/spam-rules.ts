import type { Text } from "#kernel/text"

/** One thing that makes filters doubt a mail, and how much: five in all is where many of them begin to sort it out. */
export type SpamSign = { readonly code: string; readonly points: number; readonly say: Text }
export type SpamScore = { readonly points: number; readonly signs: readonly SpamSign[] }

export const spamLimit = 5

type Mail = { readonly subject: string; readonly text: string; readonly html: string }

const triggers: readonly { readonly pattern: RegExp; readonly points: number; readonly word: string }[] = [
  { pattern: /完全無料|100%無料|無料プレゼント|free gift|100% free|totally free/i, points: 1.5, word: "無料 / free" },
  { pattern: /今すぐ(クリック|登録|購入)|act now|click here now|order now/i, points: 1, word: "今すぐ / act now" },
  {
    pattern: /当選|おめでとうございます.{0,20}(当|選ばれ)|you('ve| have) (won|been selected)/i,
    points: 2,
    word: "当選 / you won",
  },
  {
    pattern: /必ず(儲|稼|痩)|楽して|副業|不労所得|make money|earn \$|extra income/i,
    points: 2.5,
    word: "稼げる / make money",
  },
  {
    pattern: /残りわずか|最後のチャンス|本日限り|last chance|limited time|expires today/i,
    points: 0.8,
    word: "急がせる言葉 / urgency",
  },
  { pattern: /激安|最安値|衝撃価格|lowest price|cheapest|bargain/i, points: 0.8, word: "激安 / cheapest" },
  {
    pattern: /クレジットカード番号|暗証番号|パスワードを入力|verify your account|confirm your password/i,
    points: 2.5,
    word: "パスワード / password",
  },
]

const sign = (code: string, points: number, ja: string, en: string): SpamSign => ({ code, points, say: { ja, en } })

/** What makes a filled-in mail look like spam. Transparent on purpose: every point has its reason beside it (C22, C27). */
export function spamScore({ subject, text, html }: Mail): SpamScore {
  const all = `${subject}\n${text}`
  const words = triggers
    .filter(({ pattern }) => pattern.test(all))
    .map(({ points, word }) =>
      sign(
        `word:${word}`,
        points,
        `迷惑メールによくある言葉（${word}）があります。言いかえてください。`,
        `It says what spam often says (${word}). Say it in other words.`,
      ),
    )
  const links = [...text.matchAll(/https?:\/\/([^\s/]+)/g)].map(([, host]) => host ?? "")
  const letters = subject.replace(/[^a-z]/gi, "")
  const signs = [
    ...words,
    ...((all.match(/[!！]/g)?.length ?? 0) > 2
      ? [sign("exclamation", 1, "感嘆符が多すぎます。", "There are too many exclamation marks.")]
      : []),
    ...(letters.length > 8 && letters === letters.toUpperCase()
      ? [sign("capitals", 1.5, "件名がすべて大文字です。", "The subject is all capitals.")]
      : []),
    ...(links.some((host) => /^(bit\.ly|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd)$/i.test(host))
      ? [
          sign(
            "short-link",
            2,
            "短縮リンクがあります。行き先の分かるアドレスにしてください。",
            "A shortened link hides where it leads. Use the full address.",
          ),
        ]
      : []),
    ...(links.some((host) => /^\d+\.\d+\.\d+\.\d+/.test(host))
      ? [sign("number-host", 2.5, "数字だけのアドレスへのリンクがあります。", "A link leads to a bare number.")]
      : []),
    ...(new Set(links).size > 8
      ? [sign("many-hosts", 1, "行き先のサイトが多すぎます。", "Links lead to too many different sites.")]
      : []),
    ...((html.match(/<img /g)?.length ?? 0) > 2 && text.length < 120
      ? [
          sign(
            "pictures",
            1.5,
            "文より画像が多すぎます。文を足してください。",
            "More pictures than words. Add some text.",
          ),
        ]
      : []),
    ...(/[\u200b-\u200d\u2060]/.test(subject)
      ? [sign("hidden", 1.5, "件名に見えない文字があります。", "The subject holds invisible signs.")]
      : []),
  ]
  return { points: Math.round(signs.reduce((sum, { points }) => sum + points, 0) * 10) / 10, signs }
}
