import { getCampaignSettings, putCampaignSettings } from "../../../server/capabilities/campaigns/contract.ts"
import type { CampaignSettings } from "../../../server/capabilities/campaigns/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput } from "../../../ui/inputs.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

/** From how many people on somebody else approves, the number is typed, and when people are paid. */
export function CampaignRules() {
  const rules = useCall(getCampaignSettings, {})
  return (
    <Loaded of={rules} what={{ ja: "決まりを読み込めませんでした", en: "The rules could not be loaded" }}>
      {({ settings, version }) => <Rules key={version} settings={settings} version={version} />}
    </Loaded>
  )
}

function Rules({ settings, version }: { settings: CampaignSettings; version: number }) {
  const may = useMay()
  const toast = useToast()
  const form = useForm(settings)
  const save = useAct(putCampaignSettings, {
    refresh: [getCampaignSettings],
    done: () => toast({ words: { ja: "決まりを保存しました。", en: "The rules are saved." } }),
  })
  const { approveFrom, typeFrom, payday } = form.values
  return (
    <SettingsPage
      title={{ ja: "キャンペーンの決まり", en: "Rules for campaigns" }}
      actions={
        may("brand:write") && (
          <Button
            look="go"
            label={{ ja: "保存する", en: "Save" }}
            busy={save.busy}
            dimmed={!form.changed}
            onClick={() => form.submit((values) => save.run({ settings: values, basedOn: version }))}
          />
        )
      }
    >
      <UnsavedGuard changed={form.changed && !save.busy} />
      <Fields>
        <Field label={{ ja: "承認", en: "Approval" }} group>
          <Checkbox
            checked={approveFrom !== null}
            onChange={(on) => form.set("approveFrom", on ? 5_000 : null)}
            label={{ ja: "大きな配信は、ほかの人が承認してから", en: "Somebody else approves large ones" }}
          />
        </Field>
        {approveFrom !== null && (
          <Field label={{ ja: "承認の要る人数", en: "From" }}>
            <NumberInput
              value={approveFrom}
              unit={{ ja: "人から", en: "people on" }}
              onChange={(n) => n !== null && form.set("approveFrom", Math.max(1, n))}
            />
          </Field>
        )}
        <Field label={{ ja: "人数を打って確かめる", en: "The number is typed" }}>
          <NumberInput
            value={typeFrom}
            unit={{ ja: "人から", en: "people on" }}
            onChange={(n) => n !== null && form.set("typeFrom", Math.max(1, n))}
          />
        </Field>
        <Field
          label={{ ja: "給料日", en: "Payday" }}
          hint={{
            ja: "休みに当たる月は、その前の営業日として数えます。",
            en: "Where it falls on a day off, the working day before.",
          }}
        >
          <NumberInput
            value={payday}
            unit={{ ja: "日", en: "of the month" }}
            onChange={(n) => n !== null && form.set("payday", Math.min(31, Math.max(1, n)))}
          />
        </Field>
      </Fields>
    </SettingsPage>
  )
}
