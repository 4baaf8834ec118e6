import { useState } from "react"
import { getEventLimits, putEventLimits } from "../../../server/capabilities/events/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { NumberInput } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

/** Says which names of properties went beyond what analytics keeps, and lets the limit be changed. Nothing as long as none did. */
export function PropertyLimit() {
  const t = useText()
  const may = useMay()
  const { number } = useFormat()
  const [open, setOpen] = useState(false)
  const { data } = useCall(getEventLimits, {}, { everyMs: 60_000 })
  if (!data || data.properties.beyond.length === 0) return null
  const { most, beyond } = data.properties
  return (
    <div role="status">
      <p>
        <Status is="needed" />{" "}
        {t({
          ja: `できごとのプロパティの名前が${number(most)}を超えました。超えた分の値は記録に残りますが、集計とセグメントには使えません。名前に番号などを入れず、値として送るように直してください。`,
          en: `More than ${number(most)} names of event properties came. Values under those beyond are kept, but not for analytics and segments. Leave numbers and ids out of names and send them as values.`,
        })}
      </p>
      <p className="small">
        {t({ ja: "たとえば：", en: "For example: " })}
        {beyond.slice(0, 5).map(({ name, event, source }, i) => (
          <span key={name}>
            {i > 0 && t({ ja: "、", en: ", " })}
            <code>{name}</code> ({event}, {source})
          </span>
        ))}{" "}
        {may("brand:write") && (
          <Button look="text" label={{ ja: "上限を変える", en: "Change the limit" }} onClick={() => setOpen(true)} />
        )}
      </p>
      {open && <ChangeLimit most={most} onClose={() => setOpen(false)} />}
    </div>
  )
}

const bounds = { least: 100, most: 20_000 }

function ChangeLimit({ most, onClose }: { most: number; onClose: () => void }) {
  const { number } = useFormat()
  const toast = useToast()
  const [limit, setLimit] = useState<number | null>(most)
  const isRight = limit !== null && limit >= bounds.least && limit <= bounds.most
  const save = useAct(putEventLimits, {
    refresh: [getEventLimits],
    done: () => {
      onClose()
      toast({
        words: { ja: "上限を変えました。これから届くものに効きます。", en: "Changed, for what comes from now on." },
      })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "プロパティの名前の上限", en: "Limit of property names" }}
      actions={
        <Button
          look="go"
          label={{ ja: "変える", en: "Change" }}
          busy={save.busy}
          onClick={() => isRight && save.run({ properties: limit })}
        />
      }
    >
      <Field
        label={{ ja: "集計に使う名前の数", en: "Names kept for analytics" }}
        hint={{
          ja: "先に届いた名前から数えます。増やしても、すでに届いた値は集計を作り直すまで入りません。",
          en: "The first to come count. What came before is taken in when analytics are made anew.",
        }}
        {...(!isRight && {
          error: {
            ja: `${number(bounds.least)}〜${number(bounds.most)}で入れてください。`,
            en: `Between ${number(bounds.least)} and ${number(bounds.most)}.`,
          },
        })}
      >
        <NumberInput value={limit} onChange={setLimit} />
      </Field>
    </Dialog>
  )
}
