import "./quests.css"
import { listQuests } from "../../../server/capabilities/quests/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { ideas } from "./ideas.ts"
import { type Item, kindWords, nameOf, prizeWords, standingOf } from "./words.ts"

/** What members do for more than buying. */
export function Quests() {
  const may = useMay()
  const quests = useCall(listQuests, {}, { everyMs: 30_000, keep: true })
  return (
    <Page
      title={{ ja: "クエスト", en: "Quests" }}
      actions={
        <>
          <ButtonLink label={{ ja: "会員の意見", en: "Opinions" }} to="/quests/opinions" />
          {may("loyalty:write") && (
            <ButtonLink look="go" label={{ ja: "クエストを作る", en: "Make a quest" }} to="/quests/new" />
          )}
        </>
      }
    >
      <Loaded of={quests} what={{ ja: "クエストを読み込めませんでした", en: "The quests could not be loaded" }}>
        {({ items }) => (
          <Stack>
            {items.length === 0 ? (
              <Empty
                title={{ ja: "まだありません", en: "None yet" }}
                why={{
                  ja: "スタンプカードやクイズ、来店のチャレンジで、お買い物のあいだも楽しんでもらえます。",
                  en: "Stamp cards, quizzes and challenges give members something to do between orders.",
                }}
              />
            ) : (
              <Table
                label={{ ja: "クエスト", en: "Quests" }}
                columns={columns}
                rows={items}
                rowKey={({ questId }) => questId}
                to={({ questId }) => `/quests/${questId}`}
              />
            )}
            {may("loyalty:write") && <Ideas />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

const columns: Column<Item>[] = [
  { key: "name", head: { ja: "クエスト", en: "Quest" }, cell: (one) => <Name of={one} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...standingOf(state)} /> },
  { key: "prize", head: { ja: "もらえるもの", en: "Prize" }, cell: (one) => <Prize of={one} /> },
  {
    key: "completed",
    head: { ja: "達成", en: "Completed" },
    end: true,
    cell: ({ completed }) => <NumberText value={completed} />,
  },
  {
    key: "people",
    head: { ja: "達成した人", en: "People" },
    end: true,
    cell: ({ people }) => <NumberText value={people} />,
  },
]

function Name({ of: { live, draft } }: { of: Item }) {
  const t = useText()
  const shown = live ?? draft
  return (
    <>
      {t(nameOf(shown))}
      <span className="under">
        {shown ? t(kindWords(shown.task.kind)) : ""}
        {live && draft ? t({ ja: "、公開していない変更あり", en: ", with changes to publish" }) : ""}
      </span>
    </>
  )
}

function Prize({ of: { live, draft } }: { of: Item }) {
  const t = useText()
  const shown = live ?? draft
  return shown ? t(prizeWords(shown.prize)) : "—"
}

function Ideas() {
  const t = useText()
  return (
    <Section title={{ ja: "はじめのひとつに", en: "Ideas to begin with" }}>
      <ul className="quests-ideas">
        {ideas.map(({ key, title, about }) => (
          <li key={key}>
            <span>
              {t(title)}
              <small>{t(about)}</small>
            </span>
            <ButtonLink label={{ ja: "これで作る", en: "Use this" }} to={`/quests/new?idea=${key}`} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
