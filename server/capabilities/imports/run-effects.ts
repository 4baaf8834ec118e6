import { z } from "zod"
import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { type Effect, enqueue, enqueueAll, type Outcome, performedEffect } from "#kernel/effects"
import { applyCustomerRows } from "./apply-customer-rows.ts"
import { applyOrderRows } from "./apply-order-rows.ts"
import { applyProductRows } from "./apply-product-rows.ts"
import { applyReturns } from "./apply-returns.ts"
import type { Applied } from "./applied.ts"
import type { ImportKind, Row } from "./model.ts"
import type { Reading } from "./reader-rules.ts"
import { splitFiles } from "./split-files.ts"
import { addDone, lockImport, selectImport, type StoredImport, updateFailed, updateState } from "./storage.ts"
import {
  endChunk,
  insertParts,
  insertProblems,
  insertRows,
  selectOpenChunks,
  takeParts,
  takeReturns,
} from "./storage-chunks.ts"

const crash = crashpoints(
  "imports.split.before_commit",
  "imports.chunk.before_commit",
  "imports.chunk.after_commit",
  "imports.returns.before_commit",
)

const Run = z.object({ importId: z.uuid(), run: z.int() })
type Run = z.infer<typeof Run>
const ChunkRun = Run.extend({ chunkNo: z.int() })
type ChunkRun = z.infer<typeof ChunkRun>

/** Return slips that are matched to orders at a time, in lines of the files. */
const returnRows = 1_500
// Short, so that another process soon takes over from one that died; the heartbeat keeps it for those that live.
const leaseMs = 15_000

/** An attempt that threw is tried again a few times; when it is given up the import says so, and can be resumed. */
const settle = async (ctx: Context, { importId, run }: Run, outcome: Outcome): Promise<void> => {
  if (outcome.kind === "done" || outcome.kind === "retry") return
  await updateFailed(ctx, importId, run, outcome.kind === "expired" ? "expired" : outcome.reason, {})
}

/** Cuts the files of an import into chunks and asks for each of them. */
export const splitEffect: Effect<Run> = performedEffect({
  kind: "imports.split",
  title: { ja: "取り込むファイルの仕分け", en: "Parting a file to be imported" },
  payload: Run,
  concurrency: 1,
  leaseMs,
  maxAttempts: 4,
  perform: async (ctx, { importId, run }, attempt) => {
    const it = await inTransaction(ctx, (ctx) => selectImport(ctx, importId))
    if (!it || it.state !== "splitting" || it.run !== run || !it.reading) return { kind: "done" }
    await splitFiles(ctx, it, run * 1_000 + attempt, async (ctx, chunks) => {
      await askForChunks(ctx, { importId, run }, chunks)
      if (chunks.length === 0)
        await endSales(ctx, await addDone(ctx, importId, { rows: 0, chunks: 0, problems: 0, tally: nothing }))
      crash("imports.split.before_commit")
    })
    return { kind: "done" }
  },
  settle,
  lost: () => "retry",
})

const nothing = { created: 0, changed: 0, unchanged: 0, returned: 0, skipped: 0, refused: 0 }

/** Takes in one chunk: its lines, what became of them, the report and the progress stand or fall together (F05). */
export const chunkEffect: Effect<ChunkRun> = performedEffect({
  kind: "imports.chunk",
  title: { ja: "ファイルの取り込み", en: "Importing a file" },
  payload: ChunkRun,
  concurrency: 3,
  leaseMs,
  maxAttempts: 4,
  perform: async (ctx, payload) => {
    await inTransaction(ctx, async (ctx) => {
      await applyChunk(ctx, payload)
      crash("imports.chunk.before_commit")
    })
    crash("imports.chunk.after_commit")
    return { kind: "done" }
  },
  settle,
  lost: () => "retry",
})

