import { previewImport, startImport } from "../../../server/capabilities/imports/contract.ts"
import type { ImportKind } from "../../../server/capabilities/imports/model.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Kpis, Note, Section, Stack } from "../../../ui/layout.tsx"
import { Mark } from "../../../ui/status.tsx"
import { counted, same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ProblemTable } from "./problem-table.tsx"

type Preview = Reply<typeof previewImport>

/** Step three: how the first lines would be read, and what they would become. */
export function CheckStep({ importId, kind, onBack }: { importId: string; kind: ImportKind; onBack: () => void }) {
  const preview = useCall(previewImport, { importId })
  const start = useAct(startImport)
  return (
    <Loaded
      of={preview}
      rows={10}
      what={{ ja: "はじめの行を読めませんでした", en: "The first lines could not be read" }}
    >
      {(seen) => (
        <Stack>
          <Outlook seen={seen} kind={kind} />
          <FirstRows seen={seen} />
          {seen.problems.length > 0 && (
            <Section
              title={{ ja: "気づいたこと", en: "Findings" }}
              scope={{ ja: `はじめの ${seen.looked} 行から`, en: `among the first ${counted(seen.looked, "line")}` }}
            >
              <ProblemTable problems={seen.problems} />
            </Section>
          )}
          <ButtonRow>
            <Button
              look="go"
              label={{ ja: "取り込む", en: "Import" }}
              busy={start.busy}
              onClick={() => start.run({ importId })}
            />
            <Button look="text" label={{ ja: "列の対応に戻る", en: "Back to the columns" }} onClick={onBack} />
          </ButtonRow>
        </Stack>
      )}
    </Loaded>
  )
}

/** What would become of the lines; slips of returns and lines that are no sale are found among orders only. */
function Outlook({ seen, kind }: { seen: Preview; kind: ImportKind }) {
  const t = useText()
  const { number } = useFormat()
  const { checked, looked, rowsAbout } = seen
  return (
    <div>
      <Kpis
        kpis={[
          { label: { ja: "取り込める", en: "Can be taken in" }, value: number(checked.taken) },
          ...(kind === "orders"
            ? [
                { label: { ja: "返品・取消の伝票", en: "Return slips" }, value: number(checked.returned) },
                { label: { ja: "注文ではない", en: "No sales" }, value: number(checked.skipped) },
              ]
            : []),
          { label: { ja: "取り込めない", en: "Can't be taken in" }, value: number(checked.refused) },
        ]}
      />
      <Note>
        {looked < rowsAbout
          ? t({
              ja: `はじめの ${number(looked)} 行を読んだ結果です。ぜんぶで約 ${number(rowsAbout)} 行あります。`,
              en: `From the first ${number(looked)} of about ${number(rowsAbout)} lines.`,
            })
          : t({
              ja: `${number(looked)} 行すべてを読んだ結果です。`,
              en: looked === 1 ? "From the one line." : `From all ${number(looked)} lines.`,
            })}{" "}
        {t({
          ja: "過去のこととして取り込むので、お客様にメールは送られません。",
          en: "It is brought in as the past: no mail goes out to customers.",
        })}
      </Note>
    </div>
  )
}

function FirstRows({ seen }: { seen: Preview }) {
  const t = useText()
  const wrong = new Set(seen.problems.filter((p) => !p.isNote).map((p) => `${p.rowInFile} ${p.field}`))
  return (
    <Section
      title={{ ja: "こう読みます", en: "As it would be read" }}
      scope={{ ja: `はじめの ${seen.rows.length} 行`, en: `the first ${counted(seen.rows.length, "line")}` }}
    >
      <div className="import-sheet" tabIndex={0} role="region" aria-label={t({ ja: "はじめの行", en: "First lines" })}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t({ ja: "行", en: "Row" })}
              </th>
              {seen.fields.map((field) => (
                <th key={field.key} scope="col">
                  {t(field.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.rows.map((row) => (
              <tr key={row.row}>
                <td className="num quiet">{row.row}</td>
                {seen.fields.map((field) => (
                  <td key={field.key} className={wrong.has(`${row.row} ${field.key}`) ? "wrong" : undefined}>
                    {wrong.has(`${row.row} ${field.key}`) && <Mark shape="cross" tone="failed" />}{" "}
                    {t(same(row.values[field.key] ?? ""))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
