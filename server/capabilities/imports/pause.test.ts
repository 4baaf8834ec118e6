import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { count, ledger, ready, utf8 } from "#testing/import-files"
import { addPiece, cancelImport, importById, pauseImport, resumeImport, startImport } from "./index.ts"

test("an import can be paused, gone on with and ended early", async () => {
  const ctx = await testContext()
  const { importId } = await ready(ctx, utf8(ledger))
  await startImport(ctx, importId)
  await expect(startImport(ctx, importId)).rejects.toMatchObject({ code: "imports.WrongState" })
  await expect(
    addPiece(ctx, importId, { fileNo: 0, pieceNo: 0, fileName: "x", bytes: utf8("x") }),
  ).rejects.toMatchObject({ code: "imports.WrongState" })
  await resumeImport(ctx, importId)
  await ctx.drain()
  expect(await importById(ctx, importId)).toMatchObject({ state: "finished", rowsDone: 4 })
  await expect(pauseImport(ctx, importId)).rejects.toMatchObject({ code: "imports.WrongState" })
  const second = await ready(ctx, utf8(ledger), { source: "other" })
  await startImport(ctx, second.importId)
  await cancelImport(ctx, second.importId)
  await ctx.drain()
  expect(await importById(ctx, second.importId)).toMatchObject({ state: "cancelled", rowsDone: 0 })
  expect(await count(ctx, "orders.orders")).toBe(3)
})
