import { createReadStream, globSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { basename } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Command, InvalidArgumentError, Option } from "commander"
import { z } from "zod"
import {
  addPiece,
  beginImport,
  checkImport,
  chooseColumns,
  dateOrders,
  discardImport,
  type ImportKind,
  importKinds,
  ImportError,
  importProgress,
  Mapping,
  pieceBytes,
  problemCounts,
  problemWords,
  reportFile,
  resumeImport,
  startImport,
  type Survey,
  surveyImport,
  unendedImport,
} from "#imports"
import type { Installation } from "../installation.ts"
import { armCrashpoint } from "../kernel/crashpoint.ts"
import { environment } from "../kernel/config.ts"
import type { Context } from "../kernel/context.ts"
import { isUnreachable } from "../kernel/db.ts"
import { startWorkers } from "../kernel/workers.ts"
import { contextOf, tellErrors } from "./brand-context.ts"
import { importKlaviyoCommand } from "./import-klaviyo.ts"
import { keepHeapBelow } from "./heap.ts"
import { progressBar } from "./import-progress.ts"
import { say, withInstallation } from "./installation.ts"

type Options = {
  readonly brand: string
  readonly name?: string
  readonly source?: string
  readonly map?: string
  readonly currency?: string
  readonly zone?: string
  readonly dates?: (typeof dateOrders)[number]
  readonly dropDuplicates?: boolean
  readonly dryRun?: boolean
  readonly report?: string
  readonly json?: boolean
}

/** `maido import orders|products|customers <files…>`: brings in CSV files; the same command again goes on where it stopped. */
export function importCommands(program: Command): void {
  const command = program
    .command("import")
    .description("bring in CSV files of orders, products or customers, or from Klaviyo")
  importKlaviyoCommand(command)
  for (const kind of importKinds) {
    command
      .command(`${kind} <files...>`)
      .description(`bring in ${kind}; given again after an interruption, it goes on where it stopped`)
      .requiredOption("--brand <slug>", "whose they are")
      .option("--name <name>", "how the import is called in the console")
      .option("--source <word>", "where the files come from, such as rakuten: numbers are unique within it")
      .option("--map <file.json>", 'which column holds what: { "number": "Invoice", "phone": ["TEL1", "TEL2"] }')
      .option("--currency <code>", "currency of amounts without one (default: the brand's last choice, or JPY)")
      .option("--zone <zone>", "time zone of times without one (default: the brand's last choice, or Asia/Tokyo)")
      .addOption(new Option("--dates <order>", "what comes first in dates such as 3/4/2026").choices(dateOrders))
      .option("--drop-duplicates", "leave out lines that are equal in everything to another line of their order")
      .option("--dry-run", "read everything, write nothing")
      .option("--report <file.csv>", "write what was wrong with which line to this file")
      .option("--json", "for machines")
      .action((files: string[], options: Options) => bringIn(kind, files, options))
  }
}

async function bringIn(kind: ImportKind, patterns: readonly string[], options: Options): Promise<void> {
  armCrashpoint(environment()["MAIDO_CRASH_AT"])
  const files = filesOf(patterns)
  await withInstallation(async (installation) => {
    await tellErrors(options, async () => {
      const ctx = await contextOf(installation.platform, options.brand)
      const importId = await upload(ctx, kind, files, options)
      if (options.dryRun) return await dryRun(ctx, importId, options)
      const earlier = await unendedImport(ctx, importId)
      if (earlier) await discardImport(ctx, importId)
      const started = earlier ? await resumeImport(ctx, earlier.importId) : await startImport(ctx, importId)
      if (!options.json)
        say(earlier ? `Going on with the import that was begun ${earlier.createdAt.toISOString()}` : "Importing")
      await workOff(installation, ctx, started.importId, options)
      await tellResult(ctx, started.importId, options)
    })
  })
}

