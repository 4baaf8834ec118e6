import { propertyDefinitions } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { checkedSettings } from "./begin-import.ts"
import { dateOrderOf, type FoundOrder } from "./date-rules.ts"
import { cleanCell } from "./cell-rules.ts"
import { ImportError } from "./errors.ts"
import { fieldsOf, propertyField } from "./field-rules.ts"
import { importById } from "./find-import.ts"
import { matchColumns, missingFields } from "./match-columns-rules.ts"
import type { Field, FileLayout, Import, ImportFile, Mapping } from "./model.ts"
import { type SavedLayout, selectLayout, updateChoice } from "./storage.ts"
import { selectFiles, updateLayout } from "./storage-files.ts"
import { surveyFile, tailRows } from "./survey-file.ts"

/** What the files look like, and how they would be read. */
export type Survey = {
  readonly it: Import
  readonly files: readonly ImportFile[]
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[]
  /** Required fields that no column was found for. */
  readonly missing: readonly string[]
  readonly dates: FoundOrder & { readonly example: string }
}

/**
 * Looks at the files: how they are written, what their columns are called, which field each is likely to hold. The
 * import is ready then. Throws `imports.NoFile`, `imports.EmptyFile`, `imports.NotText`, `imports.BrokenCsv`,
 * `imports.OtherColumns`.
 */
export const surveyImport = (ctx: Context, importId: string): Promise<Survey> =>
  inTransaction(ctx, (ctx) => survey(ctx, importId))

async function survey(ctx: Context, importId: string): Promise<Survey> {
  const before = await importById(ctx, importId)
  if (before.state !== "uploading" && before.state !== "ready") return readSurvey(ctx, importId)
  const files = await selectFiles(ctx, importId)
  if (files.length === 0) throw ImportError.NoFile({ field: "files" })
  const layouts: FileLayout[] = []
  for (const file of files) {
    const { layout } = await surveyFile(ctx, importId, file, before)
    await updateLayout(ctx, importId, file.fileNo, layout)
    layouts.push(layout)
  }
  const columns = layouts[0]?.columns ?? []
  const fields = await importFields(ctx, before)
  const saved = await selectLayout(ctx, before.kind, before.source)
  const chosen = saved && chosenBefore(saved, fields, columns)
  const mapping = Object.keys(before.mapping).length > 0 ? before.mapping : (chosen ?? matchColumns(fields, columns))
  checkColumns(files, layouts, mapping)
  await updateChoice(ctx, importId, { mapping, settings: before.settings, state: "ready" })
  return readSurvey(ctx, importId)
}

/** What was chosen for this source, where its columns are all there; what none of them saw is proposed as in a first file. */
function chosenBefore(
  { mapping, columns: seen }: SavedLayout,
  fields: readonly Field[],
  columns: readonly string[],
): Mapping | undefined {
  if (!Object.values(mapping).every((names) => names.every((name) => columns.includes(name)))) return undefined
  if (seen.length === 0) return mapping
  const fresh = columns.filter((column) => !seen.includes(column))
  return {
    ...mapping,
    ...matchColumns(
      fields.filter(({ key }) => !(key in mapping)),
      fresh,
    ),
  }
}

/** Every field that the import can fill: those of its kind and, for people, the brand's own properties. */
export async function importFields(ctx: Context, { kind }: Pick<Import, "kind">): Promise<Field[]> {
  if (kind !== "customers") return [...fieldsOf(kind)]
  const own = (await propertyDefinitions(ctx)).filter((definition) => !definition.isArchived)
  return [
    ...fieldsOf(kind),
    ...own.map(
      ({ key, label }): Field => ({
        key: propertyField(key),
        label,
        reads: "text",
        personal: true,
        names: [key, label.ja, label.en],
      }),
    ),
  ]
}

