import { useState } from "react"
import {
  getQuest,
  listAwards,
  listQuests,
  publishQuestDraft,
  putQuestState,
} from "../../../server/capabilities/quests/contract.ts"
import type { QuestState } from "../../../server/capabilities/quests/model.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { PublishChecks } from "../../app/publish-checks.tsx"
import { either, kindWords, nameOf, prizeWords, standingOf } from "./words.ts"

type Whole = Reply<typeof getQuest>

/** One quest: who completed it, how its answers fell, what stands in the way of publishing. */
export function QuestPage({ params }: PageProps<"/quests/$questId">) {
  const whole = useCall(getQuest, { questId: params.questId }, { everyMs: 30_000, keep: true })
  return (
    <Loaded of={whole} what={{ ja: "クエストを読み込めませんでした", en: "The quest could not be loaded" }}>
      {(found) => <Shown whole={found} />}
    </Loaded>
  )
}

function Shown({ whole }: { whole: Whole }) {
  const { quest, checks } = whole
  const t = useText()
  const may = useMay()
  const shown = quest.live ?? quest.draft
  if (!shown) return null
  const isQuiz = shown.task.kind === "trivia"
  return (
    <Page
      title={nameOf(shown)}
      above={[{ label: { ja: "クエスト", en: "Quests" }, to: "/quests" }]}
      facts={[
        t(kindWords(shown.task.kind)),
        t(prizeWords(shown.prize)),
        <Status key="s" {...standingOf(quest.state)} />,
      ]}
      actions={
        may("loyalty:write") && (
          <>
            <States questId={quest.questId} state={quest.state} />
            <ButtonLink label={{ ja: "直す", en: "Edit" }} to={`/quests/${quest.questId}/edit`} />
            {quest.draft && <Publish whole={whole} />}
          </>
        )
      }
    >
      <Stack>
        <Section title={{ ja: "進み具合", en: "How it does" }} first>
          <Kpis
            kpis={[
              { label: { ja: "達成", en: "Completed" }, value: <NumberText value={quest.completed} />, to: "#awards" },
              { label: { ja: "達成した人", en: "People" }, value: <NumberText value={quest.people} />, to: "#awards" },
              ...(isQuiz
                ? [{ label: { ja: "答えた人", en: "People who tried" }, value: <NumberText value={quest.tried} /> }]
                : []),
              {
                label: { ja: "渡したポイント", en: "Points given" },
                value: <NumberText value={quest.points} unit="pt" />,
              },
            ]}
          />
        </Section>
        <Columns split="7-5">
          <Awards questId={quest.questId} />
          <Stack>
            <PublishChecks checks={checks} />
            {isQuiz && <Answers whole={whole} />}
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}

function Publish({ whole: { quest, checks } }: { whole: Whole }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const publish = useAct(publishQuestDraft, { refresh: [getQuest, listQuests], done: () => setAsking(false) })
  return (
    <>
      <Button look="go" label={{ ja: "公開する", en: "Publish" }} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "クエストを公開する", en: "Publish this quest" }}
        confirm={{ ja: "公開する", en: "Publish it" }}
        busy={publish.busy}
        onConfirm={() => publish.run({ questId: quest.questId, basedOn: quest.revision })}
      >
        {checks.map(({ code, text }) => (
          <p key={code}>{t(text)}</p>
        ))}
        <p>{t({ ja: "会員のマイページに並びます。", en: "It appears on members’ own pages." })}</p>
      </ConfirmDialog>
    </>
  )
}

type Next = { readonly state: Exclude<QuestState, "draft">; readonly label: Text }
const steps: Readonly<Record<QuestState, readonly Next[]>> = {
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

function States({ questId, state }: { questId: string; state: QuestState }) {
  const change = useAct(putQuestState, { refresh: [getQuest, listQuests] })
  return steps[state].map((next) => (
    <Button
      key={next.state}
      label={next.label}
      busy={change.busy}
      onClick={() => change.run({ questId, state: next.state })}
    />
  ))
}

type Award = Reply<typeof listAwards>["items"][number]

function Awards({ questId }: { questId: string }) {
  const t = useText()
  const list = useList(listAwards, { questId, limit: 20 }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<Award>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) =>
        customerId === null ? (
          "—"
        ) : (
          <Link to={`/customers/${customerId}`}>
            {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
          </Link>
        ),
    },
    { key: "at", head: { ja: "達成した日", en: "When" }, cell: ({ awardedAt }) => <DateText at={awardedAt} /> },
    {
      key: "state",
      head: { ja: "状態", en: "State" },
      cell: ({ revokedAt }) =>
        revokedAt ? (
          <Status is="none" label={{ ja: "返品で取り消し", en: "Taken back" }} />
        ) : (
          <Status is="done" label={{ ja: "達成", en: "Completed" }} />
        ),
    },
    {
      key: "points",
      head: { ja: "ポイント", en: "Points" },
      end: true,
      cell: ({ points }) => <NumberText value={points} unit="pt" />,
    },
  ]
  return (
    <div id="awards">
      <Section title={{ ja: "達成した人", en: "Who completed it" }}>
        <Loaded of={list} what={{ ja: "一覧を読み込めませんでした", en: "The list could not be loaded" }}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={{ ja: "まだいません", en: "Nobody yet" }}
                why={{ ja: "達成した人から、ここに並びます。", en: "Whoever completes it is listed here." }}
              />
            ) : (
              <>
                <Table
                  label={{ ja: "達成した人", en: "Who completed it" }}
                  columns={columns}
                  rows={items}
                  rowKey={({ awardId }) => awardId}
                />
                <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
              </>
            )
          }
        </Loaded>
      </Section>
    </div>
  )
}

/** Of each question, how often each choice was taken: what people know of the goods, and what they don't. */
function Answers({ whole: { quest, chosen } }: { whole: Whole }) {
  const t = useText()
  const task = quest.live?.task
  if (task?.kind !== "trivia") return null
  return task.questions.map(({ ask, choices, right }, index) => {
    const own = chosen.filter(({ question }) => question === index)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: questions have no name but their place
      <Section key={index} title={either(ask)}>
        <Rows
          rows={choices.map(({ id, words }) => ({
            label: same(`${t(either(words))}${id === right ? t({ ja: "（正解）", en: " (right)" }) : ""}`),
            value: <NumberText value={own.find(({ choice }) => choice === id)?.count ?? 0} />,
          }))}
        />
      </Section>
    )
  })
}
