import { useState } from "react"
import { getRing, patchRing, postRingStep } from "../../../server/capabilities/rehearsal/contract-rings.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Kpis, Note, Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { EarnFields, RankFields, TimeFields, wrongIn } from "./numbers-form.tsx"
import { RingIssues } from "./ring-issues.tsx"
import { RingPeople } from "./ring-people.tsx"
import { type CheckItem, checkStanding, checkWords, ringStanding, type WholeRing } from "./ring-words.ts"

type Step = "start" | "end" | "commit" | "wipe"

/** One ring: what it is to find out, who is in it, what was found, and what becomes of it. */
export function RingPage({ params }: PageProps<"/rings/$ringId">) {
  const whole = useCall(getRing, { ringId: params.ringId })
  return (
    <Loaded of={whole} what={{ ja: "ベータを読み込めませんでした", en: "The ring could not be loaded" }}>
      {(found) => <Shown whole={found} />}
    </Loaded>
  )
}

function Shown({ whole }: { whole: WholeRing }) {
  const { ring, report } = whole
  const t = useText()
  const may = useMay()("loyalty:write")
  const [step, setStep] = useState<Step>()
  const [editing, setEditing] = useState(false)
  const isOpen = ring.state === "draft" || ring.state === "running"
  const next: readonly Step[] =
    ring.state === "draft"
      ? ["start"]
      : ring.state === "running"
        ? ["end"]
        : ring.state === "ended"
          ? ["wipe", "commit"]
          : []
  return (
    <Page
      title={same(ring.name)}
      above={[{ label: { ja: "ベータ", en: "Beta rings" }, to: "/rings" }]}
      over={ring.goal}
      facts={[
        <Status key="state" {...ringStanding[ring.state]} />,
        <span key="ends">
          {t({ ja: "終わり", en: "Ends" })} <DateText at={ring.ends} />
        </span>,
        t({ ja: `ルール第${ring.revision}版`, en: `Rules, revision ${ring.revision}` }),
      ]}
      actions={
        may && (
          <>
            {isOpen && (
              <Button label={{ ja: "ルールを変える", en: "Change the rules" }} onClick={() => setEditing(true)} />
            )}
            {next.map((one) => (
              <Button
                key={one}
                look={one === "wipe" ? "danger" : "go"}
                label={stepWords[one].label}
                dimmed={one === "start" && whole.people.length === 0}
                onClick={() => setStep(one)}
              />
            ))}
          </>
        )
      }
    >
      <Stack>
        <Section
          title={{ ja: "4つの確認", en: "The four checks" }}
          scope={{ ja: "始める前の同じ日数とくらべて", en: "against as many days before it began" }}
          first
        >
          {report && ring.starts ? (
            <Checks report={report} />
          ) : (
            <Empty
              title={{ ja: "始めると測ります", en: "Measured once it begins" }}
              why={{ ja: "参加者を選んで始めてください。", en: "Choose its people, then start it." }}
            />
          )}
        </Section>
        <RingPeople whole={whole} may={may} />
        <RingIssues whole={whole} may={may} />
      </Stack>
      {step && <StepDialog ringId={ring.ringId} step={step} onClose={() => setStep(undefined)} />}
      {editing && <RulesDialog whole={whole} onClose={() => setEditing(false)} />}
    </Page>
  )
}

const stepWords: Readonly<Record<Step, { label: Text; about: Text }>> = {
  start: {
    label: { ja: "始める", en: "Start" },
    about: {
      ja: "参加者のお買い物に、これからベータのポイントがつきます。ほかのお客様には何も起きません。",
      en: "Its people earn from now on, in a ledger of its own. Nobody else notices anything.",
    },
  },
  end: {
    label: { ja: "終える", en: "End it" },
    about: {
      ja: "ポイントはつかなくなり、4つの確認を書きとめます。残高は、判断するまでそのままです。",
      en: "Nothing more is earned and the four checks are written down. Balances stay until you decide.",
    },
  },
  commit: {
    label: { ja: "本番に移す", en: "Take it over" },
    about: {
      ja: "参加者の残高がそのまま本番のポイントになり、参加者は会員になります。元には戻せません。",
      en: "Balances become everybody's points and its people members for good. This can't be taken back.",
    },
  },
  wipe: {
    label: { ja: "なかったことにする", en: "Wipe it" },
    about: {
      ja: "ベータのポイント、会員の記録、参加者の一覧を消します。課題と確認の結果は残ります。元には戻せません。",
      en: "Its points, memberships and list of people are erased. Issues and the checks' result stay. This can't be taken back.",
    },
  },
}

