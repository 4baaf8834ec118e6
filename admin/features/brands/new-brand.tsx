import { openBrand, readSession } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { languageNames, languages, same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useSession } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { currencies, currencyWords, zones, zoneWords } from "./places.ts"
import { slugOf } from "./slug.ts"

/** Another brand of this installation: its own data, staff and pages. */
export function NewBrand({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const { brand } = useSession()
  const form = useForm(
    { name: "", slug: "", zone: brand.zone, currency: brand.currency, language: brand.language },
    ({ name, slug }) => ({
      name: name.trim() === "" ? { ja: "ブランドの名前を入れてください。", en: "Enter the brand's name." } : undefined,
      slug: /^[a-z0-9][a-z0-9-]{1,40}$/.test(slug)
        ? undefined
        : {
            ja: "半角の英小文字・数字・ハイフンで2文字以上にしてください。",
            en: "Use two or more of a-z, 0-9 and hyphens.",
          },
    }),
  )
  const open = useAct(openBrand, {
    refresh: [readSession],
    done: (made) => {
      onClose()
      toast({
        words: {
          ja: `「${made.name}」を開きました。一覧から切り替えられます。`,
          en: `${made.name} is open. Switch to it from the list.`,
        },
      })
    },
    refused: (error) => (error.code === "brands.SlugTaken" ? void form.refuse("slug", error.sentence) : false),
  })
  const nameChanged = (name: string) => {
    if (form.values.slug === "" || form.values.slug === slugOf(form.values.name)) form.set("slug", slugOf(name))
    form.set("name", name)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "ブランドを開く", en: "Open a brand" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "開く", en: "Open" }}
            busy={open.busy}
            onClick={() => form.submit((values) => open.run({ ...values, name: values.name.trim() }))}
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "ブランドの名前", en: "Brand name" }} error={form.errors.name}>
          <TextInput value={form.values.name} onChange={nameChanged} maxLength={80} />
        </Field>
        <Field
          label={{ ja: "お客様のページのアドレス", en: "Address of the shoppers' pages" }}
          hint={{ ja: "半角の英小文字・数字・ハイフン", en: "a-z, 0-9 and hyphens" }}
          error={form.errors.slug}
        >
          <TextInput {...form.input("slug")} before={same("/s/")} />
        </Field>
        <Field
          label={{ ja: "時間帯", en: "Time zone" }}
          hint={{ ja: "データが入ったあとは変えられません", en: "Cannot be changed once there is data" }}
        >
          <Select {...form.input("zone")} options={zones.map((value) => ({ value, label: zoneWords(value) }))} />
        </Field>
        <Field label={{ ja: "通貨", en: "Currency" }}>
          <Select
            {...form.input("currency")}
            options={currencies.map((value) => ({ value, label: currencyWords(value) }))}
          />
        </Field>
        <Field label={{ ja: "言語", en: "Language" }}>
          <Select
            {...form.input("language")}
            options={languages.map((value) => ({ value, label: same(languageNames[value]) }))}
          />
        </Field>
      </Fields>
    </Dialog>
  )
}