async function readSurvey(ctx: Context, importId: string): Promise<Survey> {
  const it = await importById(ctx, importId)
  const files = await selectFiles(ctx, importId)
  const samples = await samplesOf(ctx, it, files)
  const columns = (files[0]?.layout?.columns ?? []).map((name) => ({ name, samples: samplesIn(samples, name) }))
  const missing = missingFields(await importFields(ctx, it), it.mapping).map((field) => field.key)
  return { it, files, columns, missing, dates: datesIn(ctx, it, samples) }
}

/** Cells by the name of their column. */
type Samples = ReadonlyMap<string, readonly string[]>

async function samplesOf(ctx: Context, it: Import, files: readonly ImportFile[]): Promise<Samples> {
  const cells = new Map<string, string[]>()
  // A few files are enough to see what columns hold; dates are looked for at the end of them too.
  for (const file of [...files.slice(0, 3), ...files.slice(3).slice(-3)]) {
    if (!file.layout || file.pieces === 0) continue
    const { layout, sample } = await surveyFile(ctx, it.importId, file, it)
    const rows = [...sample.slice(0, 2_000), ...(await tailRows(ctx, it.importId, file, layout))]
    layout.columns.forEach((name, index) => {
      const known = cells.get(name) ?? []
      cells.set(name, known)
      for (const row of rows) {
        const cell = cleanCell(row[index] ?? "")
        if (cell !== "") known.push(cell)
      }
    })
  }
  return cells
}

const samplesIn = (samples: Samples, column: string): string[] =>
  [...new Set((samples.get(column) ?? []).slice(0, 500))].slice(0, 4).map((cell) => cell.slice(0, 80))

function datesIn(ctx: Context, it: Import, samples: Samples): Survey["dates"] {
  const dated = fieldsOf(it.kind).filter((field) => field.reads === "date")
  const texts = dated.flatMap((field) =>
    (it.mapping[field.key] ?? []).slice(0, 1).flatMap((column) => samples.get(column) ?? []),
  )
  const found = it.settings.dates ? { order: it.settings.dates, sure: true } : dateOrderOf(texts, ctx.now())
  return { ...found, example: texts[0] ?? "" }
}

function checkColumns(files: readonly ImportFile[], layouts: readonly FileLayout[], mapping: Mapping): void {
  for (const [index, { columns }] of layouts.entries()) {
    const column = Object.values(mapping)
      .flat()
      .find((name) => !columns.includes(name))
    if (column !== undefined) throw ImportError.OtherColumns({ name: files[index]?.name ?? "", column })
  }
}

/** Changes which columns hold what and how cells are read. Throws `imports.UnknownColumn`, `imports.UnknownField`, `imports.WrongState`. */
export const chooseColumns = (ctx: Context, importId: string, choice: Choice): Promise<Survey> =>
  inTransaction(ctx, (ctx) => choose(ctx, importId, choice))

export type Choice = { readonly mapping: Mapping; readonly settings: Import["settings"] }

async function choose(ctx: Context, importId: string, choice: Choice): Promise<Survey> {
  const before = await importById(ctx, importId)
  if (before.state !== "ready") throw ImportError.WrongState({ state: before.state })
  const fields = new Set((await importFields(ctx, before)).map((field) => field.key))
  const files = await selectFiles(ctx, importId)
  for (const [key, columns] of Object.entries(choice.mapping)) {
    if (!fields.has(key)) throw ImportError.UnknownField({ field: `mapping.${key}`, key })
    const unknown = columns.find((column) => !files.every((file) => file.layout?.columns.includes(column)))
    if (unknown !== undefined) throw ImportError.UnknownColumn({ field: `mapping.${key}`, column: unknown })
  }
  const mapping = Object.fromEntries(Object.entries(choice.mapping).filter(([, columns]) => columns.length > 0))
  const rereads =
    choice.settings.encoding !== before.settings.encoding || choice.settings.delimiter !== before.settings.delimiter
  await updateChoice(ctx, importId, { mapping, settings: checkedSettings(choice.settings), state: "ready" })
  return rereads ? survey(ctx, importId) : readSurvey(ctx, importId)
}
