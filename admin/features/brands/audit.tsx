import { useState } from "react"
import { checkAudit, listAudit } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CodeBlock } from "../../../ui/copy.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns } from "../../../ui/layout.tsx"
import { Filters, Segments } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import type { Reply } from "../../app/call.ts"
import { FailedCall, Loaded } from "../../app/loaded.tsx"
import { useSession } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { actions, actionWords, actorWords, subjectWords } from "./audit-words.ts"

type Line = Reply<typeof listAudit>["items"][number]
type Chain = "brand" | "installation"

/** Who did what when: a chain in which nothing can be changed unnoticed. */
export function Audit({ search, setSearch }: PageProps<"/settings/audit">) {
  const { staff } = useSession()
  const chain: Chain = search.of === "installation" && staff.runsInstallation ? "installation" : "brand"
  const [open, setOpen] = useState<Line>()
  const lines = useList(
    listAudit,
    { of: chain, ...(search.action && { action: search.action }), ...(search.subject && { subject: search.subject }) },
    { keep: true },
  )
  const conditions = [
    ...(search.action ? [actionWords(search.action)] : []),
    ...(search.subject ? [same(search.subject)] : []),
  ]
  return (
    <SettingsPage title={{ ja: "監査ログ", en: "Audit log" }} actions={<Verify chain={chain} />}>
      <Filters
        spread={
          staff.runsInstallation && (
            <Segments
              label={{ ja: "範囲", en: "Of" }}
              options={[
                { key: "brand", label: { ja: "このブランド", en: "This brand" } },
                { key: "installation", label: { ja: "全体", en: "Installation" } },
              ]}
              value={chain}
              onChange={(of) => setSearch({ of: of === "brand" ? undefined : of })}
            />
          )
        }
      >
        <Select
          short
          value={search.action ?? "any"}
          onChange={(action) => setSearch({ action: action === "any" ? undefined : action })}
          label={{ ja: "したこと", en: "Action" }}
          options={[
            { value: "any", label: { ja: "すべてのしたこと", en: "All actions" } },
            ...actions.map((value) => ({ value, label: actionWords(value) })),
          ]}
        />
        <SearchField
          value={search.subject ?? ""}
          onChange={(subject) => setSearch({ subject: subject || undefined })}
          label={{ ja: "対象", en: "Subject" }}
          example={{ ja: "対象（例：settings:look）", en: "Subject, such as settings:look" }}
        />
      </Filters>
      <Loaded of={lines} what={{ ja: "監査ログを読み込めませんでした", en: "The audit log could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Lines items={items} onOpen={setOpen} />
              <Pager shown={items.length} more={lines.more} busy={lines.isFetchingNextPage} onMore={lines.readMore} />
            </>
          ) : conditions.length > 0 ? (
            <FilteredToNothing
              conditions={conditions}
              onClear={() => setSearch({ action: undefined, subject: undefined })}
            />
          ) : (
            <Empty
              title={{ ja: "まだ記録がありません", en: "Nothing is recorded yet" }}
              why={{
                ja: "設定や権限を変えると、ここに残ります。",
                en: "Changes of settings and rights are kept here.",
              }}
            />
          )
        }
      </Loaded>
      <Detail line={open} onClose={() => setOpen(undefined)} />
    </SettingsPage>
  )
}

function Lines({ items, onOpen }: { items: readonly Line[]; onOpen: (line: Line) => void }) {
  const columns: Column<Line>[] = [
    { key: "action", head: { ja: "したこと", en: "Action" }, cell: (line) => <Action of={line} /> },
    {
      key: "subject",
      head: { ja: "対象", en: "Subject" },
      cell: (line) => <Words of={subjectWords(line.subject)} />,
    },
    {
      key: "who",
      head: { ja: "だれが", en: "By" },
      cell: (line) => line.actorName ?? <Words of={actorWords(line.actor)} />,
    },
    { key: "at", head: { ja: "いつ", en: "When" }, end: true, cell: (line) => <DateText at={line.at} /> },
  ]
  return (
    <Table
      label={{ ja: "監査ログ", en: "Audit log" }}
      columns={columns}
      rows={items}
      rowKey={(line) => String(line.seq)}
      onOpen={onOpen}
    />
  )
}

function Words({ of: text }: { of: Text }) {
  const t = useText()
  return <>{t(text)}</>
}

function Action({ of: line }: { of: Line }) {
  const t = useText()
  return <>{t(actionWords(line.action))}</>
}

function Detail({ line, onClose }: { line: Line | undefined; onClose: () => void }) {
  const t = useText()
  const { moment } = useFormat()
  const shown = (value: unknown) => (value === null || value === undefined ? "—" : JSON.stringify(value, null, 2))
  return (
    <Dialog open={line !== undefined} wide onClose={onClose} title={line ? actionWords(line.action) : same("")}>
      {line && (
        <>
          <p className="small quiet">
            {moment(line.at)}　{line.actorName ?? t(actorWords(line.actor))}　{line.ip}　
            <code>
              {line.action} #{line.seq}
            </code>
          </p>
          <p className="small quiet">
            {t({ ja: "対象：", en: "Subject: " })}
            <code>{line.subject}</code>
          </p>
          <Columns split="6-6">
            <div>
              <h3>{t({ ja: "まえ", en: "Before" })}</h3>
              <CodeBlock text={shown(line.before)} label={{ ja: "まえ", en: "Before" }} />
            </div>
            <div>
              <h3>{t({ ja: "あと", en: "After" })}</h3>
              <CodeBlock text={shown(line.after)} label={{ ja: "あと", en: "After" }} />
            </div>
          </Columns>
        </>
      )}
    </Dialog>
  )
}

/** Walks the whole chain and says whether a line was changed, taken out or put in. */
function Verify({ chain }: { chain: Chain }) {
  const t = useText()
  const { number } = useFormat()
  const [asked, setAsked] = useState(false)
  const check = useCall(checkAudit, { of: chain }, { when: asked })
  return (
    <>
      <span className="small" role="status">
        {check.error && <FailedCall error={check.error} />}
        {check.data?.intact === true && (
          <Status
            is="done"
            label={{
              ja: `${number(check.data.entries)}件すべてつながっています`,
              en: `All ${number(check.data.entries)} lines hold`,
            }}
          />
        )}
        {check.data?.intact === false && (
          <Status
            is="failed"
            label={{ ja: `${check.data.brokenAt}番で切れています`, en: `Broken at line ${check.data.brokenAt}` }}
          />
        )}
      </span>
      <Button
        label={{ ja: "つながりを確かめる", en: "Verify the chain" }}
        busy={check.isFetching}
        onClick={() => (asked ? void check.refetch() : setAsked(true))}
      />
      {check.data?.intact === true && (
        <span className="hidden-text">{t({ ja: `先頭 ${check.data.head}`, en: `Head ${check.data.head}` })}</span>
      )}
    </>
  )
}
