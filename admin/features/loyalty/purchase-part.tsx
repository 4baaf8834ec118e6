import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextArea } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Below } from "../../app/settings-page.tsx"
import { WordsFields } from "../../app/words-fields.tsx"
import { CapField, WhoField } from "./rule-dialog.tsx"
import { Say } from "./say.tsx"
import { linesOf, textOf } from "./text-lists.ts"
import type { Part } from "./words.ts"

const taxOptions = [
  { value: "included", label: { ja: "税込", en: "with tax" } },
  { value: "excluded", label: { ja: "税抜", en: "without tax" } },
] as const
const paidOptions = [
  { value: "excluded", label: { ja: "付けない", en: "earns nothing" } },
  { value: "included", label: { ja: "付ける", en: "earns, too" } },
] as const
const whenOptions = [
  { value: "delivered", label: { ja: "お届け", en: "delivery" } },
  { value: "return-window", label: { ja: "お支払い", en: "payment" } },
  {
    value: "shipped-and-paid",
    label: { ja: "発送とお支払いの両方（すぐ）", en: "both shipping and payment, at once" },
  },
] as const
const inStoreOptions = [
  { value: "at-once", label: { ja: "すぐ", en: "at once" } },
  { value: "after-days", label: { ja: "同じ日数のあと", en: "after as many days" } },
] as const

/** What a purchase earns, and when it can be used. */
export function PurchasePart({ programme, change }: Part) {
  const { base, confirms, pointName } = programme
  const setBase = (to: Partial<typeof base>) => change({ base: { ...base, ...to } })
  const setConfirms = (to: Partial<typeof confirms>) => change({ confirms: { ...confirms, ...to } })
  return (
    <Section title={{ ja: "お買い物で付く", en: "Purchases earn" }} first>
      <Say
        words={{
          ja: "{tax}{perYen}円につき{points}ポイント。1ポイントは{worth}円。",
          en: "{points} points for every {perYen} yen {tax}. A point is worth {worth} yen.",
        }}
        slots={{
          tax: (
            <Select
              value={base.tax}
              options={taxOptions}
              short
              label={{ ja: "税", en: "Tax" }}
              onChange={(tax) => setBase({ tax })}
            />
          ),
          perYen: (
            <NumberInput
              value={base.perYen}
              label={{ ja: "何円につき", en: "For how many yen" }}
              onChange={(perYen) => perYen && setBase({ perYen })}
            />
          ),
          points: (
            <NumberInput
              value={base.points}
              label={{ ja: "ポイント数", en: "Points" }}
              onChange={(points) => points !== null && setBase({ points })}
            />
          ),
          worth: (
            <NumberInput
              value={programme.yenPerPoint}
              label={{ ja: "1ポイントの円", en: "Yen of a point" }}
              onChange={(yenPerPoint) => yenPerPoint && change({ yenPerPoint })}
            />
          ),
        }}
      />
      <Say
        words={{
          ja: "値引きのあと、送料を除いて数え、注文ごとに1回だけ端数を切り捨てます。ポイントで払った分には{paid}。",
          en: "Counted after discounts, without shipping, rounded down once for each order. What is paid with points {paid}.",
        }}
        slots={{
          paid: (
            <Select
              value={base.paidWithPoints}
              options={paidOptions}
              short
              label={{ ja: "ポイント払いの分", en: "Paid with points" }}
              onChange={(paidWithPoints) => setBase({ paidWithPoints })}
            />
          ),
        }}
      />
      <Say
        words={
          confirms.when === "shipped-and-paid"
            ? {
                ja: "ポイントは{when}で使えるようになります。店舗では{store}。",
                en: "Points can be used after {when}. In stores {store}.",
              }
            : {
                ja: "ポイントは{when}の{days}日後に使えるようになります。店舗では{store}。",
                en: "Points can be used {days} days after {when}. In stores {store}.",
              }
        }
        slots={{
          when: (
            <Select
              value={confirms.when}
              options={whenOptions}
              short
              label={{ ja: "起点", en: "Counted from" }}
              onChange={(when) => setConfirms({ when })}
            />
          ),
          days: (
            <NumberInput
              value={confirms.days}
              label={{ ja: "日数", en: "Days" }}
              onChange={(days) => days !== null && setConfirms({ days })}
            />
          ),
          store: (
            <Select
              value={confirms.inStore}
              options={inStoreOptions}
              short
              label={{ ja: "店舗", en: "In stores" }}
              onChange={(inStore) => setConfirms({ inStore })}
            />
          ),
        }}
      />
      <Below>
        <Fields two>
          <WordsFields
            label={{ ja: "ポイントの呼び名", en: "Name of the points" }}
            ja={{ value: pointName.ja, onChange: (ja) => change({ pointName: { ...pointName, ja } }) }}
            en={{ value: pointName.en, onChange: (en) => change({ pointName: { ...pointName, en } }) }}
            maxLength={40}
            both
          />
          <Field
            label={{ ja: "付かない商品", en: "Products that earn nothing" }}
            hint={{ ja: "お店の商品ID。1行にひとつ", en: "The shop's ids, one a line" }}
            optional
          >
            <TextArea
              rows={2}
              value={textOf(base.withoutProducts)}
              onChange={(text) => setBase({ withoutProducts: linesOf(text) })}
            />
          </Field>
          <Field
            label={{ ja: "付かない商品の種類", en: "Kinds of goods that earn nothing" }}
            hint={{ ja: "ギフト包装・手数料など。1行にひとつ", en: "Gift wrap, fees. One a line" }}
            optional
          >
            <TextArea
              rows={2}
              value={textOf(base.withoutCategories)}
              onChange={(text) => setBase({ withoutCategories: linesOf(text) })}
            />
          </Field>
          <CapField
            label={{ ja: "1注文の上限", en: "At most for one order" }}
            value={programme.caps.perOrder}
            onChange={(perOrder) => change({ caps: { ...programme.caps, perOrder } })}
          />
          <CapField
            shared
            label={{ ja: "お一人1日の上限", en: "At most for one person a day" }}
            value={programme.caps.perPersonDay}
            onChange={(perPersonDay) => change({ caps: { ...programme.caps, perPersonDay } })}
          />
        </Fields>
        <WhoField
          label={{ ja: "付かない人", en: "Who earns nothing" }}
          value={programme.without}
          onChange={(without) => change({ without })}
          none={{
            ja: "いません。社員や転売の方を外すときに、条件を足します。",
            en: "Nobody. Add a condition to leave out staff or resellers.",
          }}
        />
        <Checkbox
          checked={programme.membersOnly}
          onChange={(membersOnly) => change({ membersOnly })}
          label={{ ja: "会員だけに付ける", en: "Only members earn" }}
        />
      </Below>
    </Section>
  )
}
