import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { dateOrders, encodings, importKinds, ImportSettings, importStates, Mapping, problemCodes } from "./model.ts"

const Words = z.object({ ja: z.string(), en: z.string() })

const Tally = z.object({
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  returned: z.int(),
  skipped: z.int(),
  refused: z.int(),
})

export const ImportReply = z.object({
  importId: z.uuid(),
  kind: z.enum(importKinds),
  name: z.string(),
  source: z.string(),
  state: z.enum(importStates),
  failure: z.string().nullable(),
  settings: ImportSettings,
  mapping: Mapping,
  rowsTotal: z.int(),
  rowsDone: z.int(),
  problems: z.int(),
  tally: Tally,
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
})

const File = z.object({
  fileNo: z.int(),
  name: z.string(),
  bytes: z.int(),
  layout: z
    .object({
      encoding: z.enum(encodings),
      delimiter: z.string(),
      headerRow: z.int(),
      columns: z.array(z.string()).readonly(),
    })
    .nullable(),
})

const Progress = ImportReply.extend({
  files: z.array(File).readonly(),
  /** Lines each second since the start. */
  rowsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
})

const Field = z.object({
  key: z.string(),
  label: Words,
  required: z.boolean(),
  /** Several columns may make up one value. */
  joins: z.boolean(),
})

const Survey = ImportReply.extend({
  files: z.array(File).readonly(),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()).readonly() })).readonly(),
  fields: z.array(Field).readonly(),
  missing: z.array(z.string()).readonly(),
  dates: z.object({ order: z.enum(dateOrders), sure: z.boolean(), example: z.string() }),
})

export const ProblemReply = z.object({
  /** As a spreadsheet counts it, header included. */
  rowInFile: z.int(),
  file: z.string(),
  column: z.string(),
  field: z.string(),
  value: z.string(),
  code: z.enum(problemCodes),
  isNote: z.boolean(),
  message: Words,
})

const right = "imports:write"
const id = { importId: z.uuid() }

export const listImports = endpoint("GET /api/v1/imports", {
  right,
  summary: { ja: "取り込みの一覧", en: "List imports" },
  params: { ...listParams },
  reply: listOf(ImportReply),
})

export const beginImport = endpoint("POST /api/v1/imports", {
  right,
  summary: { ja: "取り込みを始める", en: "Begin an import" },
  params: {
    kind: z.enum(importKinds),
    name: z.string().min(1).max(200),
    source: z.string().max(60).default(""),
    settings: z.strictObject(ImportSettings.shape).partial().default({}),
  },
  reply: ImportReply,
})

/** Pieces go to `PUT <path>/<fileNo>/<pieceNo>?name=<file name>` with the header `x-upload-token`. */
export const allowUpload = endpoint("POST /api/v1/imports/:importId/upload", {
  right,
  summary: { ja: "ファイルを送るための許可（15分）", en: "Permission to send files (15 minutes)" },
  params: id,
  reply: z.object({ path: z.string(), token: z.string(), pieceBytes: z.int() }),
})

export const surveyImport = endpoint("POST /api/v1/imports/:importId/survey", {
  right,
  summary: { ja: "ファイルを調べ、列の対応づけを提案する", en: "Look at the files and propose a matching of columns" },
  params: id,
  reply: Survey,
})

export const chooseColumns = endpoint("PUT /api/v1/imports/:importId/columns", {
  right,
  summary: { ja: "列の対応づけと読み方を決める", en: "Choose which columns hold what, and how they are read" },
  params: { ...id, mapping: Mapping, settings: z.strictObject(ImportSettings.shape) },
  reply: Survey,
})

export const previewImport = endpoint("GET /api/v1/imports/:importId/preview", {
  right,
  summary: { ja: "はじめの行がどう読まれるか", en: "How the first lines would be read" },
  params: id,
  reply: z.object({
    fields: z.array(Field).readonly(),
    rows: z.array(z.object({ row: z.int(), values: z.record(z.string(), z.string()) })).readonly(),
    looked: z.int(),
    rowsAbout: z.int(),
    checked: z.object({ taken: z.int(), returned: z.int(), skipped: z.int(), refused: z.int() }),
    problems: z.array(ProblemReply).readonly(),
  }),
})

export const startImport = endpoint("POST /api/v1/imports/:importId/start", {
  right,
  summary: { ja: "取り込む", en: "Start the import" },
  params: id,
  reply: ImportReply,
})

export const getImport = endpoint("GET /api/v1/imports/:importId", {
  right,
  summary: { ja: "取り込みの進み具合", en: "How far an import is" },
  params: id,
  reply: Progress,
})

export const pauseImport = endpoint("POST /api/v1/imports/:importId/pause", {
  right,
  summary: { ja: "取り込みを一時停止する", en: "Pause an import" },
  params: id,
  reply: ImportReply,
})

export const resumeImport = endpoint("POST /api/v1/imports/:importId/resume", {
  right,
  summary: { ja: "取り込みを再開する", en: "Go on with an import" },
  params: id,
  reply: ImportReply,
})

export const cancelImport = endpoint("POST /api/v1/imports/:importId/cancel", {
  right,
  summary: { ja: "取り込みをやめる（入った分は残ります）", en: "End an import early; what is in stays in" },
  params: id,
  reply: ImportReply,
})

export const discardImport = endpoint("DELETE /api/v1/imports/:importId", {
  right,
  summary: { ja: "始めていない取り込みを捨てる", en: "Discard an import that was never started" },
  params: id,
  reply: done,
})

export const listProblems = endpoint("GET /api/v1/imports/:importId/problems", {
  right,
  summary: { ja: "取り込みで気づいたこと（行ごと）", en: "What was wrong with which line" },
  params: { ...id, ...listParams, code: z.enum(problemCodes).optional() },
  reply: listOf(ProblemReply),
})

export const countProblems = endpoint("GET /api/v1/imports/:importId/problem-counts", {
  right,
  summary: { ja: "気づいたことの種類と件数", en: "How often each kind of finding was made" },
  params: id,
  reply: z.object({
    counts: z.array(
      z.object({ code: z.enum(problemCodes), field: z.string(), count: z.int(), isNote: z.boolean(), message: Words }),
    ),
  }),
})

export const linkReport = endpoint("POST /api/v1/imports/:importId/report", {
  right,
  summary: { ja: "報告書（CSV）へのリンク（15分）", en: "A link to the report as CSV (15 minutes)" },
  params: id,
  reply: z.object({ path: z.string() }),
})
