import { listOffers } from "../../../server/capabilities/offers/contract.ts"
import { buttonChannels } from "../../../server/capabilities/referrals/model.ts"
import { Checkbox, Checkboxes } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { Below } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
import type { Values } from "./programme-form.ts"
import { channelName } from "./words.ts"

type Form = ReturnType<typeof useForm<Values>>

/** All that can be said of the referral programme. */
export const ProgrammeFields = ({ form }: { form: Form }) => (
  <Stack>
    <Rewards form={form} />
    <Counting form={form} />
    <Words form={form} />
    <Asking form={form} />
  </Stack>
)

const kinds = [
  { value: "points", label: { ja: "ポイント", en: "Points" } },
  { value: "coupon", label: { ja: "クーポン", en: "A coupon" } },
  { value: "none", label: { ja: "なし", en: "Nothing" } },
] as const
const days = { ja: "日", en: "days" }

function Rewards({ form }: { form: Form }) {
  return (
    <Section title={{ ja: "特典", en: "Rewards" }} first>
      <Below>
        <Fields>
          <Two form={form} base="name" label={{ ja: "制度の名前", en: "Name of the programme" }} maxLength={60} />
          <Side form={form} side="inviter" label={{ ja: "紹介する人に", en: "For who brings somebody" }} />
          <Side form={form} side="friend" label={{ ja: "友だちに", en: "For the friend" }} />
        </Fields>
      </Below>
    </Section>
  )
}

/** One side's reward: points, or a code of an offer. */
function Side({ form, side, label }: { form: Form; side: "inviter" | "friend"; label: Text }) {
  const offers = useCall(listOffers, {})
  const kind = form.values[`${side}Kind`]
  return (
    <>
      <Field label={label}>
        <Select {...form.input(`${side}Kind`)} options={kinds} />
      </Field>
      {kind === "points" && (
        <Field
          label={{ ja: `${label.ja}（ポイント）`, en: `${label.en}: points` }}
          hint={{ ja: "返品期間のあとに入ります", en: "Given after the return window" }}
          error={form.errors[`${side}Points`]}
        >
          <NumberInput {...form.input(`${side}Points`)} unit={same("pt")} />
        </Field>
      )}
      {kind === "coupon" && (
        <Field
          label={{ ja: `${label.ja}（オファー）`, en: `${label.en}: offer` }}
          hint={
            side === "friend"
              ? { ja: "「はじめての注文だけ」のオファーを選びます", en: "Choose one that is for first orders only" }
              : undefined
          }
          error={form.errors[`${side}Offer`]}
        >
          <Select
            {...form.input(`${side}Offer`)}
            options={[
              { value: "", label: { ja: "選んでください", en: "Choose one" } },
              ...(offers.data?.items ?? [])
                .filter(({ state, offerId }) => state === "live" || offerId === form.values[`${side}Offer`])
                .map(({ offerId, name }) => ({ value: offerId, label: same(name) })),
            ]}
          />
        </Field>
      )}
    </>
  )
}

const newcomers = [
  { value: "never-bought", label: { ja: "まだ買ったことがない方", en: "Who has never bought" } },
  { value: "unknown", label: { ja: "登録もしたことがない方", en: "Who was not even known" } },
] as const
const models = [
  { value: "last", label: { ja: "最後に開いたリンク", en: "The last link she came by" } },
  { value: "first", label: { ja: "最初に開いたリンク", en: "The first link she came by" } },
] as const

function Counting({ form }: { form: Form }) {
  const { currency } = useSurroundings()
  const unit = currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)
  return (
    <Section title={{ ja: "数え方", en: "What counts" }}>
      <Below>
        <Fields>
          <Field label={{ ja: "はじめての方とは", en: "Who is a newcomer" }}>
            <Select {...form.input("newcomer")} options={newcomers} />
          </Field>
          <Field label={{ ja: "友だちの最低の注文額", en: "The friend's least order" }} optional>
            <NumberInput {...form.input("minimumOrder")} unit={unit} />
          </Field>
          <Field
            label={{ ja: "到着から特典まで", en: "From arrival to the rewards" }}
            hint={{ ja: "返品を受け付ける日数より長く", en: "Longer than goods can be returned" }}
            error={form.errors.days}
          >
            <NumberInput {...form.input("days")} unit={days} />
          </Field>
          <Field
            label={{ ja: "配送の知らせがないとき", en: "Where no delivery is ever reported" }}
            hint={{
              ja: "注文からこの日数で届いたとみなします。空なら知らせを待ちます",
              en: "Taken as arrived so long after the order. Empty: waits for a report",
            }}
            error={form.errors.assume}
            optional
          >
            <NumberInput {...form.input("assume")} unit={days} />
          </Field>
          <Field group label={{ ja: "もうひとつの条件", en: "One more condition" }}>
            <Checkbox
              checked={form.values.secondOrder}
              onChange={(on) => form.set("secondOrder", on)}
              label={{ ja: "友だちが2回買ってから渡す", en: "Only once the friend has bought twice" }}
            />
          </Field>
          <Field
            label={{ ja: "1人が月に受け取れる回数", en: "Rewards of one inviter a month" }}
            error={form.errors.monthlyCap}
          >
            <NumberInput {...form.input("monthlyCap")} unit={{ ja: "回", en: "times" }} />
          </Field>
          <Field
            label={{ ja: "リンクが数えられる期間", en: "How long a link counts" }}
            error={form.errors.attributionDays}
          >
            <NumberInput {...form.input("attributionDays")} unit={days} />
          </Field>
          <Field label={{ ja: "いくつものリンクで来たとき", en: "Who came by several links" }}>
            <Select {...form.input("model")} options={models} />
          </Field>
        </Fields>
      </Below>
    </Section>
  )
}

