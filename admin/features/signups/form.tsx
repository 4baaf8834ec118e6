import "./signups.css"
import type { ConditionInput } from "../../../server/capabilities/segments/model.ts"
import {
  getSignupForm,
  getSignupNumbers,
  listSignupForms,
  listSignups,
  putSignupState,
} from "../../../server/capabilities/signups/contract.ts"
import type { Submission } from "../../../server/capabilities/signups/model.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { DateText, NumberText, PercentText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { peopleOf, segmentOf } from "../../app/segment-address.ts"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { Install } from "./install.tsx"
import { confirmRate, kindWords, standingOf, submitRate } from "./words.ts"

type Whole = Reply<typeof getSignupForm>

/** One form: how it does, how it gets into the shop, and who filled it in. */
export function FormPage({ params }: PageProps<"/sign-ups/$formId">) {
  const { formId } = params
  const whole = useCall(getSignupForm, { formId }, { keep: true })
  return (
    <Loaded of={whole} what={{ ja: "フォームを読み込めませんでした", en: "The form could not be loaded" }}>
      {(found) => <Shown whole={found} />}
    </Loaded>
  )
}

function Shown({ whole }: { whole: Whole }) {
  const { form } = whole
  const t = useText()
  const may = useMay()
  const state = useAct(putSignupState, { refresh: [getSignupForm, listSignupForms] })
  const next = form.state === "live" ? "paused" : "live"
  return (
    <Page
      title={same(form.name)}
      above={[{ label: { ja: "登録フォーム", en: "Sign-ups" }, to: "/sign-ups" }]}
      facts={[
        t(kindWords(form.kind)),
        <Status key="state" {...standingOf(form)} />,
        ...(form.version === null ? [] : [t({ ja: `第${form.version}版`, en: `Version ${form.version}` })]),
      ]}
      actions={
        <>
          {form.version !== null && may("messages:approve") && (
            <Button
              label={
                next === "paused" ? { ja: "止める", en: "Stop showing it" } : { ja: "再開する", en: "Show it again" }
              }
              busy={state.busy}
              onClick={() => state.run({ formId: form.formId, state: next })}
            />
          )}
          {may("messages:write") && (
            <ButtonLink look="go" label={{ ja: "文面を直す", en: "Edit" }} to={`/sign-ups/${form.formId}/edit`} />
          )}
        </>
      }
    >
      <Stack>
        <Numbers whole={whole} />
        <Columns split="7-5">
          {may("customers:read") && <Submissions formId={form.formId} />}
          <Install whole={whole} />
        </Columns>
      </Stack>
    </Page>
  )
}

function Numbers({ whole: { form } }: { whole: Whole }) {
  const numbers = useCall(getSignupNumbers, { formId: form.formId, days: 30 }, { everyMs: 30_000, keep: true })
  return (
    <Section title={{ ja: "登録の数", en: "How it does" }} scope={{ ja: "この30日", en: "The last thirty days" }} first>
      <Loaded of={numbers} what={{ ja: "数を読み込めませんでした", en: "The numbers could not be loaded" }}>
        {({ totals, days }) => (
          <>
            <Kpis
              kpis={[
                {
                  label: { ja: "表示", en: "Shown" },
                  value: form.kind === "page" ? "—" : <NumberText value={totals.shown} />,
                },
                { label: { ja: "登録", en: "Filled in" }, value: <NumberText value={totals.submitted} /> },
                { label: { ja: "登録率", en: "Rate" }, value: <Rate value={submitRate(form.kind, totals)} /> },
                { label: { ja: "確認", en: "Confirmed" }, value: <NumberText value={totals.confirmed} /> },
                { label: { ja: "確認率", en: "Of those confirmed" }, value: <Rate value={confirmRate(totals)} /> },
              ]}
            />
            {totals.confirmed > 0 && <Joined form={form} />}
            {totals.submitted > 0 && (
              <BarChart
                label={{ ja: "日ごとの登録と確認", en: "Filled in and confirmed, by day" }}
                per={{ ja: "日", en: "Day" }}
                series={[
                  { name: { ja: "登録", en: "Filled in" }, look: "soft" },
                  { name: { ja: "確認", en: "Confirmed" }, look: "main" },
                ]}
                bars={days.map(({ day, submitted, confirmed }) => ({
                  label: `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`,
                  values: [submitted, confirmed],
                }))}
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}

/** Everybody who came by this form, whenever: to be looked at, or kept as a segment. */
function Joined({ form: { slug } }: { form: Whole["form"] }) {
  const t = useText()
  const may = useMay()
  const joined: ConditionInput = {
    kind: "event",
    names: ["Sign-up Confirmed"],
    filters: [{ field: "properties.form", test: { is: [slug] } }],
    range: { atLeast: 1 },
  }
  if (!may("segments:read")) return null
  return (
    <p className="secondary">
      <Link to={peopleOf(joined)}>{t({ ja: "このフォームから登録した人を見る", en: "Who joined by this form" })}</Link>
      {may("segments:write") && (
        <>
          {t({ ja: "　", en: " · " })}
          <Link to={segmentOf(joined)}>{t({ ja: "セグメントにする", en: "Make a segment of them" })}</Link>
        </>
      )}
    </p>
  )
}

const Rate = ({ value }: { value: number | null }) => (value === null ? "—" : <PercentText rate={value} digits={1} />)

const states = {
  waiting: { is: "waiting", label: { ja: "確認待ち", en: "Not confirmed yet" } },
  confirmed: { is: "done", label: { ja: "確認済み", en: "Confirmed" } },
  expired: { is: "none", label: { ja: "確認されなかった", en: "Never confirmed" } },
} as const

const columns: Column<Submission>[] = [
  { key: "at", head: { ja: "日時", en: "When" }, cell: ({ at }) => <DateText at={at} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...states[state]} /> },
  { key: "who", head: { ja: "お客様", en: "Who" }, cell: (one) => <Who of={one} /> },
]

function Who({ of: { customerId, pageUrl } }: { of: Submission }) {
  const t = useText()
  return (
    <>
      {customerId ? (
        <Link to={`/customers/${customerId}`}>{t({ ja: "お客様を開く", en: "Open the customer" })}</Link>
      ) : (
        t({ ja: "消去されました", en: "Erased" })
      )}
      {pageUrl && <span className="under">{pageUrl}</span>}
    </>
  )
}

function Submissions({ formId }: { formId: string }) {
  const list = useList(listSignups, { formId, limit: 20 }, { everyMs: 30_000, keep: true })
  return (
    <Section title={{ ja: "登録の記録", en: "Who filled it in" }}>
      <Loaded of={list} what={{ ja: "記録を読み込めませんでした", en: "The log could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "Nobody yet" }}
              why={{ ja: "登録があると、ここに並びます。", en: "Whoever fills the form in is listed here." }}
            />
          ) : (
            <>
              <Table
                label={{ ja: "登録の記録", en: "Who filled it in" }}
                columns={columns}
                rows={items}
                rowKey={({ submissionId }) => submissionId}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
