import { useState } from "react"
import type { StepKind } from "../../../server/capabilities/flows/model-steps.ts"
import { Dialog } from "../../../ui/dialog.tsx"
import { Popup } from "../../../ui/menu.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { kindIcons } from "./icons.ts"
import type { AddedKind } from "./new-step.ts"
import { kindNames } from "./words.ts"

/** What a step is put in as: a new one of a kind, a repeat around what follows, or what was copied. */
export type Added = AddedKind | "repeat" | "paste"

type Choice = { readonly kind: StepKind & Added; readonly about: Text }
const groups: readonly { readonly label: Text; readonly choices: readonly Choice[] }[] = [
  {
    label: { ja: "届ける", en: "Reach out" },
    choices: [
      { kind: "message", about: { ja: "LINE・メール・SMS・プッシュ", en: "LINE, email, SMS, push" } },
      { kind: "offer", about: { ja: "その人だけのコードを用意する", en: "A code of their own" } },
      { kind: "task", about: { ja: "人の手が要ることを頼む", en: "Something a person has to do" } },
    ],
  },
  {
    label: { ja: "待つ・分ける", en: "Wait and branch" },
    choices: [
      { kind: "wait", about: { ja: "日数・時刻・曜日・週末の前", en: "Days, a time, a weekday, before the weekend" } },
      {
        kind: "wait-for-event",
        about: { ja: "注文など、起きるまで", en: "Until something happens, such as an order" },
      },
      { kind: "branch", about: { ja: "その人に合わせて道を変える", en: "A way that fits the person" } },
      { kind: "split", about: { ja: "同じ人はいつも同じ側", en: "By chance, and for good" } },
      { kind: "repeat", about: { ja: "次の手順を回数だけ", en: "What follows, so many times" } },
      { kind: "stop", about: { ja: "この人はここまで", en: "They leave the flow here" } },
    ],
  },
  {
    label: { ja: "書きとめる・知らせる", en: "Note and tell" },
    choices: [
      { kind: "property", about: { ja: "顧客の項目を変える", en: "Change a property of the customer" } },
      { kind: "tag", about: { ja: "一覧の項目に言葉を足す", en: "Add a word to a list" } },
      { kind: "notify", about: { ja: "チームにメールで", en: "The team, by mail" } },
      { kind: "webhook", about: { ja: "別のしくみへ", en: "Another system" } },
      { kind: "start-flow", about: { ja: "続きを別のフローで", en: "Go on in another flow" } },
    ],
  },
]

type Props = { onAdd: (added: Added) => void; canPaste: boolean; canRepeat: boolean }

/** All that can be put in, each with what it is good for. */
export function AddChoices({ onAdd, canPaste, canRepeat }: Props) {
  const t = useText()
  return (
    <div className="flow-choices">
      {canPaste && (
        <button type="button" className="paste" onClick={() => onAdd("paste")}>
          {t({ ja: "コピーしたものを貼り付ける", en: "Paste what was copied" })}
          <kbd>⌘V</kbd>
        </button>
      )}
      {groups.map((group) => (
        <section key={group.label.en}>
          <h3>{t(group.label)}</h3>
          {group.choices.map(({ kind, about }) => {
            const Icon = kindIcons[kind]
            if (kind === "repeat" && !canRepeat) return null
            return (
              <button key={kind} type="button" onClick={() => onAdd(kind)}>
                <Icon aria-hidden />
                <span>
                  {t(kindNames[kind])}
                  <small>{t(about)}</small>
                </span>
              </button>
            )
          })}
        </section>
      ))}
    </div>
  )
}

/** The "+" on a line. */
export function AddHere(props: Props & { x: number; y: number }) {
  const t = useText()
  const add: Text = { ja: "ここに足す", en: "Add a step here" }
  return (
    <span className="flow-add" style={{ left: props.x, top: props.y }}>
      <Popup
        className="flow-plus"
        trigger={
          <>
            <span aria-hidden>+</span>
            <span className="hidden-text">{t(add)}</span>
          </>
        }
        label={add}
      >
        {(close) => (
          <AddChoices
            {...props}
            onAdd={(kind) => {
              close()
              props.onAdd(kind)
            }}
          />
        )}
      </Popup>
    </span>
  )
}

/** The same choices when A is pressed. */
export function AddDialog({ open, onClose, ...choices }: Props & { open: boolean; onClose: () => void }) {
  return (
    <Dialog wide open={open} onClose={onClose} title={{ ja: "次に何をしますか", en: "What comes next?" }}>
      <AddChoices {...choices} />
    </Dialog>
  )
}

export const useAdding = () => {
  const [isAdding, setAdding] = useState(false)
  return { isAdding, open: () => setAdding(true), close: () => setAdding(false) }
}