type Base = "name" | "disclosure" | "subject" | "text" | "headline" | "landing"

/** The same words in both languages. */
function Two({
  form,
  base,
  label,
  hint,
  maxLength,
  rows,
}: {
  form: Form
  base: Base
  label: Text
  hint?: Text
  maxLength: number
  rows?: number
}) {
  return (["Ja", "En"] as const).map((language) => {
    const key = `${base}${language}` as const
    const named = {
      ja: `${label.ja}（${language === "Ja" ? "日本語" : "英語"}）`,
      en: `${label.en} (${language === "Ja" ? "Japanese" : "English"})`,
    }
    return (
      <Field key={key} label={named} hint={language === "Ja" ? hint : undefined} error={form.errors[key]}>
        {rows ? (
          <TextArea {...form.input(key)} rows={rows} maxLength={maxLength} />
        ) : (
          <TextInput {...form.input(key)} maxLength={maxLength} />
        )}
      </Field>
    )
  })
}

const Words = ({ form }: { form: Form }) => (
  <Section title={{ ja: "ことば", en: "Words" }}>
    <Below>
      <Fields>
        <Two
          form={form}
          base="disclosure"
          label={{ ja: "特典があることの表示", en: "The disclosure" }}
          hint={{
            ja: "すべての投稿と紹介のページに入ります。法律で必要です",
            en: "Stands in every post and on the landing page; the law asks for it",
          }}
          maxLength={200}
          rows={2}
        />
        <Two form={form} base="subject" label={{ ja: "メールの件名", en: "Subject of a mail" }} maxLength={120} />
        <Two form={form} base="text" label={{ ja: "投稿の文", en: "Words of a post" }} maxLength={500} rows={3} />
        <Two
          form={form}
          base="headline"
          label={{ ja: "紹介のページの見出し", en: "Headline of the landing page" }}
          maxLength={80}
        />
        <Two
          form={form}
          base="landing"
          label={{ ja: "紹介のページの文", en: "Words of the landing page" }}
          maxLength={600}
          rows={3}
        />
        <Field group label={{ ja: "送り方のボタン", en: "Buttons to share by" }} error={form.errors.channels}>
          <Checkboxes
            values={form.values.channels}
            onChange={(channels) => form.set("channels", channels)}
            options={buttonChannels.map((value) => ({ value, label: channelName(value) }))}
          />
        </Field>
      </Fields>
    </Below>
  </Section>
)

const Asking = ({ form }: { form: Form }) => (
  <Section title={{ ja: "お願いと見守り", en: "Asking, and watching" }}>
    <Below>
      <Fields>
        <Field
          label={{ ja: "紹介をお願いする回数（30日に）", en: "How often somebody is asked, in thirty days" }}
          error={form.errors.perMonth}
        >
          <NumberInput {...form.input("perMonth")} unit={{ ja: "回まで", en: "times at most" }} />
        </Field>
        <Field
          label={{ ja: "閉じた方にお願いを休む期間", en: "Rest after it was closed" }}
          error={form.errors.restDays}
        >
          <NumberInput {...form.input("restDays")} unit={days} />
        </Field>
        <Field
          label={{ ja: "否定的な反応の警報", en: "Alarm about negative answers" }}
          hint={{ ja: "24時間のうちに、この数から", en: "From so many within a day" }}
          error={form.errors.alarmFrom}
        >
          <NumberInput {...form.input("alarmFrom")} unit={{ ja: "件", en: "answers" }} />
        </Field>
        <Field
          label={{ ja: "かつ、反応のうちの割合から", en: "… and from this share of all answers" }}
          error={form.errors.alarmShare}
        >
          <NumberInput {...form.input("alarmShare")} unit={same("%")} />
        </Field>
        <Field group label={{ ja: "警報のとき", en: "When it alarms" }}>
          <Checkbox
            checked={form.values.alarmPauses}
            onChange={(on) => form.set("alarmPauses", on)}
            label={{ ja: "そのコンテンツのリンクを自動で止める", en: "Pause that content's links by itself" }}
            hint={{ ja: "人が確かめるまで止まります", en: "Until somebody has looked" }}
          />
        </Field>
      </Fields>
    </Below>
  </Section>
)
