import { useEffect, useState } from "react"
import {
  campaignNumbers,
  getCampaign,
  listCampaigns,
  moveCampaign,
  pauseCampaign,
  resumeCampaign,
  stopCampaign,
} from "../../../server/capabilities/campaigns/contract.ts"
import type { CampaignView } from "../../../server/capabilities/campaigns/model-views.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Progress } from "../../../ui/states.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Numbers } from "./numbers.tsx"
import { PeopleBehind } from "./people-behind.tsx"
import { pauseWords } from "./words.ts"

type Props = Pick<PageProps, "search" | "setSearch"> & { campaign: CampaignView; isMoving: boolean }

/** A campaign that was launched: how far it is, what can be done about it, and what came of it. */
export function Running({ campaign, isMoving, search, setSearch }: Props) {
  const { campaignId } = campaign
  // What is open moves, also where the campaign itself has just been seen to be over.
  const [isOpen, setOpen] = useState(true)
  const numbers = useCall(campaignNumbers, { campaignId }, { keep: true, everyMs: isMoving || isOpen ? 3_000 : 30_000 })
  const open = numbers.data?.open
  useEffect(() => setOpen(open !== 0), [open])
  return (
    <>
      <HowFar campaign={campaign} />
      <Loaded of={numbers} what={{ ja: "数字を読み込めませんでした", en: "The numbers could not be loaded" }}>
        {(found) =>
          found.planned + found.passedOver.length === 0 ? null : (
            <Numbers campaign={campaign} numbers={found} search={search} setSearch={setSearch} />
          )
        }
      </Loaded>
      {search.state && <PeopleBehind campaignId={campaignId} search={search} setSearch={setSearch} />}
    </>
  )
}

function HowFar({ campaign }: { campaign: CampaignView }) {
  const t = useText()
  const { occurrences, state, pauseReason } = campaign
  if (state === "finished") return <Sendings campaign={campaign} />
  const now = occurrences.find((it) => it.state !== "finished" && it.state !== "scheduled") ?? occurrences.at(-1)
  const next = occurrences.find((it) => it.state === "scheduled")
  return (
    <Section title={{ ja: "いまの様子", en: "How far it is" }} first>
      <Stack near>
        {state === "paused" && pauseReason && <Note>{t(pauseWords[pauseReason])}</Note>}
        {state === "stalled" && (
          <Note>
            {t({
              ja: "5分のあいだ、一通も進んでいません。送信の状態（メールの記録・滞った処理）をお確かめください。",
              en: "Nothing has moved for five minutes. Look at the way out of mails and at what is stuck.",
            })}
          </Note>
        )}
        {now && now.letters > 0 && (
          <Progress
            label={
              occurrences.length > 1
                ? { ja: `${now.occurrence}回め`, en: `No. ${now.occurrence}` }
                : { ja: "済んだ通数", en: "Letters dealt with" }
            }
            done={now.letters - now.open}
            of={now.state === "planning" ? null : now.letters}
          />
        )}
        {next && (
          <p>
            {t({ ja: "次の配信 ", en: "Next " })}
            <DateText at={next.dueAt} beside />
          </p>
        )}
        {occurrences.some((it) => it.state === "missed") && (
          <p className="quiet">
            {t({
              ja: "止まっているあいだに日時を過ぎたため、送らなかった回があります。",
              en: "One was not sent: its moment passed while nothing ran.",
            })}
          </p>
        )}
        <Steering campaign={campaign} {...(next && { next })} />
      </Stack>
    </Section>
  )
}

