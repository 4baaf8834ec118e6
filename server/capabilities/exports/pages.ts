import { inBrand } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { page } from "#kernel/page"
import { readToken } from "#kernel/tokens"
import { fileOf } from "./run-export.ts"
import { endings, mediaTypes } from "./write-file.ts"

export const filePath = "/api/v1/export-files"
const prefix = "export-file:"
export const fileResource = (exportId: string): string => `${prefix}${exportId}`

/** The file of an export, made and sent piece by piece. */
export const sendFile = page("GET /api/v1/export-files/:token", async (ctx, request) => {
  const { brandId, resource } = readToken(ctx, "file", request.path["token"] ?? "")
  if (!resource.startsWith(prefix)) throw KernelError.BadLink()
  const { what, format, exportId, createdAt, bytes } = await fileOf(
    inBrand(ctx, brandId),
    resource.slice(prefix.length),
  )
  const day = createdAt.toISOString().slice(0, 10)
  return {
    status: 200,
    headers: {
      "content-type": mediaTypes[format],
      "content-disposition": `attachment; filename="${what}-${day}-${exportId.slice(-6)}.${endings[format]}"`,
      "cache-control": "no-store",
    },
    body: "",
    pieces: bytes,
  }
})
