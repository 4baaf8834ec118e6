import type { Form, Totals } from "../../../server/capabilities/signups/model.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

export const kinds = [
  {
    value: "popup",
    label: { ja: "ポップアップ", en: "Pop-up" },
    hint: {
      ja: "まだ登録していない人にだけ、お店のページの上に出す",
      en: "Over the shop's pages, only for people who are not on the list",
    },
  },
  {
    value: "embedded",
    label: { ja: "ページの中", en: "In a page" },
    hint: { ja: "お店のページの決まった場所に置く", en: "At a place of its own in the shop's pages" },
  },
  {
    value: "page",
    label: { ja: "専用のページ", en: "A page of its own" },
    hint: { ja: "店頭やパンフレットの QR コードから開く", en: "Opened by a link or a QR code, in stores or on paper" },
  },
] as const

export const kindWords = (kind: Form["kind"]): Text =>
  kinds.find(({ value }) => value === kind)?.label ?? kinds[0].label

export const standingOf = ({ state, hasChanges, version }: Form): { is: Standing; label: Text } => {
  if (version === null) return { is: "draft", label: { ja: "下書き", en: "Draft" } }
  if (state === "paused") return { is: "paused", label: { ja: "停止中", en: "Stopped" } }
  return hasChanges
    ? { is: "live", label: { ja: "公開中（下書きに変更あり）", en: "Live, with a changed draft" } }
    : { is: "live", label: { ja: "公開中", en: "Live" } }
}

/** Of those who saw a form, which share filled it in; null where nobody counts who sees it, or nobody has yet. */
export const submitRate = (kind: Form["kind"], { shown, submitted }: Totals): number | null =>
  kind === "page" || shown === 0 ? null : Math.min(1, submitted / shown)

/** Of those who filled it in, which share confirmed. */
export const confirmRate = ({ submitted, confirmed }: Totals): number | null =>
  submitted === 0 ? null : confirmed / submitted
