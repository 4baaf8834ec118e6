import { getCampaigns } from "../../../server/capabilities/referrals/contract-results.ts"
import type { Content } from "../../../server/capabilities/referrals/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"
import { reasonOptions } from "./words.ts"

type Values = {
  title: string
  url: string
  reason: "none" | "practical" | "emotional"
  skus: string
  cost: number | null
  campaignId: string
}

const valuesOf = (content: Content | null): Values => ({
  title: content?.title ?? "",
  url: content?.url ?? "",
  reason: content?.reason ?? "none",
  skus: content?.skus.join("\n") ?? "",
  cost: content?.cost || null,
  campaignId: content?.campaignId ?? "",
})

const contentOf = ({ title, url, reason, skus, cost, campaignId }: Values): Content => ({
  title: title.trim(),
  url: url.trim(),
  reason: reason === "none" ? null : reason,
  skus: [...new Set(skus.split(/[\s,、]+/).filter(Boolean))],
  cost: cost ?? 0,
  campaignId: campaignId === "" ? null : campaignId,
})

const wrongIn = ({ title, url }: Values) => ({
  title: title.trim() === "" ? { ja: "題名を入れてください。", en: "Give it a title." } : undefined,
  url:
    url.trim() === "" || /^https:\/\/[^\s]+$/.test(url.trim())
      ? undefined
      : { ja: "https:// で始まるアドレスを入れてください。", en: "An address that begins with https://." },
})

type Props = {
  content: Content | null
  busy: boolean
  onClose: () => void
  onSave: (content: Content) => void
}

/** Adds or changes a content. */
export function ContentDialog({ content, busy, onClose, onSave }: Props) {
  const { currency } = useSurroundings()
  const form = useForm(valuesOf(content), wrongIn)
  const campaigns = useCall(getCampaigns, { days: 365 })
  const unit = currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        content ? { ja: "コンテンツを直す", en: "Edit the content" } : { ja: "コンテンツを加える", en: "Add a content" }
      }
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "保存する", en: "Save" }}
            busy={busy}
            onClick={() => form.submit((values) => onSave(contentOf(values)))}
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "題名", en: "Title" }} error={form.errors.title}>
          <TextInput {...form.input("title")} maxLength={120} />
        </Field>
        <Field
          label={{ ja: "ページのアドレス", en: "The page's address" }}
          hint={{ ja: "空なら、お店の最初のページ", en: "Empty: the shop's front page" }}
          error={form.errors.url}
          optional
        >
          <TextInput {...form.input("url")} type="url" maxLength={500} />
        </Field>
        <Field label={{ ja: "広まる理由", en: "Why it spreads" }}>
          <Select {...form.input("reason")} options={reasonOptions} />
        </Field>
        <Field
          label={{ ja: "カートに入れる商品の SKU", en: "SKUs that the cart is filled with" }}
          hint={{ ja: "1行にひとつ", en: "One a line" }}
          optional
        >
          <TextArea {...form.input("skus")} rows={2} />
        </Field>
        <Field label={{ ja: "かかった費用", en: "What it cost" }} optional>
          <NumberInput {...form.input("cost")} unit={unit} />
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
      </Fields>
    </Dialog>
  )
}
