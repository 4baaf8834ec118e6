/** @jsxImportSource preact */
import type { ComponentChildren } from "preact"
import type { Press } from "../../../server/capabilities/mypage/model-card.ts"
import type { Forms } from "../../../server/capabilities/mypage/model-pages.ts"
import type { Language } from "../../../server/kernel/text.ts"

/** What is drawn where: the page's forms, its language, and the card around. */
export type Around = { readonly forms: Forms; readonly language: Language; readonly card: string }

const words = { first: { ja: "（確認番号のあとで）", en: " (asks for a code first)" } }

/** Where a button of this action leads: to the code first, for whoever has come by a link only. */
export const needsCode = ({ open }: Forms, action: string) => open !== null && !open.includes(action)

type ActProps = { around: Around; action: string; children: ComponentChildren; class?: string }

/** A form that acts: an address and what proves that it is ours. */
export function Act({ around: { forms, card }, action, children, ...rest }: ActProps) {
  const { base, choice, link, secret, key, asks, isPreview } = forms
  const isFirst = needsCode(forms, action)
  const door = isFirst ? `open/${link ?? ""}` : `${asks.includes(action) ? "ask" : "do"}/${action}`
  return (
    <form method="post" action={isPreview ? undefined : `${base}/${door}${choice}`} class={rest.class}>
      {isFirst && <input type="hidden" name="to" value={card} />}
      {!isFirst && <Hidden fields={{ card, key, ...(link === null ? { secret } : { link }) }} />}
      {children}
    </form>
  )
}

export const Hidden = ({ fields }: { fields: Readonly<Record<string, string>> }) => (
  <>
    {Object.entries(fields).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
)

/** One button. */
export function PressButton({ press, around }: { press: Press; around: Around }) {
  const { forms, language } = around
  return (
    <Act around={around} action={press.action}>
      <Hidden fields={press.fields} />
      <button
        class={press.isMain ? "press main" : "press"}
        type={forms.isPreview ? "button" : "submit"}
        disabled={forms.isPreview}
      >
        {press.label}
        {needsCode(forms, press.action) && <span class="unseen">{words.first[language]}</span>}
      </button>
    </Act>
  )
}
