import { useState } from "react"
import { listReady, listTemplates } from "../../../server/capabilities/templates/contract.ts"
import type { Template } from "../../../server/capabilities/templates/model.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { joined, same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { NewTemplate } from "./new-template.tsx"
import "./templates.css"
import { channelWords, intents, standings, useWords } from "./words.ts"

const states = [
  { value: "open", label: { ja: "使うもの", en: "To work with" } },
  { value: "live", label: { ja: "公開ずみだけ", en: "Published only" } },
  { value: "draft", label: { ja: "下書きだけ", en: "Drafts only" } },
  { value: "archived", label: { ja: "しまったもの", en: "Archived" } },
  { value: "bin", label: { ja: "ごみ箱", en: "Bin" } },
] as const

/** Letters that operators write, with where each is used. */
export function Templates({ search, setSearch }: PageProps<"/templates">) {
  const may = useMay()
  const [making, setMaking] = useState(false)
  const query = search.q ?? ""
  const state = states.find(({ value }) => value === search.state)?.value ?? "open"
  const list = useCall(listTemplates, { state, ...(query && { query }) }, { keep: true })
  const isFiltered = query !== "" || state !== "open"
  const conditions: Text[] = [
    ...(query ? [same(`「${query}」`)] : []),
    ...states.filter(({ value }) => value === state && value !== "open").map(({ label }) => label),
  ]
  return (
    <Page
      title={{ ja: "テンプレート", en: "Templates" }}
      actions={
        <>
          <ButtonLink look="text" label={{ ja: "共有ブロック", en: "Shared blocks" }} to="/templates/shared" />
          {may("messages:write") && (
            <Button
              look="go"
              label={{ ja: "テンプレートを作る", en: "New template" }}
              onClick={() => setMaking(true)}
            />
          )}
        </>
      }
    >
      <Filters>
        <SearchField
          value={query}
          onChange={(q) => setSearch({ q })}
          label={{ ja: "テンプレートを探す", en: "Find a template" }}
          example={{ ja: "名前・件名", en: "Name or subject" }}
        />
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={state}
          onChange={(value) => setSearch({ state: value === "open" ? "" : value })}
          options={states}
        />
      </Filters>
      <Loaded
        of={list}
        rows={8}
        what={{ ja: "テンプレートを読み込めませんでした", en: "The templates could not be loaded" }}
      >
        {({ items }) =>
          items.length > 0 ? (
            <Table
              label={{ ja: "テンプレート", en: "Templates" }}
              columns={columns}
              rows={items}
              rowKey={({ templateId }) => templateId}
              to={({ templateId }) => `/templates/${templateId}`}
            />
          ) : isFiltered ? (
            <FilteredToNothing conditions={conditions} onClear={() => setSearch({ q: "", state: "" })} />
          ) : (
            <None onMake={() => setMaking(true)} />
          )
        }
      </Loaded>
      <NewTemplate open={making} onClose={() => setMaking(false)} />
    </Page>
  )
}

const columns: Column<Template>[] = [
  { key: "name", head: { ja: "テンプレート", en: "Template" }, cell: (one) => <Name of={one} /> },
  { key: "channels", head: { ja: "チャネル", en: "Channels" }, cell: (one) => <Channels of={one} /> },
  { key: "intent", head: { ja: "ねらい", en: "Intent" }, cell: (one) => <Intent of={one} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (one) => <Standing of={one} /> },
  { key: "uses", head: { ja: "使っているところ", en: "Used in" }, cell: (one) => <Uses of={one} /> },
  {
    key: "changed",
    head: { ja: "変えた日", en: "Changed" },
    cell: (one) => <DateText at={one.changedAt} only="date" />,
  },
]

function Name({ of: { name, firstWords } }: { of: Template }) {
  const t = useText()
  const { language } = useSurroundings()
  const first = firstWords[language] ?? firstWords.ja ?? firstWords.en
  return (
    <span className="templates-name">
      <b>{t(name)}</b>
      {first && first !== t(name) && <span className="under">{first}</span>}
    </span>
  )
}

function Channels({ of: { channels } }: { of: Template }) {
  const t = useText()
  return <>{t(joined(channels.map((channel) => channelWords[channel])))}</>
}

function Intent({ of: { intent } }: { of: Template }) {
  const t = useText()
  const found = intents.find(({ value }) => value === intent)
  return found ? <>{t(found.label)}</> : null
}

function Standing({ of: { state, hasDraft } }: { of: Template }) {
  const t = useText()
  return (
    <>
      <Status {...standings[state]} />
      {state === "live" && hasDraft && <span className="under">{t({ ja: "書きかけあり", en: "with a draft" })}</span>}
    </>
  )
}

function Uses({ of: { uses } }: { of: Template }) {
  const t = useText()
  const [first] = uses
  if (!first) return <span className="faint">—</span>
  return (
    <>
      {t(useWords(first))}
      {uses.length > 1 && (
        <span className="under">{t({ ja: `ほか${uses.length - 1}か所`, en: `and ${uses.length - 1} more` })}</span>
      )}
    </>
  )
}

function None({ onMake }: { onMake: () => void }) {
  const may = useMay()
  const ready = useCall(listReady, {})
  const count = ready.data?.items.length ?? 0
  return (
    <Empty
      title={{ ja: "テンプレートがまだありません", en: "There are no templates yet" }}
      why={{
        ja: `メール・LINE・SMS・プッシュの文面を、ひとつの下書きから作ります。用意された${count}通から始めることもできます。`,
        en: `One draft becomes mail, LINE, SMS and push. You can begin with one of ${count} ready-made letters.`,
      }}
      action={
        may("messages:write") && (
          <Button look="go" label={{ ja: "テンプレートを作る", en: "New template" }} onClick={onMake} />
        )
      }
    />
  )
}
