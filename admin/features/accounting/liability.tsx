import { getBreakage } from "../../../server/capabilities/accounting/contract.ts"
import { MoneyText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"

/** What is owed to members, less what is expected never to be used. */
export function Liability() {
  const t = useText()
  const { percent } = useFormat()
  const found = useCall(getBreakage, {})
  return (
    <Section title={{ ja: "負債の見積もり", en: "Liability" }} scope={{ ja: "今日", en: "today" }}>
      <Loaded of={found}>
        {({ breakage, low, high, liability }) => (
          <>
            <p className="large-figure">
              <MoneyText minor={liability.estimate} />
            </p>
            <Rows
              rows={[
                { label: { ja: "額面", en: "At face value" }, value: <MoneyText minor={liability.face} /> },
                {
                  label: { ja: "使われない見込み", en: "Expected not to be used" },
                  under: liability.isDecided
                    ? t({ ja: "設定で決めた割合", en: "as decided in the settings" })
                    : breakage === null
                      ? t({ ja: "まだ分からないため0%", en: "not known yet, hence 0 %" })
                      : t({
                          ja: `実績から（${percent(low)}〜${percent(high)}）`,
                          en: `as measured (${percent(low)} to ${percent(high)})`,
                        }),
                  value: <MoneyText minor={-liability.unused || 0} currency="JPY" />,
                },
                {
                  label: { ja: "見積もり", en: "Estimate" },
                  value: <MoneyText minor={liability.estimate} />,
                  total: true,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  )
}
