import { getOffer, listOffers, putOfferState } from "../../../server/capabilities/offers/contract.ts"
import type { OfferState } from "../../../server/capabilities/offers/model.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Codes } from "./codes.tsx"
import { GiveCode } from "./give-code.tsx"
import { InShops } from "./in-shops.tsx"
import { Uses } from "./uses.tsx"
import { givesBackOptions, givesWords, standingOf } from "./words.ts"

type Whole = Reply<typeof getOffer>

/** One offer: how it does, whose codes there are, who used them. */
export function OfferPage({ params }: PageProps<"/offers/$offerId">) {
  const whole = useCall(getOffer, { offerId: params.offerId, days: 30 }, { everyMs: 30_000, keep: true })
  return (
    <Loaded of={whole} what={{ ja: "オファーを読み込めませんでした", en: "The offer could not be loaded" }}>
      {(found) => <Shown whole={found} />}
    </Loaded>
  )
}

function Shown({ whole }: { whole: Whole }) {
  const { offer, currency } = whole
  const t = useText()
  const may = useMay()
  return (
    <Page
      title={same(offer.name)}
      above={[{ label: { ja: "オファー", en: "Offers" }, to: "/offers" }]}
      facts={[t(givesWords(offer.terms.benefit, currency)), <Status key="state" {...standingOf(offer.state)} />]}
      actions={
        <>
          <States offerId={offer.offerId} state={offer.state} />
          {may("messages:write") && (
            <ButtonLink label={{ ja: "条件を直す", en: "Edit the terms" }} to={`/offers/${offer.offerId}/edit`} />
          )}
        </>
      }
    >
      <Stack>
        <Numbers whole={whole} />
        <Columns split="7-5">
          <Codes offerId={offer.offerId} />
          <Stack>
            {offer.state === "live" && may("messages:send") && <GiveCode offerId={offer.offerId} />}
            <InShops offerId={offer.offerId} />
            <Conditions whole={whole} />
          </Stack>
        </Columns>
        <Uses offerId={offer.offerId} currency={currency} />
      </Stack>
    </Page>
  )
}

type Next = { readonly state: Exclude<OfferState, "draft">; readonly label: Text; readonly look: "go" | "plain" }
const start: Next = { state: "live", label: { ja: "始める", en: "Begin" }, look: "go" }
const steps: Readonly<Record<OfferState, readonly Next[]>> = {
  draft: [start],
  live: [
    { state: "paused", label: { ja: "休む", en: "Pause" }, look: "plain" },
    { state: "ended", label: { ja: "終える", en: "End" }, look: "plain" },
  ],
  paused: [
    { ...start, label: { ja: "再開する", en: "Go on" } },
    { state: "ended", label: { ja: "終える", en: "End" }, look: "plain" },
  ],
  ended: [{ ...start, label: { ja: "もう一度始める", en: "Begin again" }, look: "plain" }],
}

function States({ offerId, state }: { offerId: string; state: OfferState }) {
  const may = useMay()
  const change = useAct(putOfferState, { refresh: [getOffer, listOffers] })
  if (!may("messages:approve")) return null
  return steps[state].map((next) => (
    <Button
      key={next.state}
      look={next.look}
      label={next.label}
      busy={change.busy}
      onClick={() => change.run({ offerId, state: next.state })}
    />
  ))
}

function Numbers({ whole: { offer, currency, days } }: { whole: Whole }) {
  const t = useText()
  const { budget } = offer.terms
  return (
    <Section title={{ ja: "使われ方", en: "How it does" }} first>
      <Kpis
        kpis={[
          {
            label: { ja: "渡したコード", en: "Codes given out" },
            value: <NumberText value={offer.issued} />,
            to: "#codes",
          },
          { label: { ja: "まだ使える", en: "Still usable" }, value: <NumberText value={offer.open} />, to: "#codes" },
          { label: { ja: "使われた", en: "Used" }, value: <NumberText value={offer.redeemed} />, to: "#uses" },
          { label: { ja: "使った人", en: "People" }, value: <NumberText value={offer.people} />, to: "#uses" },
          {
            label: { ja: "割引の合計", en: "Given away" },
            value: <MoneyText minor={offer.given} currency={currency} />,
            remark:
              budget === null ? (
                t({ ja: "予算の上限なし", en: "No budget set" })
              ) : (
                <>
                  {t({ ja: "残り ", en: "Left: " })}
                  <MoneyText minor={Math.max(0, budget - offer.given)} currency={currency} />
                </>
              ),
          },
        ]}
      />
      {offer.issued > 0 && (
        <BarChart
          label={{
            ja: "この30日に渡したコードと使われたコード",
            en: "Codes given out and used in the last thirty days",
          }}
          per={{ ja: "日", en: "Day" }}
          series={[
            { name: { ja: "渡した", en: "Given out" }, look: "soft" },
            { name: { ja: "使われた", en: "Used" }, look: "main" },
          ]}
          bars={days.map(({ day, issued, redeemed }) => ({
            label: `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`,
            values: [issued, redeemed],
          }))}
        />
      )}
    </Section>
  )
}

function Conditions({ whole: { offer, currency } }: { whole: Whole }) {
  const t = useText()
  const { terms } = offer
  const none = t({ ja: "なし", en: "None" })
  const back = givesBackOptions.find(({ value }) => value === terms.givesBack)?.label
  return (
    <Section title={{ ja: "条件", en: "Terms" }}>
      <Rows
        rows={[
          {
            label: { ja: "最低の金額", en: "Minimum" },
            value: terms.minimum === 0 ? none : <MoneyText minor={terms.minimum} currency={currency} />,
          },
          {
            label: { ja: "対象の商品", en: "Products" },
            value: terms.skus.length === 0 ? t({ ja: "すべて", en: "All" }) : terms.skus.join(" "),
          },
          { label: { ja: "始まり", en: "Begins" }, value: terms.startsAt ? <DateText at={terms.startsAt} /> : none },
          { label: { ja: "終わり", en: "Ends" }, value: terms.endsAt ? <DateText at={terms.endsAt} /> : none },
          {
            label: { ja: "コードの期限", en: "A code lives" },
            value: terms.codeDays === null ? none : t({ ja: `${terms.codeDays}日`, en: `${terms.codeDays} days` }),
          },
          { label: { ja: "1人の回数", en: "Uses per person" }, value: <NumberText value={terms.usesPerPerson} /> },
          {
            label: { ja: "はじめての注文だけ", en: "First orders only" },
            value: t(terms.isFirstOrderOnly ? { ja: "はい", en: "Yes" } : { ja: "いいえ", en: "No" }),
          },
          {
            label: { ja: "ほかのコードと一緒に", en: "Together with other codes" },
            value: t(terms.isStackable ? { ja: "使える", en: "Yes" } : { ja: "使えない", en: "No" }),
          },
          ...(back ? [{ label: { ja: "使った分が戻る", en: "A use comes back" }, value: t(back) }] : []),
        ]}
      />
    </Section>
  )
}
