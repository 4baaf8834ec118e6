import { route } from "#kernel/capability"
import { connectionOf, connectKlaviyo, disconnectKlaviyo } from "./connection.ts"
import * as contract from "./contract.ts"
import { importById, listImports, listProblems } from "./find-import.ts"
import { beginImport, cancelImport, pauseImport, resumeImport } from "./run-import.ts"

export const routes = [
  route(contract.getConnection, (ctx) => connectionOf(ctx)),
  route(contract.putConnection, (ctx, { key }) => connectKlaviyo(ctx, key)),
  route(contract.deleteConnection, async (ctx) => {
    await disconnectKlaviyo(ctx)
    return { done: true as const }
  }),
  route(contract.listImports, listImports),
  route(contract.postImport, beginImport),
  route(contract.getImport, (ctx, { importId }) => importById(ctx, importId)),
  route(contract.pauseImport, (ctx, { importId }) => pauseImport(ctx, importId)),
  route(contract.resumeImport, (ctx, { importId }) => resumeImport(ctx, importId)),
  route(contract.cancelImport, (ctx, { importId }) => cancelImport(ctx, importId)),
  route(contract.listProblems, listProblems),
]
