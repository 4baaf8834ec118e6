import "./loyalty.css"
import type { ReactNode } from "react"
import type { Condition } from "../../../server/capabilities/segments/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { NumberInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import { ConditionsField } from "../../app/conditions/conditions-field.tsx"
import { useOffer } from "../../app/conditions/use-offer.ts"

type Props = {
  title: Text
  /** Whether it may stand in the draft as it is. */
  isRight: boolean
  onClose: () => void
  onKeep: () => void
  onRemove: () => void
  children: ReactNode
}

/** One rule of the programme, put into the draft or taken out of it. */
export const RuleDialog = ({ title, isRight, onClose, onKeep, onRemove, children }: Props) => (
  <Dialog
    open
    wide
    onClose={onClose}
    title={title}
    actions={
      <>
        <Button look="text" label={{ ja: "外す", en: "Take out" }} onClick={onRemove} />
        <Button
          look="go"
          label={{ ja: "下書きに入れる", en: "Put into the draft" }}
          dimmed={!isRight}
          onClick={onKeep}
        />
      </>
    }
  >
    {children}
  </Dialog>
)

type Cap = {
  label: Text
  value: number | null
  onChange: (
    value: number | null,
  ) => void /** Several orders or acts use it up together. What came first to be judged keeps what it got, whichever happened first. */
  shared?: boolean
}

/** So many points at most; empty for no end. */
export const CapField = ({ label, value, onChange, shared = false }: Cap) => (
  <Field
    label={label}
    hint={shared ? { ja: "先に判定された分から数えます", en: "What is judged first counts first" } : undefined}
    optional
  >
    <NumberInput value={value} unit={{ ja: "pt", en: "pt" }} onChange={onChange} />
  </Field>
)

type Who = {
  label: Text
  value: Condition | null
  onChange: (who: Condition | null) => void
  /** What holds without a condition. */
  none: Text
}

/** Whom a rule is for, in the sentence that segments are written in; nobody is asked for without one. */
export function WhoField({ label, value, onChange, none }: Who) {
  const offered = useOffer()
  return (
    <div className="loyalty-who">
      <Field label={label} optional group>
        <ConditionsField
          who={value ?? everybody}
          offered={offered}
          none={none}
          onChange={(who) => onChange(who.kind === "all" && who.of.length === 0 ? null : who)}
        />
      </Field>
    </div>
  )
}

const everybody: Condition = { kind: "all", of: [] }