function StepDialog({ ringId, step, onClose }: { ringId: string; step: Step; onClose: () => void }) {
  const t = useText()
  const act = useAct(postRingStep, { done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      look={step === "wipe" ? "danger" : "go"}
      title={stepWords[step].label}
      confirm={stepWords[step].label}
      busy={act.busy}
      onConfirm={() => act.run({ ringId, step })}
    >
      <p>{t(stepWords[step].about)}</p>
    </ConfirmDialog>
  )
}

function Checks({ report }: { report: NonNullable<WholeRing["report"]> }) {
  const t = useText()
  const { number, percent } = useFormat()
  const share = ({ some, of }: { some: number; of: number }) =>
    of === 0 ? "—" : `${percent(some / of)} (${number(some)}/${number(of)})`
  const columns: Column<CheckItem>[] = [
    {
      key: "what",
      head: { ja: "確認", en: "Check" },
      cell: ({ key }) => (
        <>
          {t(checkWords[key].label)}
          <span className="under">{t(checkWords[key].about)}</span>
        </>
      ),
    },
    { key: "before", head: { ja: "始める前", en: "Before" }, end: true, cell: ({ before }) => share(before) },
    { key: "during", head: { ja: "ベータ", en: "During" }, end: true, cell: ({ during }) => share(during) },
    {
      key: "difference",
      head: { ja: "差（95%の幅）", en: "Difference (95 %)" },
      end: true,
      cell: ({ difference, low, high }) =>
        difference === null || low === null || high === null
          ? "—"
          : `${percent(difference)} (${percent(low)}〜${percent(high)})`,
    },
    {
      key: "verdict",
      head: { ja: "判定", en: "Verdict" },
      cell: ({ verdict }) => <Status {...checkStanding[verdict]} />,
    },
  ]
  const { points, feedback } = report
  return (
    <>
      <Table
        label={{ ja: "4つの確認", en: "The four checks" }}
        columns={columns}
        rows={report.checks}
        rowKey={({ key }) => key}
      />
      <Kpis
        kpis={[
          {
            label: { ja: "日数", en: "Days" },
            value: <NumberText value={report.days} unit={t({ ja: "日", en: "days" })} />,
          },
          {
            label: { ja: "発行", en: "Issued" },
            value: <NumberText value={points.issued} unit="pt" />,
            remark: t({ ja: `残高のある人 ${number(points.holders)}`, en: `${number(points.holders)} hold points` }),
          },
          {
            label: { ja: "利用・失効・取消", en: "Used, expired, taken back" },
            value: <NumberText value={points.used} unit="pt" />,
          },
          {
            label: { ja: "参加者の声", en: "Feedback" },
            value: feedback.mean === null ? t({ ja: "まだありません", en: "None yet" }) : `${feedback.mean}/10`,
            sentence: feedback.mean === null,
            remark:
              feedback.nps === null
                ? null
                : t({
                    ja: `${number(feedback.answers)}人・NPS ${feedback.nps}`,
                    en: `${number(feedback.answers)} people, NPS ${feedback.nps}`,
                  }),
          },
        ]}
      />
      <Note>
        {t({
          ja: "同じ人の前と後をくらべています。季節や偶然のちがいは、ここでは分けられません。",
          en: "The same people before and during: season and chance are not told apart here.",
        })}
      </Note>
    </>
  )
}

function RulesDialog({ whole: { ring, numbers }, onClose }: { whole: WholeRing; onClose: () => void }) {
  const t = useText()
  const [value, onChange] = useState(numbers)
  const save = useAct(patchRing, { refresh: [getRing], done: onClose })
  const wrong = wrongIn(value)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={{ ja: "ルールを変える", en: "Change the rules" }}
      actions={
        <Button
          look="go"
          label={{ ja: "変える", en: "Change them" }}
          busy={save.busy}
          dimmed={wrong.length > 0}
          onClick={() =>
            wrong.length === 0 && save.run({ ringId: ring.ringId, numbers: value, basedOn: ring.revision })
          }
        />
      }
    >
      <Note>
        {t({
          ja: "これまでの残高は変わりません。これからのお買い物に使われます。",
          en: "Balances stay as they are; purchases from now on go by these.",
        })}
      </Note>
      <EarnFields value={value} onChange={onChange} />
      <TimeFields value={value} onChange={onChange} />
      <RankFields value={value} onChange={onChange} />
      {wrong.map((one) => (
        <p key={one.en} role="alert">
          {t(one)}
        </p>
      ))}
    </Dialog>
  )
}