/** When a series went, and to how many; of what went once, the numbers tell. */
function Sendings({ campaign: { occurrences } }: { campaign: CampaignView }) {
  const t = useText()
  const { number } = useFormat()
  if (occurrences.length < 2) return null
  const said = (isMissed: boolean, letters: number): Text =>
    isMissed ? { ja: "送らなかった", en: "Not sent" } : { ja: `${number(letters)}通`, en: `${number(letters)} letters` }
  return (
    <Section title={{ ja: "これまでの配信", en: "Its sendings" }} first>
      <Rows
        rows={occurrences.map(({ occurrence, dueAt, state, letters }) => ({
          label: { ja: `${occurrence}回め`, en: `No. ${occurrence}` },
          under: <DateText at={dueAt} />,
          value: <span className="num">{t(said(state === "missed", letters))}</span>,
        }))}
      />
    </Section>
  )
}

function Steering({ campaign, next }: { campaign: CampaignView; next?: CampaignView["occurrences"][number] }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const { number } = useFormat()
  const [asked, setAsked] = useState<"stop" | "move">()
  const { campaignId, state, pauseReason } = campaign
  const refresh = [getCampaign, listCampaigns, campaignNumbers]
  const resume = useAct(resumeCampaign, { refresh })
  const pause = useAct(pauseCampaign, {
    refresh,
    done: () => toast({ words: { ja: "一時停止しました。", en: "Paused." }, undo: () => resume.run({ campaignId }) }),
  })
  const stop = useAct(stopCampaign, { refresh })
  if (!may("messages:send")) return null
  const isRunning = ["scheduled", "planning", "sending", "stalled"].includes(state)
  const open = campaign.occurrences.reduce((sum, it) => sum + it.open, 0)
  return (
    <>
      <ButtonRow>
        {isRunning && (
          <Button label={{ ja: "一時停止", en: "Pause" }} busy={pause.busy} onClick={() => pause.run({ campaignId })} />
        )}
        {state === "paused" && pauseReason !== "render-failures" && (
          <Button
            look="go"
            label={{ ja: "再開する", en: "Resume" }}
            busy={resume.busy}
            onClick={() => resume.run({ campaignId })}
          />
        )}
        {next && (state === "scheduled" || state === "paused") && (
          <Button label={{ ja: "日時を変える", en: "Move" }} onClick={() => setAsked("move")} />
        )}
        {(isRunning || state === "paused") && (
          <Button
            look="danger"
            label={{ ja: "中止する", en: "Stop" }}
            busy={stop.busy}
            onClick={() => setAsked("stop")}
          />
        )}
      </ButtonRow>
      <ConfirmDialog
        open={asked === "stop"}
        onClose={() => setAsked(undefined)}
        look="danger"
        title={{ ja: "中止しますか", en: "Stop it?" }}
        confirm={{ ja: "中止する", en: "Stop" }}
        onConfirm={() => {
          setAsked(undefined)
          stop.run({ campaignId })
        }}
      >
        <p>
          {t({
            ja: `まだ送られていない${number(open)}通は送られません。送ったぶんは戻せません。`,
            en: `${number(open)} that have not left are not sent. What has left can't be taken back.`,
          })}
        </p>
      </ConfirmDialog>
      {asked === "move" && next && (
        <Move
          campaignId={campaignId}
          occurrence={next.occurrence}
          dueAt={next.dueAt}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

type MoveProps = { campaignId: string; occurrence: number; dueAt: Date; onClose: () => void }

/** Another moment for what has not begun. */
export function Move({ campaignId, occurrence, dueAt, onClose }: MoveProps) {
  const toast = useToast()
  const [at, setAt] = useState<Date | null>(dueAt)
  const move = useAct(moveCampaign, {
    done: () => {
      onClose()
      toast({
        words: { ja: "日時を変えました。", en: "It is moved." },
        undo: () => move.run({ campaignId, occurrence, dueAt }),
      })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "配信の日時を変える", en: "Move this sending" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "日時を変える", en: "Move" }}
            busy={move.busy}
            dimmed={at === null}
            onClick={() => at && move.run({ campaignId, occurrence, dueAt: at })}
          />
        </>
      }
    >
      <Field label={{ ja: "新しい日時", en: "New time" }} group>
        <MomentInput value={at} onChange={setAt} />
      </Field>
    </Dialog>
  )
}
