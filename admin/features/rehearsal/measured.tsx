import { getMeasured } from "../../../server/capabilities/rehearsal/contract.ts"
import { LineChart } from "../../../ui/charts/line-chart.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { Table, type Column } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { between, measuredWords, verdictStanding } from "./words.ts"

/** The forecast beside what came true since it was published. */
export function Measured({ runId }: { runId: string }) {
  const t = useText()
  const { number, percent, date } = useFormat()
  const found = useCall(getMeasured, { runId })
  return (
    <Section
      title={{ ja: "見込みと実績", en: "Forecast and what came true" }}
      scope={{ ja: "公開した日から今日まで", en: "from publishing until today" }}
    >
      <Loaded of={found}>
        {({ figures, days, members, history }) => {
          const columns: Column<(typeof figures)[number]>[] = [
            {
              key: "what",
              head: { ja: "項目", en: "What" },
              cell: ({ key }) => (
                <>
                  {t(measuredWords[key].label)}
                  <span className="under">{t(measuredWords[key].about)}</span>
                </>
              ),
            },
            {
              key: "forecast",
              head: { ja: "見込み（95%の幅）", en: "Forecast (95 % interval)" },
              end: true,
              cell: ({ key, forecast }) => between(forecast, key === "earn-rate" ? two : percent),
            },
            {
              key: "measured",
              head: { ja: "実績", en: "Measured" },
              end: true,
              cell: ({ key, measured }) =>
                measured === null ? "—" : key === "earn-rate" ? two(measured) : percent(measured),
            },
            {
              key: "verdict",
              head: { ja: "くらべて", en: "Compared" },
              cell: ({ verdict }) => <Status {...verdictStanding[verdict]} />,
            },
          ]
          return (
            <>
              <Table
                label={{ ja: "見込みと実績", en: "Forecast and measured" }}
                columns={columns}
                rows={figures}
                rowKey={({ key }) => key}
              />
              {history.length > 1 && (
                <LineChart
                  label={{ ja: "費用の割合", en: "Cost share" }}
                  per={{ ja: "日", en: "Day" }}
                  at={history.map(({ day }) => date(day))}
                  lines={[
                    {
                      name: { ja: "実績", en: "Measured" },
                      look: "main",
                      values: history.map(({ costShare }) => costShare),
                    },
                  ]}
                  write={percent}
                  writeAxis={percent}
                  height={140}
                />
              )}
              <p className="small quiet">
                {t({
                  ja: `公開から${number(days)}日・会員${number(members)}人。毎日4:20に測ります。`,
                  en: `${number(days)} days and ${number(members)} members since publishing; measured every day at 4:20.`,
                })}
              </p>
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

const two = (value: number) => value.toFixed(2)
