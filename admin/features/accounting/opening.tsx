import { useRef, useState } from "react"
import { postOpening } from "../../../server/capabilities/accounting/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Progress } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { call, CallError, type Reply } from "../../app/call.ts"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { decodeCsv, type Piece, piecesOf } from "./opening-file.ts"

type Told = Reply<typeof postOpening>
type Chosen = { readonly name: string; readonly pieces: readonly Piece[] }

const nothing: Told = {
  rows: 0,
  fresh: 0,
  known: 0,
  people: 0,
  freePoints: 0,
  paidPoints: 0,
  problemCount: 0,
  problems: [],
}

/** Brings along the points that members had in the system before: a file, a look at what would come of it, and then for good. */
export function Opening() {
  const may = useMay()
  const toast = useToast()
  const [name, setName] = useState("")
  const [file, setFile] = useState<Chosen>()
  const [sent, setSent] = useState<number>()
  const [looked, setLooked] = useState<Told>()
  const [wrong, setWrong] = useState<Text>()
  const [asking, setAsking] = useState(false)
  const busy = sent !== undefined
  const send = async (pieces: readonly Piece[], dryRun: boolean): Promise<Told | undefined> => {
    setWrong(undefined)
    let sum = nothing
    const run = crypto.randomUUID()
    try {
      for (const [index, piece] of pieces.entries()) {
        setSent(index)
        sum = added(
          sum,
          await call(postOpening, { name: name.trim(), ...piece, dryRun, run }, { key: crypto.randomUUID() }),
        )
      }
      return sum
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setWrong(error.sentence)
      return undefined
    } finally {
      setSent(undefined)
    }
  }
  const look = async () => setLooked(await send(file?.pieces ?? [], true))
  const write = async () => {
    const told = await send(file?.pieces ?? [], false)
    setAsking(false)
    if (!told) return
    setLooked({ ...told, known: told.known + told.fresh, fresh: 0, people: 0, freePoints: 0, paidPoints: 0 })
    toast({
      words: { ja: `${told.fresh}行のポイントを引き継ぎました。`, en: `${told.fresh} lines were brought along.` },
    })
  }
  const missing = !may("points:approve")
    ? { ja: "ポイントの承認ができる人だけが引き継げます。", en: "Only who may approve points can do this." }
    : name.trim() === ""
      ? { ja: "名前を入れてください。", en: "Give it a name." }
      : file
        ? undefined
        : { ja: "ファイルを選んでください。", en: "Choose a file." }
  return (
    <Page
      title={{ ja: "ポイントの引き継ぎ", en: "Bring points along" }}
      above={[{ label: { ja: "ポイント台帳", en: "Points ledger" }, to: "/accounting" }]}
    >
      <Stack>
        <Fields>
          <Field
            label={{ ja: "名前", en: "Name" }}
            hint={{
              ja: "同じ名前で同じ行を送っても、引き継ぐのは一度だけです。直したファイルも同じ名前で送ります。",
              en: "A line counts once for a name. Send a corrected file under the same one.",
            }}
          >
            <TextInput
              value={name}
              onChange={(text) => {
                setName(text)
                setLooked(undefined)
              }}
              example={{ ja: "前の会員システム", en: "The system before" }}
              maxLength={60}
            />
          </Field>
          <Field
            group
            label={{ ja: "ファイル（CSV）", en: "File (CSV)" }}
            hint={{
              ja: "見出しは「会員」「ポイント」。あれば「期限」「種別（無償・有償）」「取得日」も。会員は、メールアドレス・電話番号・会員証の番号・お客様のIDのどれかで。",
              en: "Columns: member, points; if there are: expires, kind (free or paid), earned. A member is a mail address, telephone number, card number or customer id.",
            }}
            error={wrong}
          >
            <FileChoice
              chosen={file?.name}
              onChoose={(chosen) => {
                setFile(chosen)
                setLooked(undefined)
                setWrong(undefined)
              }}
            />
          </Field>
        </Fields>
        {busy && (
          <Progress
            label={{ ja: "送っています", en: "Sending" }}
            done={sent}
            of={Math.max(1, file?.pieces.length ?? 1)}
          />
        )}
        <ButtonRow>
          <Button
            look={looked ? "plain" : "go"}
            label={{ ja: "確かめる", en: "Look first" }}
            busy={busy}
            blocked={missing}
            onClick={() => void look()}
          />
          {looked && looked.fresh > 0 && (
            <Button
              look="go"
              label={{ ja: "引き継ぐ", en: "Bring along" }}
              busy={busy}
              onClick={() => setAsking(true)}
            />
          )}
        </ButtonRow>
        {looked && <Looked told={looked} />}
      </Stack>
      {looked && (
        <ConfirmDialog
          open={asking}
          onClose={() => setAsking(false)}
          title={{ ja: "ポイントを引き継ぎます", en: "Bring the points along" }}
          confirm={{ ja: "引き継ぐ", en: "Bring along" }}
          onConfirm={() => void write()}
          busy={busy}
        >
          <Sums told={looked} />
        </ConfirmDialog>
      )}
    </Page>
  )
}

