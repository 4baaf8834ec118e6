import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { issueToken } from "#kernel/tokens"
import { beginImport, pieceBytes } from "./begin-import.ts"
import * as contract from "./contract.ts"
import { importById, importProgress, listImports } from "./find-import.ts"
import type { Field } from "./model.ts"
import { reportPath, reportResource, uploadPath, uploadResource } from "./pages.ts"
import { previewImport } from "./preview-import.ts"
import { isNote, problemWords, type ReportLine } from "./problem-rules.ts"
import { importProblems, problemCounts } from "./report.ts"
import { cancelImport, discardImport, pauseImport, resumeImport, startImport } from "./start-import.ts"
import { chooseColumns, importFields, type Survey, surveyImport } from "./survey-import.ts"

export const routes = [
  route(contract.listImports, listImports),
  route(contract.beginImport, (ctx, { settings, ...wanted }) =>
    beginImport(ctx, { ...wanted, settings: present(settings) }),
  ),
  route(contract.allowUpload, async (ctx, { importId }) => {
    await importById(ctx, importId)
    return {
      path: uploadPath,
      token: issueToken(ctx, "file", { subject: "", resource: uploadResource(importId) }),
      pieceBytes,
    }
  }),
  route(contract.surveyImport, async (ctx, { importId }) => surveyReply(ctx, await surveyImport(ctx, importId))),
  route(contract.chooseColumns, async (ctx, { importId, ...choice }) =>
    surveyReply(ctx, await chooseColumns(ctx, importId, choice)),
  ),
  route(contract.previewImport, async (ctx, { importId }) => {
    const { fields, problems, ...preview } = await previewImport(ctx, importId)
    return { ...preview, fields: fields.map(fieldReply), problems: problems.map(problemReply) }
  }),
  route(contract.startImport, (ctx, { importId }) => startImport(ctx, importId)),
  route(contract.getImport, async (ctx, { importId }) => {
    const { it, ...progress } = await importProgress(ctx, importId)
    return { ...it, ...progress }
  }),
  route(contract.pauseImport, (ctx, { importId }) => pauseImport(ctx, importId)),
  route(contract.resumeImport, (ctx, { importId }) => resumeImport(ctx, importId)),
  route(contract.cancelImport, (ctx, { importId }) => cancelImport(ctx, importId)),
  route(contract.discardImport, async (ctx, { importId }) => {
    await discardImport(ctx, importId)
    return { done: true as const }
  }),
  route(contract.listProblems, async (ctx, { importId, ...page }) => {
    const { items, cursor } = await importProblems(ctx, importId, page)
    return { items: items.map(problemReply), cursor }
  }),
  route(contract.countProblems, async (ctx, { importId }) => {
    const counts = await problemCounts(ctx, importId)
    return { counts: counts.map((c) => ({ ...c, isNote: isNote(c.code), message: wordsOf(c.code) })) }
  }),
  route(contract.linkReport, async (ctx, { importId }) => {
    await importById(ctx, importId)
    return { path: `${reportPath}/${issueToken(ctx, "file", { subject: "", resource: reportResource(importId) })}` }
  }),
]

const surveyReply = async (ctx: Context, { it, ...survey }: Survey) => ({
  ...it,
  ...survey,
  fields: (await importFields(ctx, it)).map(fieldReply),
})

const fieldReply = ({ key, label, required, joins }: Field) => ({
  key,
  label,
  required: required ?? false,
  joins: joins !== undefined,
})

const wordsOf = (code: ReportLine["code"]) => ({ ja: problemWords[code].ja, en: problemWords[code].en })
const problemReply = ({ row: _row, ...line }: ReportLine) => ({
  ...line,
  isNote: isNote(line.code),
  message: wordsOf(line.code),
})

const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  // safe: only entries without a value were taken away
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
