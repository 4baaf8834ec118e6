import { listOffers } from "../../../server/capabilities/offers/contract.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import { GatesFields, RanksField, SegmentField, useRankOptions } from "../../app/gates-fields.tsx"
import { useMay } from "../../app/session.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
import { WordsFields } from "../../app/words-fields.tsx"
import type { Values } from "./form-values.ts"
import { kindOptions } from "./words.ts"

type Form = ReturnType<typeof useForm<Values>>
type Props = { form: Form }
const pieces = { ja: "個", en: "pieces" }
const days = { ja: "日", en: "days" }

/** All that can be said of a reward. */
export const RewardForm = ({ form }: Props) => (
  <Stack>
    <What form={form} />
    <Costs form={form} />
    <Whom form={form} />
  </Stack>
)

function What({ form }: Props) {
  const { kind } = form.values
  return (
    <Section title={{ ja: "贈るもの", en: "What it is" }} first>
      <Below>
        <Fields>
          <Field label={{ ja: "種類", en: "Kind" }} hint={kindOptions.find(({ value }) => value === kind)?.hint}>
            <Select {...form.input("kind")} options={kindOptions} />
          </Field>
          <WordsFields
            label={{ ja: "名前", en: "Name" }}
            ja={form.input("nameJa")}
            en={form.input("nameEn")}
            error={form.errors.nameJa}
            maxLength={80}
          />
          <WordsFields
            label={{ ja: "説明", en: "About it" }}
            ja={form.input("aboutJa")}
            en={form.input("aboutEn")}
            maxLength={600}
            rows={2}
            optional
          />
          <Field label={{ ja: "画像のアドレス", en: "Address of a picture" }} error={form.errors.imageUrl} optional>
            <TextInput {...form.input("imageUrl")} type="url" maxLength={1_000} />
          </Field>
          <Particulars form={form} />
        </Fields>
      </Below>
    </Section>
  )
}

/** What only this kind of reward needs. */
function Particulars({ form }: Props) {
  const { currency } = useSurroundings()
  switch (form.values.kind) {
    case "coupon":
    case "free-shipping":
      return <Codes form={form} />
    case "gift-wrap":
      return <Due form={form} />
    case "product":
      return (
        <>
          <Field label={same("SKU")} error={form.errors.sku}>
            <TextInput {...form.input("sku")} maxLength={200} />
          </Field>
          <WordsFields
            label={{ ja: "会員に聞くこと", en: "What to ask for" }}
            hint={{ ja: "色や大きさなど", en: "A colour, a size" }}
            ja={form.input("asksJa")}
            en={form.input("asksEn")}
            maxLength={120}
            optional
          />
          <Due form={form} />
        </>
      )
    case "experience":
      return <Event form={form} />
    case "collectible":
      return (
        <>
          <Checkbox
            checked={form.values.isPhysical}
            onChange={(value) => form.set("isPhysical", value)}
            label={{ ja: "実物をお送りする", en: "It is a thing that we send" }}
            hint={{
              ja: "外すと、デジタルのスタンプをその場で渡します。",
              en: "Otherwise a digital stamp is handed over at once.",
            }}
          />
          {form.values.isPhysical && <Due form={form} />}
        </>
      )
    case "donation":
      return (
        <>
          <WordsFields
            label={{ ja: "寄付先", en: "To whom" }}
            ja={form.input("toJa")}
            en={form.input("toEn")}
            maxLength={120}
          />
          <Field label={{ ja: "1口の額", en: "For each unit" }} error={form.errors.amount}>
            <NumberInput
              {...form.input("amount")}
              unit={currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)}
            />
          </Field>
        </>
      )
  }
}

function Codes({ form }: Props) {
  const t = useText()
  const may = useMay()
  const offers = useCall(listOffers, {}, { when: may("messages:read") })
  const live = (offers.data?.items ?? []).filter(({ state }) => state !== "ended")
  return (
    <>
      <Field label={{ ja: "渡すオファー", en: "Offer" }} error={form.errors.offerId}>
        <Select
          {...form.input("offerId")}
          options={live.map(({ offerId, name }) => ({ value: offerId, label: same(name) }))}
        />
      </Field>
      {offers.data && live.length === 0 && (
        <p className="small">
          <Link to="/offers/new">{t({ ja: "先にオファーを作ってください。", en: "Make an offer first." })}</Link>
        </p>
      )}
      <Field
        label={{ ja: "コードの期限", en: "A code lives" }}
        hint={{ ja: "空ならオファーの決まりどおり", en: "Empty: as the offer says" }}
        error={form.errors.codeDays}
        optional
      >
        <NumberInput {...form.input("codeDays")} unit={days} />
      </Field>
    </>
  )
}

const Due = ({ form }: Props) => (
  <Field label={{ ja: "何日以内に渡すか", en: "Within how many days" }} error={form.errors.days}>
    <NumberInput {...form.input("days")} unit={days} />
  </Field>
)

