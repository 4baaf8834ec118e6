import { inBrand } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { page } from "#kernel/page"
import { readToken } from "#kernel/tokens"
import { type FileKind, fileKinds, fileOf } from "./files.ts"
import { Month } from "./model.ts"

export const filePath = "/api/v1/accounting-files"
const prefix = "accounting:"
export const fileResource = (kind: FileKind, month: string): string => `${prefix}${kind}:${month}`

/** A month's file, made and sent piece by piece. */
export const sendAccountFile = page("GET /api/v1/accounting-files/:token", async (ctx, request) => {
  const { brandId, resource } = readToken(ctx, "file", request.path["token"] ?? "")
  const [, wanted, month] = /^accounting:([a-z-]+):(.+)$/.exec(resource) ?? []
  const kind = fileKinds.find((one) => one === wanted)
  if (!kind || !Month.safeParse(month).success) throw KernelError.BadLink()
  const isJson = kind === "roll-forward"
  return {
    status: 200,
    headers: {
      "content-type": isJson
        ? "application/json; charset=utf-8"
        : `text/csv; charset=${kind === "yayoi" ? "shift_jis" : "utf-8"}`,
      "content-disposition": `attachment; filename="points-${kind}-${month}.${isJson ? "json" : "csv"}"`,
      "cache-control": "no-store",
    },
    body: "",
    pieces: fileOf(inBrand(ctx, brandId), kind, month ?? ""),
  }
})
