import { audit } from "#brands"
import { route } from "#kernel/capability"
import { issueToken } from "#kernel/tokens"
import { getExport, listExports, postCancelExport, postExport, postExportLink } from "./contract.ts"
import { filePath, fileResource } from "./pages.ts"
import { beginExport, cancelExport, known, mustBeAllowed, mustBeThere, shown } from "./run-export.ts"
import { selectExports } from "./storage.ts"

export const routes = [
  route(listExports, async (ctx, { cursor, limit }) => {
    const beforeId = cursor && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null
    const rows = await selectExports(ctx, beforeId, limit + 1)
    const items = rows.slice(0, limit)
    return { items: items.map(shown), cursor: rows.length > limit ? (items.at(-1)?.exportId ?? null) : null }
  }),
  route(postExport, beginExport),
  route(getExport, async (ctx, { exportId }) => shown(await known(ctx, exportId))),
  route(postCancelExport, (ctx, { exportId }) => cancelExport(ctx, exportId)),
  route(postExportLink, async (ctx, { exportId }) => {
    const { what } = await mustBeThere(ctx, exportId)
    mustBeAllowed(ctx, what)
    await audit(ctx, { action: "exports.downloaded", subject: `export:${exportId}`, after: { what } })
    return { path: `${filePath}/${issueToken(ctx, "file", { subject: "", resource: fileResource(exportId) })}` }
  }),
]
