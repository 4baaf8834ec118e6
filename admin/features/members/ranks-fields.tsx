import { listOffers } from "../../../server/capabilities/offers/contract.ts"
import { metrics } from "../../../server/capabilities/members/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { Below } from "../../app/settings-page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { nextRank, type RankValues, type Values } from "./ranks-form.ts"
import { metricWords, unitOf } from "./words.ts"

type Form = ReturnType<typeof useForm<Values>>

const windowOptions = [
  { value: "rolling", label: { ja: "直近の月数", en: "The last months" } },
  { value: "calendar-year", label: { ja: "1月〜12月", en: "A calendar year" } },
  { value: "fiscal-year", label: { ja: "決まった月から1年", en: "A year from a month of yours" } },
  { value: "ever", label: { ja: "入会からずっと", en: "All time" } },
] as const

const everyOptions = [
  { value: "month", label: { ja: "毎月1日", en: "On the first of each month" } },
  { value: "day", label: { ja: "毎日", en: "Each day" } },
] as const

/** What counts, over which time, and when a rank is lost. */
export function RankRules({ form }: { form: Form }) {
  const { window } = form.values
  const isYear = window === "calendar-year" || window === "fiscal-year"
  return (
    <Section title={{ ja: "数え方", en: "What counts" }} first>
      <Below>
        <Fields>
          <Field label={{ ja: "数えるもの", en: "What is counted" }}>
            <Select
              {...form.input("metric")}
              options={metrics.map((value) => ({ value, label: metricWords[value] }))}
            />
          </Field>
          <Field label={{ ja: "期間", en: "Over" }}>
            <Select {...form.input("window")} options={windowOptions} />
          </Field>
          {window === "rolling" && (
            <Field label={{ ja: "月数", en: "Months" }}>
              <NumberInput {...form.input("months")} unit={{ ja: "か月", en: "months" }} />
            </Field>
          )}
          {window === "fiscal-year" && (
            <Field label={{ ja: "始まりの月", en: "First month" }}>
              <NumberInput {...form.input("firstMonth")} unit={{ ja: "月", en: "" }} />
            </Field>
          )}
          {isYear ? (
            <Field
              label={{ ja: "判定の日", en: "Judged" }}
              hint={{ ja: "返品がそろうのを待つ日数", en: "Days to wait for returns" }}
            >
              <NumberInput
                {...form.input("afterDays")}
                unit={{ ja: "日後（年が終わってから）", en: "days after the year" }}
              />
            </Field>
          ) : (
            <Field label={{ ja: "下がるかを判定する日", en: "When falling is judged" }}>
              <Select {...form.input("every")} options={everyOptions} />
            </Field>
          )}
          <Field
            label={{ ja: "猶予", en: "Grace" }}
            hint={{ ja: "足りなくなってから下がるまで", en: "From falling short to losing it" }}
          >
            <NumberInput {...form.input("graceDays")} unit={{ ja: "日", en: "days" }} />
          </Field>
        </Fields>
        <Checkbox
          checked={form.values.dropsOnRefund}
          onChange={(on) => form.set("dropsOnRefund", on)}
          label={{ ja: "返金で条件を割ったら、すぐに下げる", en: "A refund that undoes it takes the rank at once" }}
        />
        <Checkbox
          checked={form.values.countsBefore}
          onChange={(on) => form.set("countsBefore", on)}
          label={{ ja: "入会する前の購入も数える", en: "Purchases before joining count" }}
        />
      </Below>
    </Section>
  )
}

type ListProps = { form: Form; wrong: ReadonlyMap<string, Text>; currency: string }

/** The ranks from the lowest to the highest. */
export function RankList({ form, wrong, currency }: ListProps) {
  const { ranks, metric } = form.values
  const change = (index: number, values: Partial<RankValues>) =>
    form.set(
      "ranks",
      ranks.map((rank, i) => (i === index ? { ...rank, ...values } : rank)),
    )
  return (
    <>
      {ranks.map((rank, index) => (
        <OneRank
          // The key is the rank's own and never changes while it is edited.
          key={rank.key}
          rank={rank}
          index={index}
          unit={unitOf(metric, currency)}
          wrong={(field) => wrong.get(`ranks.${index}.${field}`) ?? wrong.get(`ranks.${index}.${field}.ja`)}
          onChange={(values) => change(index, values)}
          {...(index > 0 && {
            onRemove: () =>
              form.set(
                "ranks",
                ranks.filter((_, i) => i !== index),
              ),
          })}
        />
      ))}
      {ranks.length < 12 && (
        <div className="button-row">
          <Button
            label={{ ja: "上のランクを足す", en: "Add a rank above" }}
            onClick={() => form.set("ranks", [...ranks, nextRank(ranks)])}
          />
        </div>
      )}
    </>
  )
}

