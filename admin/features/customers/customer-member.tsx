import { useState } from "react"
import {
  deleteMember,
  getMember,
  listPlans,
  postMember,
  postMemberCard,
  putMemberPlan,
} from "../../../server/capabilities/members/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { WhyPanel } from "../../../ui/why.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Whole = Reply<typeof getMember>
type Member = NonNullable<Whole["member"]>
type Why = NonNullable<Whole["why"]>

/** The membership: rank and what is missing, terms, plans, and how it came about. */
export function CustomerMember({ customerId }: { customerId: string }) {
  const whole = useCall(getMember, { customerId })
  return (
    <Loaded
      of={whole}
      rows={3}
      what={{ ja: "会員の情報を読み込めませんでした", en: "The membership could not be loaded" }}
    >
      {(found) =>
        found.member && !found.member.left ? (
          <Shown whole={found} member={found.member} />
        ) : (
          <NoMember customerId={customerId} left={found.member?.left ?? null} />
        )
      }
    </Loaded>
  )
}

function NoMember({ customerId, left }: { customerId: string; left: Date | null }) {
  const t = useText()
  const may = useMay()
  const enrol = useAct(postMember)
  return (
    <Section title={{ ja: "会員", en: "Membership" }}>
      <p className="customer-empty">
        {left ? (
          <>
            <DateText at={left} only="date" /> {t({ ja: "に退会しました。", en: "— left." })}
          </>
        ) : (
          t({ ja: "会員ではありません。", en: "Not a member." })
        )}
        {may("loyalty:write") && (
          <Button
            look="text"
            label={{ ja: "入会させる", en: "Enrol" }}
            busy={enrol.busy}
            onClick={() => enrol.run({ customerId, by: "shop" })}
          />
        )}
      </p>
    </Section>
  )
}

function Shown({ whole, member }: { whole: Whole; member: Member }) {
  const t = useText()
  const { why, benefits = [], holdings = [], acceptances = [] } = whole
  const until = (at: Date | null) => (at ? <DateText at={at} only="date" /> : t({ ja: "期限なし", en: "no end" }))
  return (
    <Section title={{ ja: "会員", en: "Membership" }} {...(member.rank && { scope: member.rank.name })}>
      {why && <RankWhy why={why} />}
      <Rows
        rows={[
          { label: { ja: "入会", en: "Joined" }, value: <DateText at={member.enrolledAt} only="date" /> },
          { label: { ja: "会員証", en: "Card" }, value: <code>{member.card}</code> },
          ...(benefits.length > 0
            ? [
                {
                  label: { ja: "特典", en: "Benefits" },
                  value: benefits.map((words) => t(words)).join(t({ ja: "、", en: ", " })),
                },
              ]
            : []),
          {
            label: { ja: "規約", en: "Terms" },
            value: acceptances[0] ? (
              <>
                {t({ ja: `第${acceptances[0].version}版 `, en: `Version ${acceptances[0].version}, ` })}
                <DateText at={acceptances[0].acceptedAt} />
              </>
            ) : (
              t({ ja: "まだ同意していません", en: "Not accepted yet" })
            ),
          },
          ...holdings
            .filter(({ state }) => state === "active" || state === "waiting")
            .map(({ name, state, until: end, holdingId }) => ({
              label: { ja: `${name.ja}`, en: `${name.en}` },
              under: holdingId.slice(-4),
              value: state === "waiting" ? t({ ja: "確認待ち", en: "waits for staff" }) : until(end),
            })),
        ]}
      />
      <History whole={whole} />
      <Acts member={member} />
    </Section>
  )
}

