import { getOfferSettings, putOfferSettings } from "../../../server/capabilities/offers/contract.ts"
import { OfferSettings } from "../../../server/capabilities/offers/model-settings.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

/** How a filled cart is handed over to a shop that no connection knows. */
export function CartSettingsPage() {
  const settings = useCall(getOfferSettings, {})
  return (
    <SettingsPage title={{ ja: "カートへのリンク", en: "Links to the cart" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.version} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

const settingsOf = ({ cartUrl, ...rest }: Values) => ({
  ...rest,
  cartUrl: cartUrl.trim() === "" ? null : cartUrl.trim(),
})
type Values = { cartUrl: string; itemPattern: string; separator: string }

function Form({ found: { settings, version } }: { found: Reply<typeof getOfferSettings> }) {
  const t = useText()
  const form = useForm<Values>({ ...settings, cartUrl: settings.cartUrl ?? "" }, (values) => {
    const { cartUrl, itemPattern, separator } = OfferSettings.shape
    const wished = settingsOf(values)
    return {
      cartUrl: cartUrl.safeParse(wished.cartUrl).success
        ? undefined
        : {
            ja: "https:// で始まる、{items} を含むアドレスを入れてください。",
            en: "An https address with {items} in it.",
          },
      itemPattern: itemPattern.safeParse(wished.itemPattern).success
        ? undefined
        : { ja: "{sku} か {variant} を入れてください。", en: "It must name {sku} or {variant}." },
      separator: separator.safeParse(wished.separator).success
        ? undefined
        : { ja: "1〜5文字で入れてください。", en: "One to five characters." },
    }
  })
  const save = useAct(putOfferSettings, { refresh: [getOfferSettings] })
  return (
    <Section title={{ ja: "お店のカートのアドレス", en: "The address of the shop's cart" }} first>
      <UnsavedGuard changed={form.changed} />
      <Below>
        <p className="small quiet">
          {t({
            ja: "Shopify のお店は、つないであれば何も入れなくて大丈夫です。ほかのお店のときに入れてください。",
            en: "A connected Shopify shop needs nothing here. Fill it in for any other shop.",
          })}
        </p>
        <Fields>
          <Field
            label={{ ja: "アドレス", en: "Address" }}
            hint={{
              ja: "{items} に商品、{code} にコードが入ります",
              en: "{items} becomes the products, {code} the code",
            }}
            error={form.errors.cartUrl}
            optional
          >
            <TextInput
              {...form.input("cartUrl")}
              example={same("https://shop.example.jp/cart?add={items}&coupon={code}")}
            />
          </Field>
          <Field
            label={{ ja: "商品ひとつの書き方", en: "How one product is written" }}
            hint={{ ja: "{sku} か {variant}、{quantity}", en: "{sku} or {variant}, and {quantity}" }}
            error={form.errors.itemPattern}
          >
            <TextInput {...form.input("itemPattern")} maxLength={100} />
          </Field>
          <Field label={{ ja: "商品の区切り", en: "Between two products" }} error={form.errors.separator}>
            <TextInput {...form.input("separator")} maxLength={5} />
          </Field>
        </Fields>
        <Save
          right="brand:write"
          changed={form.changed}
          busy={save.busy}
          onSave={() => form.submit((values) => save.run({ settings: settingsOf(values), basedOn: version }))}
        />
      </Below>
    </Section>
  )
}
