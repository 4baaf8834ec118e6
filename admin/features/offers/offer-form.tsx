import { Checkbox } from "../../../ui/choices.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import { Below } from "../../app/settings-page.tsx"
import type { Values } from "./terms-form.ts"
import { givesBackOptions, kindOptions } from "./words.ts"

type Form = ReturnType<typeof useForm<Values>>

/** All that can be said of an offer. */
export const OfferForm = ({ form }: { form: Form }) => (
  <Stack>
    <Gives form={form} />
    <Limits form={form} />
    <Times form={form} />
    <Rules form={form} />
  </Stack>
)

/** Amounts are typed in whole units of a currency without decimals, in its smallest ones otherwise. */
function useUnit() {
  const { currency } = useSurroundings()
  return currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)
}

function Gives({ form }: { form: Form }) {
  const unit = useUnit()
  const { kind } = form.values
  return (
    <Section title={{ ja: "贈るもの", en: "What it gives" }} first>
      <Below>
        <Fields>
          <Field
            label={{ ja: "名前", en: "Name" }}
            hint={{ ja: "社内で見分けるため", en: "For you and your colleagues" }}
            error={form.errors.name}
          >
            <TextInput {...form.input("name")} maxLength={80} />
          </Field>
          <Field label={{ ja: "種類", en: "Kind" }}>
            <Select {...form.input("kind")} options={kindOptions} />
          </Field>
          {kind === "percent" && (
            <>
              <Field label={{ ja: "割引率", en: "Share" }} error={form.errors.percent}>
                <NumberInput {...form.input("percent")} unit={same("%")} digits={2} />
              </Field>
              <Field label={{ ja: "割引の上限", en: "At most" }} optional>
                <NumberInput {...form.input("most")} unit={unit} />
              </Field>
            </>
          )}
          {kind === "fixed" && (
            <Field label={{ ja: "引く額", en: "Amount" }} error={form.errors.amount}>
              <NumberInput {...form.input("amount")} unit={unit} />
            </Field>
          )}
          {kind === "gift" && (
            <Field label={{ ja: "プレゼントの SKU", en: "The present's SKU" }} error={form.errors.gift}>
              <TextInput {...form.input("gift")} maxLength={200} />
            </Field>
          )}
        </Fields>
      </Below>
    </Section>
  )
}

function Limits({ form }: { form: Form }) {
  const unit = useUnit()
  return (
    <Section title={{ ja: "使える条件", en: "When it can be used" }}>
      <Below>
        <Fields>
          <Field label={{ ja: "最低の金額", en: "Minimum" }} optional>
            <NumberInput {...form.input("minimum")} unit={unit} />
          </Field>
          <Field
            label={{ ja: "対象の商品の SKU", en: "SKUs it holds for" }}
            hint={{ ja: "1行にひとつ。空ならすべての商品", en: "One a line. Empty: all products" }}
            optional
          >
            <TextArea {...form.input("skus")} />
          </Field>
          <Field label={{ ja: "1人が使える回数", en: "Uses per person" }} error={form.errors.usesPerPerson}>
            <NumberInput {...form.input("usesPerPerson")} unit={{ ja: "回", en: "times" }} />
          </Field>
          <Field
            label={{ ja: "全部の予算", en: "Budget" }}
            hint={{ ja: "割引の合計がここまで来たら終わります", en: "It ends when so much has been given away" }}
            error={form.errors.budget}
            optional
          >
            <NumberInput {...form.input("budget")} unit={unit} />
          </Field>
        </Fields>
      </Below>
    </Section>
  )
}

const Times = ({ form }: { form: Form }) => (
  <Section title={{ ja: "期間", en: "How long" }}>
    <Below>
      <Fields>
        <Field label={{ ja: "始まり", en: "Begins" }} optional>
          <MomentInput {...form.input("startsAt")} />
        </Field>
        <Field label={{ ja: "終わり", en: "Ends" }} error={form.errors.endsAt} optional>
          <MomentInput {...form.input("endsAt")} />
        </Field>
        <Field
          label={{ ja: "コードの期限", en: "A code lives" }}
          hint={{
            ja: "渡した日から。空ならオファーの終わりまで",
            en: "From when it is given. Empty: as long as the offer",
          }}
          error={form.errors.codeDays}
          optional
        >
          <NumberInput {...form.input("codeDays")} unit={{ ja: "日", en: "days" }} />
        </Field>
      </Fields>
    </Below>
  </Section>
)

const Rules = ({ form }: { form: Form }) => (
  <Section title={{ ja: "決まり", en: "Rules" }}>
    <Below>
      <Fields>
        <Field group label={{ ja: "使える人と使い方", en: "Who, and with what" }}>
          <Checkbox
            checked={form.values.isFirstOrderOnly}
            onChange={(on) => form.set("isFirstOrderOnly", on)}
            label={{ ja: "はじめての注文だけ", en: "First orders only" }}
            hint={{ ja: "買ったことのある人には渡しません", en: "Never given to somebody who has bought" }}
          />
          <Checkbox
            checked={form.values.isStackable}
            onChange={(on) => form.set("isStackable", on)}
            label={{ ja: "ほかのコードと一緒に使える", en: "Together with other codes" }}
          />
        </Field>
        <Field label={{ ja: "使った分が戻るとき", en: "When a use comes back" }}>
          <Select {...form.input("givesBack")} options={givesBackOptions} />
        </Field>
        <Field
          label={{ ja: "コードの頭の文字", en: "Head of each code" }}
          hint={{ ja: "お客様が見分けるため", en: "For people to recognise" }}
          error={form.errors.prefix}
          optional
        >
          <TextInput
            value={form.values.prefix}
            onChange={(prefix) => form.set("prefix", prefix.toUpperCase())}
            maxLength={8}
            example={same("HARU")}
          />
        </Field>
      </Fields>
    </Below>
  </Section>
)
