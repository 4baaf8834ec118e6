import { useState } from "react"
import { chooseColumns, previewImport } from "../../../server/capabilities/imports/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Failed, Skeleton } from "../../../ui/states.tsx"
import { Table } from "../../../ui/table.tsx"
import { joined, same } from "../../../ui/text.ts"
import { useAct } from "../../app/use-call.ts"
import { assign, fieldOf, missingIn } from "./mapping.ts"
import { ReadingSettings } from "./reading-settings.tsx"
import { type Survey, useSurvey } from "./use-survey.ts"

/** Step two: which column holds what. */
export function ColumnsStep({ importId, onNext }: { importId: string; onNext: () => void }) {
  const { survey, failed, retry } = useSurvey(importId)
  if (failed)
    return (
      <Failed
        what={{ ja: "ファイルを読めませんでした", en: "The files could not be read" }}
        reason={failed.sentence}
        requestId={failed.requestId}
        onRetry={retry}
      />
    )
  return survey ? <Matching key={survey.importId} first={survey} onNext={onNext} /> : <Skeleton rows={8} />
}

function Matching({ first, onNext }: { first: Survey; onNext: () => void }) {
  const t = useText()
  const [survey, setSurvey] = useState(first)
  const [mapping, setMapping] = useState(first.mapping)
  const [settings, setSettings] = useState(first.settings)
  const save = useAct(chooseColumns, { refresh: [previewImport], done: setSurvey })
  const { fields, columns, files, importId } = survey
  const missing = missingIn(fields, mapping)
  const datesOpen = !survey.dates.sure && settings.dates === null
  const choose = async (change: Partial<{ mapping: Survey["mapping"]; settings: Survey["settings"] }>) => {
    const next = { mapping, settings, ...change }
    setMapping(next.mapping)
    setSettings(next.settings)
    // A different encoding changes what the columns are called.
    const saved = await save.runAsync({ importId, ...next })
    setMapping(saved.mapping)
  }
  const next = async () => {
    await save.runAsync({ importId, mapping, settings })
    onNext()
  }
  return (
    <Stack>
      <Section
        title={{ ja: "列の対応", en: "Columns" }}
        scope={same(files.length === 1 ? (files[0]?.name ?? "") : `${files[0]?.name ?? ""} +${files.length - 1}`)}
      >
        <Table
          label={{ ja: "ファイルの列", en: "Columns of the file" }}
          rows={columns}
          rowKey={(column) => column.name}
          columns={[
            {
              key: "name",
              head: { ja: "ファイルの列", en: "Column" },
              cell: (column) => <span className="import-break">{column.name}</span>,
            },
            {
              key: "samples",
              head: { ja: "値の例", en: "Samples" },
              cell: (column) => <span className="import-samples">{column.samples.join("　") || "–"}</span>,
            },
            {
              key: "field",
              head: { ja: "読み込む項目", en: "Read as" },
              cell: (column) => (
                <Select
                  label={{ ja: `「${column.name}」の項目`, en: `what “${column.name}” holds` }}
                  value={fieldOf(mapping, column.name) ?? "-"}
                  onChange={(field) =>
                    setMapping(assign(fields, mapping, column.name, field === "-" ? undefined : field))
                  }
                  options={[
                    { value: "-", label: { ja: "読み込まない", en: "Do not read" } },
                    ...fields.map((field) => ({ value: field.key, label: field.label })),
                  ]}
                />
              ),
            },
          ]}
        />
      </Section>
      <ReadingSettings survey={survey} settings={settings} onChange={(changed) => void choose({ settings: changed })} />
      <ButtonRow>
        <Button
          look="go"
          label={{ ja: "確認へ", en: "Check" }}
          busy={save.busy}
          blocked={
            missing.length > 0
              ? {
                  ja: `${joined(missing.map((field) => field.label)).ja} の列を選ぶと進めます。`,
                  en: `Choose a column for: ${joined(missing.map((field) => field.label)).en}.`,
                }
              : datesOpen
                ? { ja: "日付の順を選ぶと進めます。", en: "Choose the order of dates first." }
                : undefined
          }
          onClick={() => void next()}
        />
        <span className="quiet small">{t({ ja: "まだ何も取り込まれません。", en: "Nothing is brought in yet." })}</span>
      </ButtonRow>
    </Stack>
  )
}
