import type { ReactNode } from "react"
import "./deliverability.css"
import { getReport, postOpenDomain, postResume } from "../../../server/capabilities/deliverability/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Halted } from "../../../ui/halted.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note } from "../../../ui/layout.tsx"
import { Link, useWay } from "../../../ui/link.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import type { Report } from "./words.ts"

const tabs = [
  { key: "report", to: "/deliverability", label: { ja: "診断", en: "Report" } },
  { key: "rates", to: "/deliverability/rates", label: { ja: "反応", en: "Reactions" } },
  { key: "domain", to: "/deliverability/domain", label: { ja: "ドメイン", en: "Domain" } },
  { key: "returns", to: "/deliverability/returns", label: { ja: "不達と苦情", en: "Bounces and complaints" } },
] as const

type Props = { open: (typeof tabs)[number]["key"]; title: Text; actions?: ReactNode; children: ReactNode }

/** The views of how mails arrive, under one head; above them whatever holds letters up. */
export function DeliveryPage({ open, title, children, ...head }: Props) {
  const { go } = useWay()
  return (
    <Page title={title} name={{ ja: "到達", en: "Delivery" }} {...head}>
      <HeldUp />
      <Tabs
        label={{ ja: "到達の見方", en: "Views of delivery" }}
        tabs={tabs}
        open={open}
        onOpen={(key) => go(tabs.find((tab) => tab.key === key)?.to ?? "/deliverability")}
      />
      <div className="delivery-view">{children}</div>
    </Page>
  )
}

function HeldUp() {
  const report = useCall(getReport, {}, { everyMs: 60_000, keep: true }).data
  if (!report) return null
  return (
    <>
      {report.pause && <Paused pause={report.pause} />}
      {report.domain.holds && <NotReady />}
      {report.closed.map((closed) => (
        <Closed key={closed.domain} closed={closed} />
      ))}
      {report.warmUp && <WarmUp warmUp={report.warmUp} />}
    </>
  )
}

function Paused({ pause }: { pause: NonNullable<Report["pause"]> }) {
  const t = useText()
  const may = useMay()
  const { percent } = useFormat()
  const toast = useToast()
  const resume = useAct(postResume, {
    done: () =>
      toast({
        words: { ja: "再開しました。これからの分だけを数えます。", en: "Resumed. Only what comes now counts." },
      }),
  })
  const rate = percent(pause.rateBp / 10_000, 2)
  return (
    <Halted
      name={{ ja: "止まっているお便り", en: "Letters on hold" }}
      title={{ ja: "メールのお便りを止めました", en: "Letters by mail are paused" }}
      action={
        may("messages:send") && (
          <Button
            label={{ ja: "原因を直したので再開する", en: "Mended: resume" }}
            busy={resume.busy}
            onClick={() => resume.run({})}
          />
        )
      }
    >
      <p>
        {pause.why === "complaints"
          ? t({
              ja: `この7日の苦情が${rate}になりました。0.3%から、大手のメールは受け取りを断りはじめます。`,
              en: `Complaints of these seven days came to ${rate}. From 0.3% on, big mailbox providers begin to refuse.`,
            })
          : t({
              ja: `この7日の不達が${rate}になりました。名簿が古いか、書き誤りが多いようです。`,
              en: `Bounces of these seven days came to ${rate}. The list may be old, or much of it mistyped.`,
            })}
      </p>
      <p className="tiny quiet">
        {t({
          ja: "お便りは待っています。注文のお知らせは出ています。止まったのは",
          en: "Letters wait; notices of orders go on. Since ",
        })}
        <DateText at={pause.pausedAt} beside />
      </p>
    </Halted>
  )
}

/** How far a new sender has come: today's share, and what waits for tomorrow. */
function WarmUp({ warmUp }: { warmUp: NonNullable<Report["warmUp"]> }) {
  const t = useText()
  const { number } = useFormat()
  const { allowed, gone, goal, again } = warmUp
  const share = { ja: `${number(allowed)}通中${number(gone)}通`, en: `${number(gone)} of ${number(allowed)}` }
  return (
    <Note>
      {t({
        ja: `慣らし送信の途中です。今日の分は${share.ja}を送りました（目標は1日${number(goal)}通）。`,
        en: `Warming up: ${share.en} letters of today's share have left (the goal is ${number(goal)} a day).`,
      })}{" "}
      {gone >= allowed && (
        <>
          {t({ ja: "残りは次の日に出ます：", en: "The others go from " })}
          <DateText at={again} />
        </>
      )}
    </Note>
  )
}

function NotReady() {
  const t = useText()
  return (
    <Halted
      name={{ ja: "ドメインの準備", en: "The domain is not ready" }}
      title={{ ja: "ドメインが整うまで、お便りを待たせています", en: "Letters wait until the domain is in order" }}
    >
      <p>
        <Link to="/deliverability/domain">{t({ ja: "直すところを見る", en: "See what is to be mended" })}</Link>
      </p>
    </Halted>
  )
}

function Closed({ closed }: { closed: Report["closed"][number] }) {
  const t = useText()
  const may = useMay()
  const { number } = useFormat()
  const open = useAct(postOpenDomain)
  return (
    <Halted
      name={{ ja: "止まっている宛先ドメイン", en: "A closed domain" }}
      title={{ ja: `${closed.domain} への送信を休んでいます`, en: `Mails to ${closed.domain} are resting` }}
      action={
        may("messages:send") && (
          <Button
            label={{ ja: "いま再開する", en: "Open now" }}
            busy={open.busy}
            onClick={() => open.run({ domain: closed.domain })}
          />
        )
      }
    >
      <p>
        {t({
          ja: `5分間に${number(closed.tried)}通のうち${number(closed.refused)}通が断られました。お客様のせいにはせず、待たせています。次に試すのは`,
          en: `Within five minutes ${number(closed.refused)} of ${number(closed.tried)} were refused. Nobody is held to it; they wait until `,
        })}
        <DateText at={closed.closedUntil} />
        {t({ ja: "です。", en: "." })}
      </p>
    </Halted>
  )
}
