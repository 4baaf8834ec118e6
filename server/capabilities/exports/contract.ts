import { z } from "zod"
import { endpoint, listOf, listParams } from "#kernel/endpoint"
import { Export, exportFormats, exportKinds } from "./model.ts"

const right = "export"
const id = { exportId: z.uuid() }

export const listExports = endpoint("GET /api/v1/exports", {
  right,
  summary: { ja: "書き出しの一覧", en: "List exports" },
  params: { ...listParams },
  reply: listOf(Export),
})

export const postExport = endpoint("POST /api/v1/exports", {
  right,
  summary: { ja: "すべてを書き出す", en: "Take everything of one kind out" },
  params: { what: z.enum(exportKinds), format: z.enum(exportFormats), segmentId: z.uuid().optional() },
  reply: Export,
  perMinute: 20,
})

export const getExport = endpoint("GET /api/v1/exports/:exportId", {
  right,
  summary: { ja: "書き出しの進み具合", en: "How far an export is" },
  params: id,
  reply: Export,
})

export const postCancelExport = endpoint("POST /api/v1/exports/:exportId/cancel", {
  right,
  summary: { ja: "書き出しをやめ、ファイルを消す", en: "End an export and remove its file" },
  params: id,
  reply: Export,
})

export const postExportLink = endpoint("POST /api/v1/exports/:exportId/link", {
  right,
  summary: { ja: "ファイルを受け取るリンク（15分）", en: "A link to the file, for fifteen minutes" },
  params: id,
  reply: z.object({ path: z.string() }),
  perMinute: 60,
})
