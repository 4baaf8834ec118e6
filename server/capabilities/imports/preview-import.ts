import { propertyDefinitions, readPropertyText } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { exponentOf } from "#kernel/money"
import { localIn } from "#kernel/zones"
import { addChecked, type Checked, checkRows, nothingChecked, type Own } from "./check-rows-rules.ts"
import { readDay } from "./date-rules.ts"
import { importById } from "./find-import.ts"
import type { Field, Import, ImportFile, Row } from "./model.ts"
import { fileRows } from "./read-file.ts"
import { type Reading, readerOf } from "./reader-rules.ts"
import { lineOf } from "./report.ts"
import type { ReportLine } from "./problem-rules.ts"
import { splitterOf } from "./split-rules.ts"
import { deleteParts, insertParts, takeParts } from "./storage-chunks.ts"
import { chunkRows, groupKeyOf } from "./split-files.ts"
import { importFields, type Survey, surveyImport } from "./survey-import.ts"
import { surveyFile } from "./survey-file.ts"

/** How the first lines would be read. */
export type Preview = {
  readonly survey: Survey
  readonly fields: readonly Field[]
  readonly rows: readonly { readonly row: number; readonly values: Readonly<Record<string, string>> }[]
  /** What the first lines would become: `looked` of about `rowsAbout`. */
  readonly looked: number
  readonly rowsAbout: number
  readonly checked: Omit<Checked, "problems">
  readonly problems: readonly ReportLine[]
}

const shownRows = 20
const lookedRows = 1_000

/** The first lines as they would be read, and what they would become. Writes nothing. */
export const previewImport = (ctx: Context, importId: string): Promise<Preview> =>
  inTransaction(ctx, async (ctx) => {
    const survey = await surveyImport(ctx, importId)
    const { it, files } = survey
    const fields = (await importFields(ctx, it)).filter((field) => (it.mapping[field.key]?.length ?? 0) > 0)
    const reading = await readingFor(ctx, survey)
    const { rows, rowsAbout } = await firstRows(ctx, it, files, reading.slots)
    const { problems, ...checked } = checkRows(reading, wholeGroups(rows, reading), await ownOf(ctx, it))
    return {
      survey,
      fields,
      rows: rows.slice(0, shownRows).map((row) => ({ row: row.no, values: shownRow(reading, fields, row) })),
      looked: rows.length,
      rowsAbout,
      checked,
      problems: problems.slice(0, 100).map((problem) => lineOf(it, files, problem)),
    }
  })

/** Reads all lines of all files as the import would, and writes nothing that stays. Keeps the first 1,000 findings. */
export async function checkImport(
  ctx: Context,
  importId: string,
): Promise<Checked & { readonly rows: number; readonly report: readonly ReportLine[] }> {
  const survey = await surveyImport(ctx, importId)
  const reading = await readingFor(ctx, survey)
  const own = await ownOf(ctx, survey.it)
  const keyOf = groupKeyOf(survey.it, reading.slots)
  const splitter = splitterOf(chunkRows)
  const chunks = new Set<number>()
  const firsts: ImportFile[] = []
  // Attempt 0 is nobody's: what is put away here is taken out again below.
  const write = async (parts: ReturnType<typeof splitter.take>) => {
    for (const part of parts) chunks.add(part.chunkNo)
    await inTransaction(ctx, (ctx) => insertParts(ctx, importId, 0, 1, parts))
  }
  await inTransaction(ctx, (ctx) => deleteParts(ctx, importId))
  let [rows, offset] = [0, 0]
  for (const file of survey.files) {
    if (!file.layout) continue
    firsts.push({ ...file, firstRow: offset })
    let last = 0
    for await (const { rowInFile, cells } of fileRows(ctx, importId, { ...file, layout: file.layout }, reading.slots)) {
      last = rowInFile
      rows++
      splitter.add({ no: offset + rowInFile, cells }, keyOf(cells))
      const ready = splitter.take()
      if (ready.length > 0) await write(ready)
    }
    offset += last
  }
  await write(splitter.end())
  let checked: Checked = nothingChecked
  for (const chunkNo of chunks) {
    const lines = await inTransaction(ctx, (ctx) => takeParts(ctx, importId, 0, chunkNo))
    checked = addChecked(checked, checkRows(reading, lines, own), 1_000)
  }
  return { ...checked, rows, report: checked.problems.map((problem) => lineOf(survey.it, firsts, problem)) }
}

async function readingFor(ctx: Context, { it, dates }: Survey): Promise<Reading> {
  const { kind, source, mapping, settings, createdAt } = await importById(ctx, it.importId)
  return {
    kind,
    source,
    mapping,
    settings,
    slots: [...new Set(Object.values(mapping).flat())],
    dates: dates.order,
    at: createdAt,
  }
}

async function ownOf(ctx: Context, it: Import): Promise<Own> {
  const definitions = it.kind === "customers" ? await inTransaction(ctx, propertyDefinitions) : []
  return { definitions, read: readPropertyText }
}

async function firstRows(
  ctx: Context,
  it: Import,
  files: readonly ImportFile[],
  slots: readonly string[],
): Promise<{ rows: Row[]; rowsAbout: number }> {
  const [file] = files
  if (!file?.layout) return { rows: [], rowsAbout: 0 }
  const { layout, sample } = await surveyFile(ctx, it.importId, file, it)
  const places = slots.map((column) => layout.columns.indexOf(column))
  const rows = sample
    .slice(0, lookedRows)
    .map((cells, index) => ({ no: layout.headerRow + 1 + index, cells: places.map((place) => cells[place] ?? "") }))
  const seenBytes = Math.max(1, Math.min(file.bytes, 262_144))
  const bytes = files.reduce((sum, f) => sum + f.bytes, 0)
  return { rows, rowsAbout: Math.round((sample.length / seenBytes) * bytes) }
}

/** Without the last order, of which more lines may follow. */
function wholeGroups(rows: readonly Row[], reading: Reading): readonly Row[] {
  if (rows.length < lookedRows) return rows
  const keyOf = groupKeyOf(reading, reading.slots)
  const last = rows.at(-1)
  const key = last ? keyOf(last.cells) : ""
  const cut = rows.findIndex((row) => key !== "" && keyOf(row.cells) === key)
  return cut > 0 ? rows.slice(0, cut) : rows
}

/** What was understood of each cell, as text: amounts with their decimals, times on the import's clock. */
function shownRow(reading: Reading, fields: readonly Field[], row: Row): Record<string, string> {
  const reader = readerOf(reading)
  const currency = reader.currency(row, "currency") ?? reading.settings.currency
  const shown = (field: Field): string => {
    const text = reader.text(row, field.key)
    if (field.reads === "money") {
      const amount = reader.amount(row, field.key, currency)
      return amount === undefined
        ? text
        : `${(amount / 10 ** exponentOf(currency)).toFixed(exponentOf(currency))} ${currency}`
    }
    if (field.reads === "count") return String(reader.count(row, field.key) ?? text)
    if (field.reads === "country") return reader.country(row, field.key) ?? text
    if (field.reads !== "date") return text.slice(0, 120)
    if (field.key === "bornOn") return readDay(text, reading.dates) ?? text
    const at = reader.instant(
      row,
      field.key,
      reader.has("placedTime") && field.key === "placedAt" ? reader.text(row, "placedTime") : "",
    )
    if (!at) return text
    const { day, time } = localIn(reading.settings.zone, at)
    return `${day} ${time}`
  }
  return Object.fromEntries(fields.map((field) => [field.key, shown(field)]))
}