const added = (a: Told, b: Told): Told => ({
  rows: a.rows + b.rows,
  fresh: a.fresh + b.fresh,
  known: a.known + b.known,
  people: a.people + b.people,
  freePoints: a.freePoints + b.freePoints,
  paidPoints: a.paidPoints + b.paidPoints,
  problemCount: a.problemCount + b.problemCount,
  problems: [...a.problems, ...b.problems].slice(0, 100),
})

function FileChoice({ chosen, onChoose }: { chosen: string | undefined; onChoose: (file: Chosen) => void }) {
  const t = useText()
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File) => {
    const text = decodeCsv(new Uint8Array(await file.arrayBuffer()))
    onChoose({ name: file.name, pieces: piecesOf(text) })
  }
  return (
    <span className="button-row">
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,text/csv"
        aria-label={t({ ja: "CSVのファイル", en: "CSV file" })}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void read(file)
          target.value = ""
        }}
      />
      <Button label={{ ja: "ファイルを選ぶ", en: "Choose a file" }} onClick={() => input.current?.click()} />
      {chosen !== undefined && <span className="quiet">{chosen}</span>}
    </span>
  )
}

function Sums({ told }: { told: Told }) {
  return (
    <Rows
      rows={[
        { label: { ja: "引き継ぐ行", en: "Lines to bring along" }, value: <NumberText value={told.fresh} /> },
        { label: { ja: "無償ポイント", en: "Free points" }, value: <NumberText value={told.freePoints} unit="pt" /> },
        { label: { ja: "有償ポイント", en: "Paid points" }, value: <NumberText value={told.paidPoints} unit="pt" /> },
      ]}
    />
  )
}

function Looked({ told }: { told: Told }) {
  const t = useText()
  const columns: Column<Told["problems"][number]>[] = [
    { key: "row", head: { ja: "行", en: "Row" }, end: true, cell: ({ row }) => <NumberText value={row} /> },
    { key: "says", head: { ja: "どこが違うか", en: "What is wrong" }, cell: ({ says }) => t(says) },
  ]
  return (
    <>
      <Section
        first
        title={{ ja: "こうなります", en: "What comes of it" }}
        scope={{ ja: `全${told.rows}行`, en: `of ${told.rows} lines` }}
      >
        <Sums told={told} />
        {told.known > 0 && (
          <p className="quiet">
            {t({
              ja: `${told.known}行は、すでに引き継いであります。`,
              en: `${told.known} lines were brought along before.`,
            })}
          </p>
        )}
      </Section>
      {told.problemCount > 0 && (
        <Section
          title={{ ja: "引き継げない行", en: "Lines that can't be taken" }}
          scope={
            told.problemCount > told.problems.length
              ? { ja: `${told.problemCount}行のうち100行`, en: `100 of ${told.problemCount}` }
              : same(String(told.problemCount))
          }
        >
          <Table
            label={{ ja: "引き継げない行", en: "Lines that can't be taken" }}
            columns={columns}
            rows={told.problems}
            rowKey={({ row }) => String(row)}
          />
        </Section>
      )}
    </>
  )
}
