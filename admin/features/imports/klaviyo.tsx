import "./imports.css"
import { useState } from "react"
import { getConnection, listImports, postImport } from "../../../server/capabilities/klaviyo/contract.ts"
import { Button, ButtonLink, ButtonRow } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
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
              {connection.data?.connected && (
                <Start unended={items.find((it) => open.has(it.state))} readAt={connection.data.readAt} />
              )}
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

function Start({ unended, readAt }: { unended: Run | undefined; readAt: Date | null }) {
  const t = useText()
  const { brand } = useSession()
  const { go } = useWay()
  const { moment } = useFormat()
  const [since, setSince] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const onlyChanges = readAt !== null && !all
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
        <p>
          {t(
            readAt
              ? {
                  ja: `前回（${moment(readAt)}）のあとに変わったお客様と出来事だけを取り込みます。リストの所属は、外れた方もわかるように毎回すべて読みます。メールは送られません。`,
                  en: `Brings in the people and events that changed since last time (${moment(readAt)}). Who is on which list is read in full each time, to see who left. No mail goes out.`,
                }
              : {
                  ja: "初回はすべてを取り込みます。次からは、変わった分だけになります。メールは送られません。",
                  en: "The first import brings in everything, later ones only what changed. No mail goes out.",
                },
          )}
        </p>
        <Fields>
          {readAt && (
            <Checkbox
              label={{ ja: "すべて読み直す", en: "Read everything anew" }}
              hint={{
                ja: "Klaviyo の側で更新日時が変わらない直し（一括の書き換えなど）があったときに。同じものは増えません。",
                en: "When something was corrected at Klaviyo without changing when it was updated. Nothing comes twice.",
              }}
              checked={all}
              onChange={setAll}
            />
          )}
          <Field
            optional
            label={{ ja: "この日からの出来事", en: "Events since" }}
            hint={
              onlyChanges
                ? {
                    ja: "空にすると、前回の前の日からの出来事を読みます。同じ出来事は増えません。",
                    en: "Empty reads events since the day before the last import. Nothing comes twice.",
                  }
                : {
                    ja: "空にすると、すべての出来事を取り込みます。お客様とリストはすべて入ります。",
                    en: "Empty brings in all events. People and lists come over in full.",
                  }
            }
          >
            <DateInput value={since} onChange={setSince} clearable />
          </Field>
        </Fields>
        <ButtonRow>
          <Button
            look="go"
            label={
              onlyChanges
                ? { ja: "変わった分を取り込む", en: "Bring in what changed" }
                : { ja: "取り込みを始める", en: "Begin" }
            }
            busy={begin.busy}
            onClick={() =>
              begin.run({
                eventsSince: since === null ? null : new Date(instantOf(since, "00:00", brand.zone)),
                everything: all,
              })
            }
          />
        </ButtonRow>
      </Stack>
    </Section>
  )
}

function Scope({ it }: { it: Run }) {
  const t = useText()
  return t(it.changedSince ? { ja: "変わった分", en: "What changed" } : { ja: "すべて", en: "Everything" })
}

const columns: readonly Column<Run>[] = [
  { key: "at", head: { ja: "日時", en: "When" }, cell: (it) => <DateText at={it.createdAt} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (it) => <Status {...runStates[it.state]} /> },
  { key: "what", head: { ja: "範囲", en: "Read" }, cell: (it) => <Scope it={it} /> },
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
