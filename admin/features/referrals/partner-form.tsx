import { getCampaigns } from "../../../server/capabilities/referrals/contract-results.ts"
import type { Partner } from "../../../server/capabilities/referrals/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"

type Values = {
  name: string
  kind: "share" | "fixed"
  percent: number | null
  amount: number | null
  repeats: boolean
  campaignId: string
  note: string
}

const valuesOf = (partner: Partner | null): Values => ({
  name: partner?.name ?? "",
  kind: partner?.commission.kind ?? "share",
  percent: partner?.commission.kind === "share" ? partner.commission.bp / 100 : 10,
  amount: partner?.commission.kind === "fixed" ? partner.commission.amount : null,
  repeats: partner?.repeats ?? false,
  campaignId: partner?.campaignId ?? "",
  note: partner?.note ?? "",
})

const wrongIn = ({ name, kind, percent, amount }: Values) => ({
  name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Give a name." } : undefined,
  percent:
    kind === "share" && !(percent !== null && percent > 0 && percent <= 50)
      ? { ja: "0 より大きく 50 までで入れてください。", en: "More than 0 and up to 50." }
      : undefined,
  amount:
    kind === "fixed" && !(amount !== null && amount >= 1)
      ? { ja: "報酬の額を入れてください。", en: "Say how much the commission is." }
      : undefined,
})

const kinds = [
  { value: "share", label: { ja: "注文の何%", en: "A share of the order" } },
  { value: "fixed", label: { ja: "注文ひとつに決まった額", en: "A fixed amount for each order" } },
] as const

type Props = { partner: Partner | null; busy: boolean; onClose: () => void; onSave: (partner: Partner) => void }

/** Adds an affiliate or changes the terms for orders from now on. */
export function PartnerDialog({ partner, busy, onClose, onSave }: Props) {
  const { currency } = useSurroundings()
  const form = useForm(valuesOf(partner), wrongIn)
  const campaigns = useCall(getCampaigns, { days: 365 })
  const save = ({ name, kind, percent, amount, repeats, campaignId, note }: Values) =>
    onSave({
      name: name.trim(),
      commission: kind === "share" ? { kind, bp: Math.round((percent ?? 0) * 100) } : { kind, amount: amount ?? 0 },
      repeats,
      customerId: partner?.customerId ?? null,
      campaignId: campaignId || null,
      note: note.trim(),
    })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        partner
          ? { ja: "パートナーの条件", en: "The partner's terms" }
          : { ja: "パートナーを加える", en: "Add a partner" }
      }
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "保存する", en: "Save" }} busy={busy} onClick={() => form.submit(save)} />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "名前", en: "Name" }} error={form.errors.name}>
          <TextInput {...form.input("name")} maxLength={120} />
        </Field>
        <Field label={{ ja: "報酬", en: "Commission" }}>
          <Select {...form.input("kind")} options={kinds} />
        </Field>
        {form.values.kind === "share" ? (
          <Field
            label={{ ja: "割合", en: "Share" }}
            hint={{ ja: "支払われた額から、返品を除いて", en: "Of what was paid, less returns" }}
            error={form.errors.percent}
          >
            <NumberInput {...form.input("percent")} unit={same("%")} digits={2} />
          </Field>
        ) : (
          <Field label={{ ja: "額", en: "Amount" }} error={form.errors.amount}>
            <NumberInput
              {...form.input("amount")}
              unit={currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)}
            />
          </Field>
        )}
        <Field group label={{ ja: "数える注文", en: "Which orders count" }}>
          <Checkbox
            checked={form.values.repeats}
            onChange={(on) => form.set("repeats", on)}
            label={{ ja: "2回目からの注文も数える", en: "Later orders count, too" }}
          />
        </Field>
        {campaigns.data && campaigns.data.items.length > 0 && (
          <Field label={{ ja: "キャンペーン", en: "Campaign" }} optional>
            <Select
              {...form.input("campaignId")}
              options={[
                { value: "", label: { ja: "なし", en: "None" } },
                ...campaigns.data.items.map(({ campaignId, document }) => ({
                  value: campaignId,
                  label: same(document.name),
                })),
              ]}
            />
          </Field>
        )}
        <Field label={{ ja: "メモ", en: "Note" }} optional>
          <TextArea {...form.input("note")} rows={2} maxLength={500} />
        </Field>
      </Fields>
    </Dialog>
  )
}
