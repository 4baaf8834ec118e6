import { useEffect, useState } from "react"
import {
  approveCampaign,
  askApproval,
  checkCampaign,
  getCampaign,
  launchCampaign,
  listCampaigns,
  sendBackCampaign,
} from "../../../server/capabilities/campaigns/contract.ts"
import type { CampaignView, Check } from "../../../server/capabilities/campaigns/model-views.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Note, Section } from "../../../ui/layout.tsx"
import { Skeleton } from "../../../ui/states.tsx"
import { Mark } from "../../../ui/status.tsx"
import { Checklist } from "../../../ui/todo.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { FailedCall } from "../../app/loaded.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { Recipients } from "./recipients.tsx"
import { whenInWords } from "./words.ts"

/** The last look before it goes: who gets it, who doesn't and why, what to mend, and the button. */
export function Launch({ campaign }: { campaign: CampaignView }) {
  const { campaignId } = campaign
  const check = useAct(checkCampaign, { refresh: [], refused: () => true })
  const { run } = check
  useEffect(() => run({ campaignId }), [run, campaignId])
  if (check.error)
    return (
      <FailedCall
        error={check.error}
        busy={check.busy}
        onRetry={() => check.run({ campaignId })}
        what={{ ja: "送る前の確認ができませんでした", en: "It could not be checked" }}
      />
    )
  if (!check.reply) return <Skeleton rows={6} />
  return (
    <>
      <Findings check={check.reply} busy={check.busy} onAgain={() => check.run({ campaignId })} />
      <Columns split="7-5">
        <Recipients estimate={check.reply.estimate} plan={campaign.plan} />
        <GoodHabits check={check.reply} />
      </Columns>
      <Go campaign={campaign} check={check.reply} />
    </>
  )
}

const levels = { stop: "cross", warn: "alert", note: "minus" } as const
const tones = { stop: "failed", warn: "waiting" } as const
const levelWords = {
  stop: { ja: "直してください", en: "Mend this first" },
  warn: { ja: "ご注意", en: "Take care" },
  note: { ja: "お知らせ", en: "For your information" },
} as const

function Findings({ check, busy, onAgain }: { check: Check; busy: boolean; onAgain: () => void }) {
  const t = useText()
  const order = { stop: 0, warn: 1, note: 2 }
  const findings = check.findings.toSorted((a, b) => order[a.level] - order[b.level])
  return (
    <Section
      title={{ ja: "送る前の確認", en: "Before it goes" }}
      beside={
        <Button look="text" label={{ ja: "もう一度確かめる", en: "Check again" }} busy={busy} onClick={onAgain} />
      }
      first
    >
      {findings.length === 0 ? (
        <p>
          <Mark shape="tick" tone="done" /> {t({ ja: "直すところはありません。", en: "There is nothing to mend." })}
        </p>
      ) : (
        <ul className="campaign-findings">
          {findings.map(({ code, level, say, variant }) => (
            <li key={`${code}${say.en}${variant ?? ""}`}>
              <span>
                <Mark shape={levels[level]} {...(level !== "note" && { tone: tones[level] })} />
                <span className="hidden-text">{t(levelWords[level])}</span>
              </span>
              <span>{level === "stop" ? <b>{t(say)}</b> : t(say)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const GoodHabits = ({ check }: { check: Check }) => (
  <Section title={{ ja: "相手に合っているか", en: "Does it suit its readers" }}>
    <Checklist checks={check.checklist.map(({ isMet, say }) => ({ label: say, state: isMet ? "done" : "open" }))} />
  </Section>
)

function Go({ campaign, check }: { campaign: CampaignView; check: Check }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const session = useSession()
  const { number, day } = useFormat()
  const [isAsking, setAsking] = useState(false)
  const { campaignId, revision, plan, state, approvedAt, author } = campaign
  const refresh = [getCampaign, listCampaigns]
  const launch = useAct(launchCampaign, {
    refresh,
    done: () => toast({ words: { ja: "配信を始めました。", en: "It is on its way." } }),
  })
  const ask = useAct(askApproval, { refresh })
  const approve = useAct(approveCampaign, { refresh })
  const back = useAct(sendBackCampaign, { refresh })
  const stops = check.findings.filter(({ level }) => level === "stop").length
  const people = check.estimate.audience
  const needsApproval = check.approval.isNeeded && !approvedAt
  const isOwn = author === `staff:${session.staff?.staffId}`
  const label = plan.when.kind === "now" ? { ja: "配信を始める", en: "Launch" } : { ja: "予約する", en: "Schedule" }
  return (
    <Section title={plan.when.kind === "now" ? { ja: "配信する", en: "Launch" } : { ja: "予約する", en: "Schedule" }}>
      <p>
        {t({ ja: `${number(people)}人へ。`, en: `To ${number(people)} people. ` })}
        {t(whenInWords(plan.when, day))}
      </p>
      {stops > 0 && (
        <Note>
          {t({ ja: `直すところが${stops}件あります。直すと配信できます。`, en: `${stops} to mend before it can go.` })}
        </Note>
      )}
      {needsApproval && state === "waiting-approval" && (
        <Note>
          {isOwn
            ? t({ ja: "ほかの人の承認を待っています。", en: "It waits for somebody else's approval." })
            : t({
                ja: "承認を頼まれています。内容と人数をお確かめください。",
                en: "Your approval is asked for. Look at its words and numbers.",
              })}
        </Note>
      )}
      <ButtonRow>
        {needsApproval && state === "draft" && may("messages:write") && (
          <Button
            look="go"
            label={{ ja: "承認を頼む", en: "Ask for approval" }}
            busy={ask.busy}
            dimmed={stops > 0}
            onClick={() => ask.run({ campaignId })}
          />
        )}
        {needsApproval && state === "waiting-approval" && may("messages:approve") && !isOwn && (
          <>
            <Button
              look="go"
              label={{ ja: "承認する", en: "Approve" }}
              busy={approve.busy}
              onClick={() => approve.run({ campaignId, revision })}
            />
            <Button
              label={{ ja: "下書きに戻す", en: "Send back" }}
              busy={back.busy}
              onClick={() => back.run({ campaignId })}
            />
          </>
        )}
        {!needsApproval && may("messages:send") && (
          <Button look="go" label={label} busy={launch.busy} dimmed={stops > 0} onClick={() => setAsking(true)} />
        )}
      </ButtonRow>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={{ ja: `${number(people)}人に配信しますか`, en: `Send to ${number(people)} people?` }}
        confirm={label}
        {...(check.approval.isTyped && { typed: String(people) })}
        onConfirm={() => {
          setAsking(false)
          launch.run({ campaignId, revision, confirmed: people })
        }}
      >
        <p>{t(whenInWords(plan.when, day))}</p>
        <p className="quiet">
          {t({
            ja: "始めたあとも、まだ送られていないぶんは一時停止や中止ができます。",
            en: "What has not left yet can be paused or stopped afterwards.",
          })}
        </p>
      </ConfirmDialog>
    </Section>
  )
}
