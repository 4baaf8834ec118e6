import "./imports.css"
import { FileUp } from "lucide-react"
import { useRef, useState } from "react"
import { beginImport, surveyImport } from "../../../server/capabilities/imports/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Steps } from "../../../ui/centered.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Stack } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Progress } from "../../../ui/states.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { call, CallError } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { useSession } from "../../app/session.tsx"
import { upload, UploadError } from "./upload.ts"
import { type Import, kindHints, kindWords, stepWords } from "./words.ts"

const kinds = ["orders", "products", "customers"] as const

/** Step one: what the files hold, and the files. */
export function NewImport({ search }: PageProps<"/imports/new">) {
  const { brand } = useSession()
  const { go } = useWay()
  const [kind, setKind] = useState<Import["kind"]>(kinds.find((k) => k === search["kind"]) ?? "orders")
  const [source, setSource] = useState("")
  const [files, setFiles] = useState<readonly File[]>([])
  const [sent, setSent] = useState<number>()
  const [wrong, setWrong] = useState<Text>()
  const size = files.reduce((sum, file) => sum + file.size, 0)
  const send = async () => {
    setWrong(undefined)
    setSent(0)
    try {
      const name = (files[0]?.name ?? "") + (files.length > 1 ? ` +${files.length - 1}` : "")
      const settings = { currency: brand.currency, zone: brand.zone }
      const { importId } = await call(beginImport, { kind, name, source, settings }, { key: crypto.randomUUID() })
      await upload(importId, files, setSent)
      await call(surveyImport, { importId })
      go(`/imports/${importId}`)
    } catch (error) {
      setSent(undefined)
      if (error instanceof CallError || error instanceof UploadError) setWrong(error.sentence)
      else throw error
    }
  }
  return (
    <Page
      title={{ ja: "CSV を取り込む", en: "Bring in a CSV file" }}
      above={[{ label: { ja: "取り込み", en: "Imports" }, to: "/imports" }]}
    >
      <div className="import-steps">
        <Steps steps={stepWords} at={0} />
      </div>
      <Stack near>
        <Fields>
          <Field group label={{ ja: "何のファイルですか", en: "What do the files hold?" }}>
            <Radios
              value={kind}
              onChange={setKind}
              options={kinds.map((value) => ({ value, label: kindWords[value], hint: kindHints[value] }))}
            />
          </Field>
          <Field group label={{ ja: "ファイル", en: "Files" }} error={wrong}>
            <FileDrop files={files} onChoose={setFiles} />
          </Field>
          <Field
            optional
            label={{ ja: "データ元", en: "Where from" }}
            hint={{
              ja: "半角英数字で。楽天と自社サイトのように番号が重なりうるときは、分けておきます。列の対応もデータ元ごとに覚えます。",
              en: "Letters and digits. Keep apart what may share numbers, such as two shops. The matching of columns is remembered for each.",
            }}
          >
            <TextInput value={source} onChange={setSource} example={same("rakuten")} maxLength={60} short />
          </Field>
        </Fields>
        {sent !== undefined && (
          <Progress
            label={
              sent < size
                ? { ja: "送っています（KB）", en: "Sending (kB)" }
                : { ja: "ファイルを調べています", en: "Looking at the files" }
            }
            done={Math.round(sent / 1024)}
            of={Math.max(1, Math.round(size / 1024))}
          />
        )}
        <ButtonRow>
          <Button
            look="go"
            label={{ ja: "ファイルを送る", en: "Send the files" }}
            busy={sent !== undefined}
            blocked={files.length === 0 ? { ja: "ファイルを選ぶと送れます。", en: "Choose files first." } : undefined}
            onClick={() => void send()}
          />
        </ButtonRow>
      </Stack>
    </Page>
  )
}

/** Files by the file dialog or dropped from the desktop. */
function FileDrop({ files, onChoose }: { files: readonly File[]; onChoose: (files: readonly File[]) => void }) {
  const t = useText()
  const { number } = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])].sort((a, b) => a.name.localeCompare(b.name, "ja"))
    if (chosen.length > 0) onChoose(chosen)
  }
  return (
    <div
      className={over ? "import-drop over" : "import-drop"}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        className="hidden-text"
        aria-label={t({ ja: "CSV ファイルを選ぶ", en: "Choose CSV files" })}
        onChange={(event) => take(event.target.files)}
      />
      <Button
        icon={FileUp}
        label={{ ja: "CSV ファイルを選ぶ", en: "Choose CSV files" }}
        onClick={() => input.current?.click()}
      />
      <p className="quiet small">
        {t({
          ja: "ここへドラッグしてもかまいません。UTF-8・Shift_JIS、カンマ・タブ区切りを自動で見分けます。同じ形のファイルは、まとめて選べます。",
          en: "Or drop them here. UTF-8 and Shift_JIS, commas and tabs are told apart by themselves. Files of one form can be chosen together.",
        })}
      </p>
      {files.length > 0 && (
        <ul className="import-files">
          {files.slice(0, 8).map((file) => (
            <li key={file.name}>
              <span className="import-break">{file.name}</span>{" "}
              <span className="num quiet">{number(Math.max(1, Math.round(file.size / 1024)))} KB</span>
            </li>
          ))}
          {files.length > 8 && (
            <li className="quiet">
              {t({ ja: `ほか ${files.length - 8} ファイル`, en: `and ${files.length - 8} more` })}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