/** Why she has this rank: every rank with what is missing to it. */
function RankWhy({ why }: { why: Why }) {
  const t = useText()
  const amount = (n: number) =>
    why.metric === "spend" ? <MoneyText minor={n} currency={why.currency} /> : <NumberText value={n} />
  const held = why.ranks.find(({ isHeld }) => isHeld)
  return (
    <WhyPanel
      question={{ ja: "なぜこのランクか", en: "Why this rank" }}
      subject={held?.name ?? same("—")}
      conditions={why.ranks.map(({ name, needs, missing }) => ({
        label: name,
        passed: missing === 0,
        value: (
          <>
            {amount(why.total)} / {amount(needs)}
            {missing > 0 && (
              <>
                {t({ ja: "（あと ", en: " (" })}
                {amount(missing)}
                {t({ ja: "）", en: " more)" })}
              </>
            )}
          </>
        ),
      }))}
      outcome={[
        ...(why.countsFrom
          ? [{ label: { ja: "数える期間", en: "Counted since" }, value: <DateText at={why.countsFrom} only="date" /> }]
          : []),
        ...(why.keepsUntil
          ? [
              {
                label: { ja: "このままなら下がる日", en: "Lost, if nothing comes" },
                value: (
                  <>
                    <DateText at={why.keepsUntil} only="date" />
                    {why.missingToKeep > 0 && (
                      <>
                        {t({ ja: "（続けるには あと ", en: " (to keep it: " })}
                        {amount(why.missingToKeep)}
                        {t({ ja: "）", en: " more)" })}
                      </>
                    )}
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

const reasons: Readonly<Record<NonNullable<Whole["history"]>[number]["why"], Text>> = {
  enrolled: { ja: "入会したとき", en: "on joining" },
  reached: { ja: "条件に届いた", en: "reached it" },
  judged: { ja: "判定の日に足りなかった", en: "fell short at a judgement" },
  refunded: { ja: "返金で足りなくなった", en: "a refund took it" },
}

function History({ whole: { history = [], why } }: { whole: Whole }) {
  const t = useText()
  if (history.length < 2) return null
  const nameOf = (key: string) => {
    const name = why?.ranks.find((rank) => rank.key === key)?.name
    return name ? t(name) : key
  }
  return (
    <ul className="customer-list">
      {history.slice(0, 5).map(({ to, at, recordedAt, why: reason }) => (
        <li key={recordedAt.toISOString()}>
          <span>
            {nameOf(to)}
            <span className="under">{t(reasons[reason])}</span>
          </span>
          <span className="end">
            <DateText at={at} only="date" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Acts({ member: { customerId } }: { member: Member }) {
  const t = useText()
  const may = useMay()
  const [asking, setAsking] = useState<"leave" | "card" | "plan">()
  const close = () => setAsking(undefined)
  const leave = useAct(deleteMember, { done: close })
  const card = useAct(postMemberCard, { refresh: [getMember], done: close })
  if (!may("loyalty:write")) return null
  return (
    <div className="button-row">
      <Button look="text" label={{ ja: "プランをつける", en: "Give a plan" }} onClick={() => setAsking("plan")} />
      <Button look="text" label={{ ja: "会員証を替える", en: "Replace the card" }} onClick={() => setAsking("card")} />
      <Button look="text" label={{ ja: "退会", en: "End it" }} onClick={() => setAsking("leave")} />
      <ConfirmDialog
        open={asking === "card"}
        onClose={close}
        title={{ ja: "会員証を替える", en: "Replace the card" }}
        confirm={{ ja: "替える", en: "Replace" }}
        busy={card.busy}
        onConfirm={() => card.run({ customerId })}
      >
        <p>
          {t({ ja: "いまの番号は使えなくなり、新しい番号になります。", en: "The old number opens nothing any more." })}
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "leave"}
        onClose={close}
        look="danger"
        title={{ ja: "退会", en: "End the membership" }}
        confirm={{ ja: "退会させる", en: "End it" }}
        busy={leave.busy}
        onConfirm={() => leave.run({ customerId })}
      >
        <p>
          {t({
            ja: "ランクとプランがなくなり、会員証が使えなくなります。もう一度入会できます。",
            en: "Rank and plans are gone and the card opens nothing. She can join again.",
          })}
        </p>
      </ConfirmDialog>
      {asking === "plan" && <GivePlan customerId={customerId} onClose={close} />}
    </div>
  )
}

function GivePlan({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const t = useText()
  const plans = useCall(listPlans, {})
  const [planId, setPlanId] = useState("")
  const [reason, setReason] = useState("")
  const [key] = useState(() => crypto.randomUUID())
  const give = useAct(putMemberPlan, { refresh: [getMember, listPlans], done: onClose })
  const open =
    plans.data?.plans.flatMap(({ planId, live }) => (live && !live.document.isClosed ? [{ planId, live }] : [])) ?? []
  const isReady = planId !== "" && reason.trim() !== ""
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "プランをつける", en: "Give a plan" }}
      actions={
        <Button
          look="go"
          label={{ ja: "つける", en: "Give it" }}
          busy={give.busy}
          dimmed={!isReady}
          onClick={isReady ? () => give.run({ customerId, planId, reason, key }) : undefined}
        />
      }
    >
      {plans.data && open.length === 0 ? (
        <p>{t({ ja: "公開しているプランがありません。", en: "No plan is published." })}</p>
      ) : (
        <Fields>
          <Field label={{ ja: "プラン", en: "Plan" }}>
            <Select
              value={planId}
              onChange={setPlanId}
              options={open.map(({ planId, live }) => ({ value: planId, label: live.document.name }))}
            />
          </Field>
          <Field label={{ ja: "理由", en: "Reason" }} hint={{ ja: "記録に残ります", en: "It is kept" }}>
            <TextInput value={reason} onChange={setReason} maxLength={500} />
          </Field>
        </Fields>
      )}
    </Dialog>
  )
}
