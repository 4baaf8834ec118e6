import { useState } from "react"
import {
  getReward,
  listRewards,
  publishRewardDraft,
  putRewardState,
} from "../../../server/capabilities/rewards/contract.ts"
import type { RewardState } from "../../../server/capabilities/rewards/model.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Checks } from "./checks.tsx"
import { Redemptions } from "./redemptions.tsx"
import { kindWords, nameOf, standingOf } from "./words.ts"

type Whole = Reply<typeof getReward>

/** One reward: how it does, who has it, and what stands in the way of publishing. */
export function RewardPage({ params }: PageProps<"/rewards/$rewardId">) {
  const whole = useCall(getReward, { rewardId: params.rewardId, days: 30 }, { everyMs: 30_000, keep: true })
  return (
    <Loaded of={whole} what={{ ja: "特典を読み込めませんでした", en: "The reward could not be loaded" }}>
      {(found) => <Shown whole={found} />}
    </Loaded>
  )
}

function Shown({ whole }: { whole: Whole }) {
  const { reward } = whole
  const t = useText()
  const may = useMay()
  const shown = reward.live ?? reward.draft
  if (!shown) return null
  const isEvent = shown.gives.kind === "experience"
  return (
    <Page
      title={nameOf(shown)}
      above={[{ label: { ja: "特典", en: "Rewards" }, to: "/rewards" }]}
      facts={[
        t(kindWords(shown.gives.kind)),
        t({ ja: `${shown.points}ポイント`, en: `${shown.points} points` }),
        <Status key="state" {...standingOf(reward.state)} />,
      ]}
      actions={
        may("loyalty:write") && (
          <>
            <States rewardId={reward.rewardId} state={reward.state} />
            <ButtonLink label={{ ja: "直す", en: "Edit" }} to={`/rewards/${reward.rewardId}/edit`} />
            {reward.draft && <Publish whole={whole} />}
          </>
        )
      }
    >
      <Stack>
        <Numbers whole={whole} />
        <Columns split="7-5">
          <Redemptions
            rewardId={reward.rewardId}
            title={isEvent ? { ja: "出欠", en: "Who is coming" } : { ja: "交換の記録", en: "Redemptions" }}
          />
          <Stack>
            <Checks judged={whole} isPublished={reward.draft === null} />
            <Terms whole={whole} />
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}

function Publish({ whole: { reward, checks } }: { whole: Whole }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const publish = useAct(publishRewardDraft, { refresh: [getReward, listRewards], done: () => setAsking(false) })
  const stops = checks.filter(({ level }) => level === "stop")
  const warns = checks.filter(({ level }) => level === "warn")
  return (
    <>
      <Button look="go" label={{ ja: "公開する", en: "Publish" }} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "特典を公開する", en: "Publish this reward" }}
        confirm={{ ja: "公開する", en: "Publish it" }}
        busy={publish.busy}
        onConfirm={() => publish.run({ rewardId: reward.rewardId, basedOn: reward.revision })}
      >
        {stops.length > 0 && <p>{t({ ja: "先に直すところがあります。", en: "Something has to be mended first." })}</p>}
        {[...stops, ...warns].map(({ code, text }) => (
          <p key={code}>{t(text)}</p>
        ))}
        <p>
          {t({
            ja: "会員がすぐに交換できるようになります（受付の始まりがあれば、その時から）。",
            en: "Members can have it at once, or from when it opens.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}

type Next = { readonly state: Exclude<RewardState, "draft">; readonly label: Text }
const steps: Readonly<Record<RewardState, readonly Next[]>> = {
  draft: [],
  live: [
    { state: "paused", label: { ja: "休む", en: "Pause" } },
    { state: "ended", label: { ja: "終える", en: "End" } },
  ],
  paused: [
    { state: "live", label: { ja: "再開する", en: "Go on" } },
    { state: "ended", label: { ja: "終える", en: "End" } },
  ],
  ended: [{ state: "live", label: { ja: "もう一度始める", en: "Begin again" } }],
}

function States({ rewardId, state }: { rewardId: string; state: RewardState }) {
  const change = useAct(putRewardState, { refresh: [getReward, listRewards] })
  return steps[state].map((next) => (
    <Button
      key={next.state}
      label={next.label}
      busy={change.busy}
      onClick={() => change.run({ rewardId, state: next.state })}
    />
  ))
}

function Numbers({ whole: { reward, days } }: { whole: Whole }) {
  const t = useText()
  const stock = reward.live?.stock ?? null
  const isEvent = reward.live?.gives.kind === "experience"
  return (
    <Section title={{ ja: "使われ方", en: "How it does" }} first>
      <Kpis
        kpis={[
          { label: { ja: "交換", en: "Redeemed" }, value: <NumberText value={reward.redeemed} />, to: "#redemptions" },
          { label: { ja: "人", en: "People" }, value: <NumberText value={reward.people} />, to: "#redemptions" },
          {
            label: { ja: "使われたポイント", en: "Points spent" },
            value: <NumberText value={reward.points} unit="pt" />,
          },
          {
            label: isEvent ? { ja: "空いている席", en: "Places left" } : { ja: "残り", en: "Left" },
            value:
              stock === null ? (
                t({ ja: "限りなし", en: "No end" })
              ) : (
                <NumberText value={Math.max(0, stock - reward.taken)} />
              ),
            sentence: stock === null,
            remark:
              stock === null
                ? undefined
                : t({ ja: `${stock}のうち${reward.taken}が出ました`, en: `${reward.taken} of ${stock} are taken` }),
          },
          { label: { ja: "取り消し", en: "Cancelled" }, value: <NumberText value={reward.cancelled} /> },
        ]}
      />
      {reward.redeemed > 0 && (
        <BarChart
          label={{ ja: "この30日の交換", en: "Redemptions of the last thirty days" }}
          per={{ ja: "日", en: "Day" }}
          series={[{ name: { ja: "交換", en: "Redeemed" }, look: "main" }]}
          bars={days.map(({ day, redeemed }) => ({
            label: `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`,
            values: [redeemed],
          }))}
        />
      )}
    </Section>
  )
}

function Terms({ whole: { reward } }: { whole: Whole }) {
  const t = useText()
  const shown = reward.live ?? reward.draft
  if (!shown) return null
  const none = t({ ja: "なし", en: "None" })
  const { gives, gates, early } = shown
  return (
    <Section title={{ ja: "約束", en: "Terms" }}>
      <Rows
        rows={[
          ...(gives.kind === "experience"
            ? [
                { label: { ja: "開催", en: "When" }, value: <DateText at={gives.startsAt} /> },
                {
                  label: { ja: "場所", en: "Where" },
                  value: t({ ja: gives.place.ja || gives.place.en, en: gives.place.en || gives.place.ja }),
                },
                { label: { ja: "出欠の締め切り", en: "Answers until" }, value: <DateText at={gives.answerBy} /> },
              ]
            : []),
          { label: { ja: "受付の始まり", en: "Opens" }, value: shown.opensAt ? <DateText at={shown.opensAt} /> : none },
          {
            label: { ja: "受付の終わり", en: "Closes" },
            value: shown.closesAt ? <DateText at={shown.closesAt} /> : none,
          },
          {
            label: { ja: "1人の上限", en: "Most for one person" },
            value: shown.perPerson === null ? none : <NumberText value={shown.perPerson} />,
          },
          {
            label: { ja: "対象", en: "For" },
            value: t(
              gates.ranks.length > 0 || gates.segmentId !== null
                ? { ja: "限られた会員", en: "Some members" }
                : gates.isForMembers
                  ? { ja: "会員", en: "Members" }
                  : { ja: "どなたでも", en: "Everybody" },
            ),
          },
          {
            label: { ja: "先行受付", en: "Early access" },
            value: early === null ? none : t({ ja: `${early.hours}時間前から`, en: `${early.hours} hours before` }),
          },
        ]}
      />
    </Section>
  )
}
