import "./experiments.css"
import { getLift } from "../../../server/capabilities/experiments/contract.ts"
import type { Lift } from "../../../server/capabilities/experiments/model-lift.ts"
import { IntervalChart } from "../../../ui/charts/interval-chart.tsx"
import { LineChart } from "../../../ui/charts/line-chart.tsx"
import { DateText, NumberText, PercentText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { Defined } from "./defined.tsx"
import { Experiments } from "./experiments.tsx"
import { Worth } from "./worth.tsx"
import {
  addressOf,
  armWords,
  intervalDefinition,
  kindWords,
  liftDefinition,
  metricDefinitions,
  metricWords,
  type Named,
  namedIn,
  nameOf,
  sentenceOf,
  verdictStanding,
  waitWords,
  written,
} from "./words.ts"

type Whole = Reply<typeof getLift>

/** One experiment; the list of them where the address names none. */
export function ExperimentPage({ search }: PageProps<"/experiments/lift">) {
  const named = namedIn(search)
  return named ? <One {...named} /> : <Experiments />
}

/** Each metric with its interval, how it came about week by week, and what its letters cost. */
function One({ kind, id }: Named) {
  const whole = useCall(getLift, { kind, id }, { keep: true })
  return (
    <Loaded of={whole} what={{ ja: "効果を読み込めませんでした", en: "The lift could not be loaded" }}>
      {(found) => <Shown whole={found} />}
    </Loaded>
  )
}

function Shown({ whole: { experiment, lifts, history, worth } }: { whole: Whole }) {
  const t = useText()
  const [first] = lifts
  return (
    <Page
      title={nameOf(experiment)}
      above={[{ label: { ja: "効果", en: "Lift" }, to: "/experiments" }]}
      facts={[
        t(kindWords(experiment.kind)),
        t({
          ja: `送らない人 ${experiment.holdoutBp / 100}%`,
          en: `${experiment.holdoutBp / 100}% kept apart`,
        }),
        ...(first ? [<DateText key="at" at={first.measuredAt} beside />] : []),
      ]}
    >
      <Stack>
        <Section title={{ ja: "効果", en: "Lift" }} scope={scopeOf(first)} first>
          {lifts.length === 0 ? (
            <Empty
              title={{ ja: "まだ測っていません", en: "Not measured yet" }}
              why={{
                ja: "毎晩測ります。明日もう一度ご覧ください。",
                en: "It is measured every night. Look again tomorrow.",
              }}
            />
          ) : (
            lifts.map((lift) => <OneMetric key={lift.metric} lift={lift} arms={experiment.arms} />)
          )}
          <Note>
            <Defined word={{ ja: "効果の数え方", en: "How lift is counted" }} meaning={liftDefinition} />
            {" · "}
            <Defined word={{ ja: "幅の意味", en: "What the interval means" }} meaning={intervalDefinition} />
          </Note>
        </Section>
        <Arms experiment={experiment} lift={lifts.find((lift) => lift.metric === experiment.goal)} />
        {history.length > 1 && <Weeks history={history} />}
        <Worth worth={worth} />
      </Stack>
    </Page>
  )
}

const scopeOf = (lift: Lift | undefined) =>
  lift?.windowDays == null
    ? { ja: "分けたときから今まで", en: "From when each was assigned until now" }
    : {
        ja: `分けたときから${lift.windowDays}日間`,
        en: `For ${lift.windowDays} days from when each was assigned`,
      }

function OneMetric({ lift, arms }: { lift: Lift; arms: Whole["experiment"]["arms"] }) {
  const t = useText()
  const writing = useFormat()
  const write = (value: number) => written(lift.metric, value, writing, lift.currency)
  return (
    <>
      <h3 className="lift-metric">
        <Defined word={metricWords[lift.metric]} meaning={metricDefinitions[lift.metric]} />
      </h3>
      {lift.compared.length === 0 && (
        <p className="quiet">{t({ ja: "比べる相手がいません", en: "There is nobody to compare with" })}</p>
      )}
      {lift.compared.map((compared) => (
        <p className="lift-said" key={compared.arm}>
          {arms && `${t(armWords(compared.arm, arms))} `}
          <Status {...verdictStanding(compared.verdict)} /> {t(sentenceOf(lift, compared, writing))}
        </p>
      ))}
      {lift.compared.some(({ low }) => low !== null) && (
        <IntervalChart
          label={{
            ja: `${metricWords[lift.metric].ja}の差と、その幅`,
            en: `${metricWords[lift.metric].en}: the difference and its interval`,
          }}
          rows={lift.compared.map(({ arm, difference, low, high, verdict }) => ({
            name: armWords(arm, arms),
            value: difference === null || low === null || high === null ? null : { low, middle: difference, high },
            nothing: waitWords(verdict),
          }))}
          write={write}
        />
      )}
    </>
  )
}

function Arms({ experiment, lift }: { experiment: Whole["experiment"]; lift: Lift | undefined }) {
  const t = useText()
  const writing = useFormat()
  if (!lift) return null
  const all = lift.arms.reduce((sum, arm) => sum + arm.people, 0)
  const columns: Column<Lift["arms"][number]>[] = [
    { key: "arm", head: { ja: "グループ", en: "Group" }, cell: ({ arm }) => t(armWords(arm, experiment.arms)) },
    {
      key: "people",
      head: { ja: "人数", en: "People" },
      end: true,
      cell: ({ arm, people }) => (
        <Link to={addressOf(experiment, "people", arm)}>
          <NumberText value={people} />
        </Link>
      ),
    },
    {
      key: "share",
      head: { ja: "割合", en: "Share" },
      end: true,
      cell: ({ people }) => (all === 0 ? "—" : <PercentText rate={people / all} digits={1} />),
    },
    ...(lift.arms.some(({ before }) => before !== null)
      ? [
          {
            key: "before",
            head: { ja: "分ける前", en: "Before" },
            end: true,
            cell: ({ before }: Lift["arms"][number]) =>
              before === null ? "—" : written(lift.metric, before, writing, lift.currency),
          },
        ]
      : []),
    {
      key: "mean",
      head: metricWords[lift.metric],
      end: true,
      cell: ({ mean }) =>
        mean === null
          ? t({ ja: "まだありません", en: "Not available" })
          : written(lift.metric, mean, writing, lift.currency),
    },
  ]
  return (
    <Section title={{ ja: "グループ", en: "Groups" }} scope={metricDefinitions[lift.metric]}>
      <Table label={{ ja: "グループ", en: "Groups" }} columns={columns} rows={lift.arms} rowKey={({ arm }) => arm} />
    </Section>
  )
}

function Weeks({ history }: { history: readonly Lift[] }) {
  const writing = useFormat()
  const [first] = history
  const arm = first?.compared[0]?.arm
  if (!first || arm === undefined) return null
  const values = history.map((lift) => lift.compared.find((one) => one.arm === arm))
  const at = (pick: "difference" | "low" | "high") => values.map((one) => one?.[pick] ?? null)
  return (
    <Section
      title={{ ja: "週ごとの推移", en: "Week by week" }}
      scope={{ ja: "1人あたりの差と、その幅", en: "The difference per person and its interval" }}
    >
      <LineChart
        label={{ ja: "週ごとの差と幅", en: "The difference and its interval, by week" }}
        per={{ ja: "測った日", en: "Measured" }}
        at={history.map((lift) => writing.date(lift.measuredAt))}
        lines={[
          { name: { ja: "推定", en: "Estimate" }, look: "main", values: at("difference") },
          { name: { ja: "少なくとも", en: "At least" }, look: "dashed", values: at("low") },
          { name: { ja: "多くとも", en: "At most" }, look: "dashed", values: at("high") },
        ]}
        write={(value) => written(first.metric, value, writing, first.currency)}
      />
    </Section>
  )
}
