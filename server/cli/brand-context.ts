import { allBrands, brandBySlug } from "#brands"
import { ImportError } from "#imports"
import { type Context, inBrand, inTransaction } from "../kernel/context.ts"
import { ExpectedError } from "../kernel/errors.ts"
import { say } from "./installation.ts"

/** The brand of this name, for `maido import`. Throws `imports.UnknownBrand`, which names those that there are. */
export async function contextOf(platform: Context, slug: string): Promise<Context> {
  const [brand, brands] = await inTransaction(
    platform,
    async (ctx) => [await brandBySlug(ctx, slug), await allBrands(ctx)] as const,
  )
  if (brand)
    return {
      ...inBrand(platform, brand.brandId),
      actor: { kind: "system", reason: "command line" },
      cause: "maido import",
    }
  throw ImportError.UnknownBrand({ field: "--brand", slug, known: brands.map((b) => b.slug).join(", ") || "—" })
}

/** Says what went wrong in both languages, or as JSON, and ends with 1. */
export async function tellErrors(options: { readonly json?: boolean }, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    if (options.json)
      say(JSON.stringify({ ok: false, code: error.code, message: error.sentence, field: error.details.field ?? null }))
    else process.stderr.write(`${error.sentence.en}\n${error.sentence.ja}\n`)
    process.exitCode = 1
  }
}