function filesOf(patterns: readonly string[]): string[] {
  const files = patterns.flatMap((pattern) => (/[*?[{]/.test(pattern) ? globSync(pattern).sort() : [pattern]))
  for (const file of files)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new InvalidArgumentError(`${file} is not a file`)
  if (files.length === 0) throw new InvalidArgumentError(`no file matches ${patterns.join(" ")}`)
  return files
}

/** Brings the files in and settles how they are read. */
async function upload(ctx: Context, kind: ImportKind, files: readonly string[], options: Options): Promise<string> {
  const settings = {
    ...(options.currency === undefined ? {} : { currency: options.currency.toUpperCase() }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
    ...(options.dates === undefined ? {} : { dates: options.dates }),
    ...(options.dropDuplicates ? { duplicates: "drop" as const } : {}),
  }
  const name = options.name ?? basename(files[0] ?? kind) + (files.length > 1 ? ` … (${files.length})` : "")
  const { importId } = await beginImport(ctx, {
    kind,
    name,
    settings,
    ...(options.source ? { source: options.source } : {}),
  })
  for (const [fileNo, file] of files.entries()) {
    let pieceNo = 0
    for await (const bytes of createReadStream(file, { highWaterMark: pieceBytes / 5 }))
      await addPiece(ctx, importId, { fileNo, pieceNo: pieceNo++, fileName: basename(file), bytes })
    if (pieceNo === 0) throw ImportError.EmptyFile({ name: basename(file) })
  }
  const survey = await surveyImport(ctx, importId)
  if (options.map)
    await chooseColumns(ctx, importId, {
      mapping: { ...survey.it.mapping, ...readMap(options.map) },
      settings: survey.it.settings,
    })
  return importId
}

function readMap(file: string): Mapping {
  const given: unknown = JSON.parse(readFileSync(file, "utf8"))
  return z.record(z.string(), z.union([z.string().transform((name) => [name]), Mapping.valueType])).parse(given)
}

/** About 120 MB are alive while orders are taken in. */
const mostHeapMb = 240

/** Works the import off in this process; a server that runs beside it helps. */
async function workOff(
  { platform, product, onWake }: Installation,
  ctx: Context,
  importId: string,
  { json }: Options,
): Promise<void> {
  const own = product.effects.filter(({ kind }) => kind.startsWith("imports."))
  const workers = startWorkers(platform, own, `${hostname()}:${process.pid}`)
  onWake(workers.wake)
  const bar = !json && process.stdout.isTTY ? progressBar() : undefined
  try {
    for (;;) {
      const progress = await importProgress(ctx, importId).catch((error: unknown) => {
        // Postgres may be restarted or busy: the workers go on as soon as it answers, and so do we.
        if (isUnreachable(error)) return undefined
        throw error
      })
      if (progress) bar?.show(progress)
      if (progress && !["splitting", "running"].includes(progress.it.state)) return
      keepHeapBelow(mostHeapMb)
      await sleep(200)
    }
  } finally {
    bar?.end()
    await workers.stop(10_000)
  }
}

async function tellResult(ctx: Context, importId: string, options: Options): Promise<void> {
  const { it, rowsPerSecond } = await importProgress(ctx, importId)
  const problems = await problemCounts(ctx, importId)
  if (options.report) writeFileSync(options.report, await reportFile(ctx, importId))
  const ok = it.state === "finished"
  process.exitCode = ok ? 0 : 1
  if (options.json) {
    const { importId, state, failure, rowsTotal, rowsDone, tally } = it
    return say(
      JSON.stringify({
        ok,
        importId,
        state,
        failure,
        rowsTotal,
        rowsDone,
        tally,
        problems,
        rowsPerSecond: Math.round(rowsPerSecond ?? 0),
      }),
    )
  }
  say(
    `${ok ? "Finished" : `Stopped: ${it.state}${it.failure ? ` (${it.failure})` : ""}`}: ${it.rowsDone} of ${it.rowsTotal} lines, ${Math.round(rowsPerSecond ?? 0)} a second`,
  )
  for (const [what, count] of Object.entries(it.tally)) if (count > 0) say(`  ${String(count).padStart(8)} ${what}`)
  for (const { code, field, count } of problems)
    say(`  ${String(count).padStart(8)} × ${field}: ${problemWords[code].en}`)
}

async function dryRun(ctx: Context, importId: string, { json }: Options): Promise<void> {
  const survey = await surveyImport(ctx, importId)
  const {
    report,
    problems: _problems,
    ...checked
  } = survey.missing.length === 0 ? await checkImport(ctx, importId) : { report: [], problems: [], rows: 0 }
  await discardImport(ctx, importId)
  process.exitCode = survey.missing.length === 0 && survey.dates.sure ? 0 : 1
  if (json)
    return say(
      JSON.stringify({
        ok: process.exitCode === 0,
        mapping: survey.it.mapping,
        missing: survey.missing,
        dates: survey.dates,
        ...checked,
        report,
      }),
    )
  tellSurvey(survey)
  for (const [what, count] of Object.entries(checked)) say(`  ${String(count).padStart(8)} ${what}`)
  for (const line of report.slice(0, 20))
    say(`  ${line.file}:${line.rowInFile} ${line.column} “${line.value}”: ${problemWords[line.code].en}`)
  if (report.length > 20) say(`  … ${report.length >= 1_000 ? "many" : report.length - 20} more`)
}

function tellSurvey({ files, it, missing, dates }: Survey): void {
  const layout = files[0]?.layout
  say(
    `${files.length} file(s), ${layout?.encoding}, columns parted by ${JSON.stringify(layout?.delimiter)}, header in row ${layout?.headerRow}`,
  )
  for (const [field, columns] of Object.entries(it.mapping)) say(`  ${field.padStart(14)} ← ${columns.join(" + ")}`)
  if (missing.length > 0) say(`  No column was found for: ${missing.join(", ")}. Name it with --map.`)
  if (!dates.sure) say(`  “${dates.example}” can be read in more than one way. Say --dates dmy or --dates mdy.`)
}
