import { type Context, inBrand } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { page } from "#kernel/page"
import { readToken } from "#kernel/tokens"
import { addPiece, pieceBytes } from "./begin-import.ts"
import { reportFile } from "./report.ts"

export const uploadPath = "/api/v1/import-pieces"
export const reportPath = "/api/v1/import-reports"

// A permission to upload opens no report, and the other way round.
export const uploadResource = (importId: string): string => `import-upload:${importId}`
export const reportResource = (importId: string): string => `import-report:${importId}`

/**
 * Takes a piece of a file: raw bytes, up to 20 MB (F81). The permission is a header of its own that no browser sends by
 * itself, so another site can't make one send files (S07).
 */
export const receivePiece = page(
  "PUT /api/v1/import-pieces/:fileNo/:pieceNo",
  async (ctx, request) => {
    const token = request.headers["x-upload-token"]
    const { brand, importId } = opened(ctx, typeof token === "string" ? token : "", "import-upload:")
    const fileNo = numberIn(request.path["fileNo"])
    const pieceNo = numberIn(request.path["pieceNo"])
    const fileName = (request.query.get("name") ?? "").replace(/[\\/\p{C}]/gu, "_") || `file ${fileNo + 1}.csv`
    await addPiece(brand, importId, { fileNo, pieceNo, fileName, bytes: request.body })
    return {
      status: 200,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ done: true }),
    }
  },
  { maxBytes: pieceBytes, perMinute: 1_200 },
)

/** The report of an import as a file to save. */
export const sendReport = page("GET /api/v1/import-reports/:token", async (ctx, request) => {
  const { brand, importId } = opened(ctx, request.path["token"] ?? "", "import-report:")
  return {
    status: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="import-report-${importId.slice(-12)}.csv"`,
      "cache-control": "no-store",
    },
    body: await reportFile(brand, importId),
  }
})

function opened(ctx: Context, token: string, prefix: string): { brand: Context; importId: string } {
  const { brandId, resource } = readToken(ctx, "file", token)
  if (!resource.startsWith(prefix)) throw KernelError.BadLink()
  return { brand: inBrand(ctx, brandId), importId: resource.slice(prefix.length) }
}

function numberIn(text: string | undefined): number {
  if (/^\d{1,4}$/.test(text ?? "")) return Number(text)
  throw KernelError.InvalidRequest({ field: "fileNo, pieceNo" })
}