type RankProps = {
  rank: RankValues
  index: number
  unit: Text
  wrong: (field: string) => Text | undefined
  onChange: (values: Partial<RankValues>) => void
  onRemove?: () => void
}

function OneRank({ rank, index, unit, wrong, onChange, onRemove }: RankProps) {
  const t = useText()
  const name =
    rank.nameJa === "" ? { ja: "新しいランク", en: "A new rank" } : { ja: rank.nameJa, en: rank.nameEn || rank.nameJa }
  return (
    <Section
      title={name}
      scope={index === 0 ? { ja: "入会したときから", en: "from the day of joining" } : same("")}
      beside={
        onRemove && (
          <Button look="text" label={{ ja: "このランクをなくす", en: "Remove this rank" }} onClick={onRemove} />
        )
      }
    >
      <Below>
        <Fields two>
          <Field label={{ ja: "名前", en: "Name in Japanese" }} error={wrong("name")}>
            <TextInput value={rank.nameJa} onChange={(nameJa) => onChange({ nameJa })} maxLength={60} />
          </Field>
          <Field label={{ ja: "英語の名前", en: "Name in English" }} optional>
            <TextInput value={rank.nameEn} onChange={(nameEn) => onChange({ nameEn })} maxLength={60} />
          </Field>
          {index > 0 && (
            <Field label={{ ja: "ここから", en: "From" }} error={wrong("needs")}>
              <NumberInput value={rank.needs} onChange={(needs) => onChange({ needs })} unit={unit} />
            </Field>
          )}
          <Field label={{ ja: "ポイントの上乗せ", en: "More points" }} optional>
            <NumberInput value={rank.bonus} onChange={(bonus) => onChange({ bonus })} unit={same("%")} digits={2} />
          </Field>
          <Field label={{ ja: "先行案内", en: "Early access" }} optional>
            <NumberInput
              value={rank.earlyHours}
              onChange={(earlyHours) => onChange({ earlyHours })}
              unit={{ ja: "時間前から", en: "hours before" }}
            />
          </Field>
          <Field label={{ ja: "ほかの特典（文章）", en: "Another benefit, in words" }} optional>
            <TextInput value={rank.wordsJa} onChange={(wordsJa) => onChange({ wordsJa })} maxLength={200} />
          </Field>
          {rank.wordsJa !== "" && (
            <Field label={{ ja: "その英語", en: "The same in English" }} optional>
              <TextInput value={rank.wordsEn} onChange={(wordsEn) => onChange({ wordsEn })} maxLength={200} />
            </Field>
          )}
          {index > 0 && <Gift rank={rank} onChange={onChange} />}
        </Fields>
        <Checkbox
          checked={rank.freeShipping}
          onChange={(freeShipping) => onChange({ freeShipping })}
          label={{ ja: "送料無料", en: "Free shipping" }}
        />
        {rank.giftJa !== "" && (
          <p className="small quiet">
            {t({
              ja: "お祝いは、ひとりにつき期間ごとに一度だけ贈られます。",
              en: "The gift comes once for each person and period.",
            })}
          </p>
        )}
      </Below>
    </Section>
  )
}

/** What is given once when the rank is reached. */
function Gift({ rank, onChange }: Pick<RankProps, "rank" | "onChange">) {
  const may = useMay()
  const offers = useCall(listOffers, {}, { when: may("messages:read") && rank.giftJa !== "" })
  const live = offers.data?.items.filter(({ state }) => state === "live") ?? []
  return (
    <>
      <Field
        label={{ ja: "上がったときのお祝い", en: "A gift on reaching it" }}
        hint={{ ja: "お客様が読む言葉", en: "As the customer reads it" }}
        optional
      >
        <TextInput value={rank.giftJa} onChange={(giftJa) => onChange({ giftJa })} maxLength={200} />
      </Field>
      {rank.giftJa !== "" && (
        <>
          <Field label={{ ja: "お祝いの英語", en: "The gift in English" }} optional>
            <TextInput value={rank.giftEn} onChange={(giftEn) => onChange({ giftEn })} maxLength={200} />
          </Field>
          <Field label={{ ja: "贈るポイント", en: "Points given" }} optional>
            <NumberInput
              value={rank.giftPoints}
              onChange={(giftPoints) => onChange({ giftPoints })}
              unit={{ ja: "ポイント", en: "points" }}
            />
          </Field>
          {live.length > 0 && (
            <Field label={{ ja: "贈るコード", en: "Code given" }} optional>
              <Select
                value={rank.giftOffer || "none"}
                onChange={(value) => onChange({ giftOffer: value === "none" ? "" : value })}
                options={[
                  { value: "none", label: { ja: "なし", en: "None" } },
                  ...live.map(({ offerId, name }) => ({ value: offerId, label: same(name) })),
                ]}
              />
            </Field>
          )}
        </>
      )}
    </>
  )
}
