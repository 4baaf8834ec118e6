import type { ReactNode } from "react"
import "./settings-page.css"
import { Button } from "../../ui/button.tsx"
import { useText } from "../../ui/language.tsx"
import type { Text } from "../../ui/text.ts"
import { Page } from "./page.tsx"
import { useMay } from "./session.tsx"

type Props = { title: Text; over?: ReactNode; actions?: ReactNode; facts?: readonly ReactNode[]; children: ReactNode }

/** A page below 設定. */
export const SettingsPage = (props: Props) => (
  <Page {...props} above={[{ label: { ja: "設定", en: "Settings" }, to: "/settings" }]} />
)

/** Air between a section's line and a form below it. */
export const Below = (props: { children: ReactNode }) => <div className="settings-below">{props.children}</div>

type SaveProps = { right: string; changed: boolean; busy: boolean; onSave: () => void; label?: Text }

/** The button of a settings form, or why there is none. */
export function Save({ right, changed, busy, onSave, label }: SaveProps) {
  const t = useText()
  const may = useMay()
  if (!may(right))
    return (
      <p className="small quiet">
        {t({
          ja: "変える権限がありません。管理者に頼んでください。",
          en: "You may not change this. Ask an administrator.",
        })}
      </p>
    )
  return (
    <div className="button-row">
      <Button
        look="go"
        label={label ?? { ja: "保存する", en: "Save" }}
        busy={busy}
        dimmed={!changed}
        onClick={onSave}
      />
    </div>
  )
}