/** Takes in the return slips, in the order of the files, and ends the import. */
export const returnsEffect: Effect<Run> = performedEffect({
  kind: "imports.returns",
  title: { ja: "返品伝票の取り込み", en: "Importing return slips" },
  payload: Run,
  concurrency: 1,
  leaseMs,
  maxAttempts: 4,
  perform: async (ctx, { importId, run }) => {
    for (let more = true; more; ) {
      more = await inTransaction(ctx, async (ctx) => {
        const applied = await applyNextReturns(ctx, importId, run)
        crash("imports.returns.before_commit")
        return applied
      })
    }
    return { kind: "done" }
  },
  settle,
  lost: () => "retry",
})

const rowsOf: Readonly<Record<ImportKind, (ctx: Context, reading: Reading, rows: readonly Row[]) => Promise<Applied>>> =
  {
    orders: applyOrderRows,
    products: applyProductRows,
    customers: applyCustomerRows,
  }

async function applyChunk(ctx: Context, { importId, run, chunkNo }: ChunkRun): Promise<void> {
  const it = await selectImport(ctx, importId)
  if (!it || it.state !== "running" || it.run !== run || !(await endChunk(ctx, importId, chunkNo))) return
  const rows = await takeParts(ctx, importId, it.attempt, chunkNo)
  const applied = await rowsOf[it.kind](ctx, readingOf(it), rows)
  if (applied.returns.length > 0)
    await insertParts(ctx, importId, it.attempt, 2, [{ chunkNo, partNo: 0, rows: applied.returns }])
  const after = await keep(ctx, importId, applied, 1)
  if (after.chunksDone === after.chunksTotal) await endSales(ctx, after)
}

async function keep(ctx: Context, importId: string, applied: Applied, chunks: number): Promise<StoredImport> {
  await insertRows(ctx, importId, applied.rows)
  await insertProblems(ctx, importId, applied.problems)
  return addDone(ctx, importId, {
    rows: applied.rows.length,
    chunks,
    problems: applied.problems.length,
    tally: applied.tally,
  })
}

/** All sales are in: the return slips follow, if there can be any. */
async function endSales(ctx: Context, it: StoredImport): Promise<void> {
  if (it.kind !== "orders") return endImport(ctx, it.importId)
  await enqueue(ctx, returnsEffect, { importId: it.importId, run: it.run }, { key: `${it.importId}:${it.run}` })
}

async function endImport(ctx: Context, importId: string): Promise<void> {
  await updateState(ctx, importId, "finished")
  await audit(ctx, { action: "imports.finished", subject: `import:${importId}` })
}

/** False when all slips are done, and the import with them. */
async function applyNextReturns(ctx: Context, importId: string, run: number): Promise<boolean> {
  const it = await lockImport(ctx, importId)
  if (!it || it.state !== "running" || it.run !== run) return false
  const rows = await takeReturns(ctx, importId, it.attempt, returnRows)
  if (rows.length > 0) await keep(ctx, importId, await applyReturns(ctx, readingOf(it), rows), 0)
  else await endImport(ctx, importId)
  return rows.length > 0
}

function readingOf(it: StoredImport): Reading {
  if (!it.reading) throw new Error("an import runs that was never started")
  const { kind, source, mapping, settings, createdAt } = it
  return { kind, source, mapping, settings, slots: it.reading.slots, dates: it.reading.dates, at: createdAt }
}

async function askForChunks(ctx: Context, { importId, run }: Run, chunks: readonly number[]): Promise<void> {
  await enqueueAll(
    ctx,
    chunkEffect,
    chunks.map((chunkNo) => ({ payload: { importId, run, chunkNo }, key: `${importId}:${chunkNo}:${run}` })),
  )
}

/** Asks anew for everything that an import has still to do. */
export async function askForRest(ctx: Context, it: StoredImport, run: number): Promise<void> {
  const { importId } = it
  if (it.state === "splitting")
    return void (await enqueue(ctx, splitEffect, { importId, run }, { key: `${importId}:${run}` }))
  const open = await selectOpenChunks(ctx, importId)
  if (open.length > 0) await askForChunks(ctx, { importId, run }, open)
  else await endSales(ctx, { ...it, run })
}
