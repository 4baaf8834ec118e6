import "./imports.css"
import { useState } from "react"
import { getConnection, listImports, postImport } from "../../../server/capabilities/klaviyo/contract.ts"
import { Button, ButtonLink, ButtonRow } from "../../../ui/button.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { instantOf } from "../../../ui/wall-clock.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useSession } from "../../app/session.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { KlaviyoKey } from "./klaviyo-key.tsx"
import { type Run, runStates } from "./klaviyo-words.ts"

/** Bringing everything over from Klaviyo: the key, the start, and what was brought in so far. */
export function Klaviyo() {
  const t = useText()
  const connection = useCall(getConnection, {})
  const runs = useList(listImports, {}, { keep: true, everyMs: 5_000 })
  return (
    <Page
      title={{ ja: "Klaviyo から取り込む", en: "Bring in from Klaviyo" }}
      above={[{ label: { ja: "取り込み", en: "Imports" }, to: "/imports" }]}
      over={t({
        ja: "お客様と同意、リスト、出来事。何度取り込んでも、同じものは増えません",
        en: "People and consents, lists, events. Brought in again, nothing comes twice",
      })}
    >
      <Stack>
        <Section first title={{ ja: "鍵", en: "Key" }}>
          <Loaded of={connection} rows={2}>
            {(it) => <KlaviyoKey connection={it} />}
          </Loaded>
        </Section>
        <Loaded
          of={runs}
          rows={3}
          what={{ ja: "取り込みの一覧を読み込めませんでした", en: "The imports could not be loaded" }}
        >
          {({ items }) => (
            <Stack>
              {connection.data?.connected && <Start unended={items.find((it) => open.has(it.state))} />}
              {items.length > 0 && (
                <Section title={{ ja: "これまで", en: "So far" }}>
                  <Table
                    label={{ ja: "Klaviyo からの取り込み", en: "Imports from Klaviyo" }}
                    columns={columns}
                    rows={items}
                    rowKey={(it) => it.importId}
                    to={(it) => `/imports/klaviyo/${it.importId}`}
                  />
                  <Pager shown={items.length} more={runs.more} busy={runs.isFetchingNextPage} onMore={runs.readMore} />
                </Section>
              )}
            </Stack>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}

const open: ReadonlySet<Run["state"]> = new Set(["running", "paused", "failed"])

function Start({ unended }: { unended: Run | undefined }) {
  const t = useText()
  const { brand } = useSession()
  const { go } = useWay()
  const [since, setSince] = useState<string | null>(null)
  const begin = useAct(postImport, { done: ({ importId }) => go(`/imports/klaviyo/${importId}`) })
  if (unended)
    return (
      <Section title={{ ja: "取り込み", en: "Import" }}>
        <Stack near>
          <p>{t({ ja: "まだ終わっていない取り込みがあります。", en: "An import has not ended yet." })}</p>
          <ButtonRow>
            <ButtonLink
              look="go"
              label={{ ja: "その取り込みを開く", en: "Open it" }}
              to={`/imports/klaviyo/${unended.importId}`}
            />
          </ButtonRow>
        </Stack>
      </Section>
    )
  return (
    <Section title={{ ja: "取り込み", en: "Import" }}>
      <Stack near>
        <Fields>
          <Field
            optional
            label={{ ja: "この日からの出来事", en: "Events since" }}
            hint={{
              ja: "空にすると、すべての出来事を取り込みます。お客様とリストは、いつもすべて入ります。メールは送られません。",
              en: "Empty brings in all events. People and lists always come over in full. No mail goes out.",
            }}
          >
            <DateInput value={since} onChange={setSince} clearable />
          </Field>
        </Fields>
        <ButtonRow>
          <Button
            look="go"
            label={{ ja: "取り込みを始める", en: "Begin" }}
            busy={begin.busy}
            onClick={() =>
              begin.run({ eventsSince: since === null ? null : new Date(instantOf(since, "00:00", brand.zone)) })
            }
          />
        </ButtonRow>
      </Stack>
    </Section>
  )
}

const columns: readonly Column<Run>[] = [
  { key: "at", head: { ja: "日時", en: "When" }, cell: (it) => <DateText at={it.createdAt} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (it) => <Status {...runStates[it.state]} /> },
  {
    key: "new",
    head: { ja: "新しいお客様", en: "New people" },
    end: true,
    cell: (it) => <NumberText value={it.tally.peopleNew} />,
  },
  {
    key: "events",
    head: { ja: "新しい出来事", en: "New events" },
    end: true,
    cell: (it) => <NumberText value={it.tally.eventsNew} />,
  },
  {
    key: "problems",
    head: { ja: "気づいたこと", en: "Findings" },
    end: true,
    cell: (it) => <NumberText value={it.problems} />,
  },
]