function Event({ form }: Props) {
  return (
    <>
      <WordsFields
        label={{ ja: "場所", en: "Where" }}
        ja={form.input("placeJa")}
        en={form.input("placeEn")}
        maxLength={200}
      />
      <Field label={{ ja: "開始", en: "Begins" }} error={form.errors.startsAt} group>
        <MomentInput {...form.input("startsAt")} label={{ ja: "開始", en: "Begins" }} />
      </Field>
      <Field label={{ ja: "終了", en: "Ends" }} error={form.errors.endsAt} group>
        <MomentInput {...form.input("endsAt")} label={{ ja: "終了", en: "Ends" }} />
      </Field>
      <Field
        label={{ ja: "出欠の締め切り", en: "Answers until" }}
        hint={{
          ja: "それまでは、会員が取りやめるとポイントが戻ります。",
          en: "Until then a member who can’t come has her points back.",
        }}
        error={form.errors.answerBy}
        group
      >
        <MomentInput {...form.input("answerBy")} label={{ ja: "出欠の締め切り", en: "Answers until" }} />
      </Field>
    </>
  )
}

function Costs({ form }: Props) {
  const { currency } = useSurroundings()
  const { kind } = form.values
  const isEvent = kind === "experience"
  return (
    <Section title={{ ja: "ポイントと数", en: "Points and numbers" }}>
      <Below>
        <Fields>
          <Field label={{ ja: "必要ポイント", en: "Points it needs" }} error={form.errors.points}>
            <NumberInput {...form.input("points")} unit={same("pt")} />
          </Field>
          {kind !== "coupon" && kind !== "free-shipping" && kind !== "donation" && (
            <Field
              label={{ ja: "価格の目安", en: "What it is worth" }}
              hint={{
                ja: "景品表示法の上限に収まるかを確かめます。",
                en: "To check it against the law on premiums.",
              }}
              error={form.errors.worth}
              optional
            >
              <NumberInput
                {...form.input("worth")}
                unit={currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)}
              />
            </Field>
          )}
          <Field
            label={isEvent ? { ja: "席の数", en: "Places" } : { ja: "数", en: "How many there are" }}
            hint={{ ja: "空なら限りなし", en: "Empty: no end" }}
            error={form.errors.stock}
            optional={kind !== "collectible"}
          >
            <NumberInput {...form.input("stock")} unit={isEvent ? { ja: "席", en: "places" } : pieces} />
          </Field>
          <Field
            label={{ ja: "1人の上限", en: "Most for one person" }}
            hint={{ ja: "空なら限りなし", en: "Empty: no end" }}
            error={form.errors.perPerson}
            optional
          >
            <NumberInput {...form.input("perPerson")} unit={pieces} />
          </Field>
          <Field
            label={{ ja: "一度に選べる数", en: "How many at once" }}
            hint={{ ja: "同伴の方や、寄付の口数", en: "Companions, or units of a donation" }}
            error={form.errors.perTime}
          >
            <NumberInput {...form.input("perTime")} unit={pieces} />
          </Field>
          <Field
            label={{
              ja: "取り消しのとき、期限切れのポイントを生かす日数",
              en: "Days that expired points live on when it is cancelled",
            }}
            error={form.errors.graceDays}
          >
            <NumberInput {...form.input("graceDays")} unit={days} />
          </Field>
        </Fields>
      </Below>
    </Section>
  )
}

function Whom({ form }: Props) {
  const hasRanks = useRankOptions().length > 0
  const { values } = form
  return (
    <Section title={{ ja: "いつ、だれに", en: "When, and for whom" }}>
      <Below>
        <Fields>
          <GatesFields
            opens={{ ...form.input("opensAt"), label: { ja: "受付の始まり", en: "Opens" } }}
            closes={{ ...form.input("closesAt"), label: { ja: "受付の終わり", en: "Closes" } }}
            forMembers={form.input("isForMembers")}
            ranks={form.input("ranks")}
            segment={form.input("segmentId")}
          />
          {values.opensAt && (
            <Field
              label={{ ja: "先行受付", en: "Early access" }}
              hint={
                hasRanks
                  ? {
                      ja: "ランクの特典に先行受付があれば、空でもそれが効きます。",
                      en: "A rank’s own early access holds, whatever stands here.",
                    }
                  : undefined
              }
              error={form.errors.earlyHours}
              optional
            >
              <NumberInput {...form.input("earlyHours")} unit={{ ja: "時間前から", en: "hours before" }} />
            </Field>
          )}
          {values.opensAt && values.earlyHours !== null && (
            <>
              <RanksField
                {...form.input("earlyRanks")}
                label={{ ja: "先に受け付けるランク", en: "Ranks that come first" }}
              />
              <SegmentField
                {...form.input("earlySegmentId")}
                label={{ ja: "先に受け付けるセグメント", en: "Segment that comes first" }}
              />
            </>
          )}
        </Fields>
      </Below>
    </Section>
  )
}
