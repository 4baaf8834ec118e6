import { createWriteStream } from "node:fs"
import { rename, rm } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { Argument, type Command, Option } from "commander"
import { allBrands, audit, brandBySlug } from "#brands"
import { type ExportFormat, exportFormats, type ExportKind, exportKinds, streamRows, writeFile } from "#exports"
import { type Context, inBrand, inTransaction } from "../kernel/context.ts"
import { say, withInstallation } from "./installation.ts"

type Options = {
  readonly brand: string
  readonly format: ExportFormat
  readonly out: string
  readonly segment?: string
  readonly json?: boolean
}

/** `maido export customers --brand hinata --format csv --out customers.csv`: everything of one kind into a file (A17). */
export function exportCommands(program: Command): void {
  program
    .command("export")
    .description("take everything of one kind out into a file")
    .addArgument(new Argument("<what>", "what is taken out").choices(exportKinds))
    .requiredOption("--brand <slug>", "whose it is")
    .addOption(new Option("--format <format>", "form of the file").choices(exportFormats).default("ndjson"))
    .requiredOption("--out <file>", "the file to write; one of that name is replaced when all is written")
    .option("--segment <id>", "for segment-members: whose members")
    .option("--json", "for machines")
    .action(takeOut)
}

async function takeOut(what: ExportKind, { brand: slug, format, out, segment, json }: Options): Promise<void> {
  await withInstallation(async ({ platform }) => {
    const ctx = await contextOf(platform, slug)
    if (!ctx || (what === "segment-members" && !segment)) {
      const slugs = (await inTransaction(platform, allBrands)).map((brand) => brand.slug).join(", ")
      process.stderr.write(ctx ? "Give --segment.\n" : `There is no brand ${slug}. There are: ${slugs}\n`)
      process.exitCode = 1
      return
    }
    let rows = 0
    const pieces = streamRows(ctx, { what, segmentId: segment ?? null }, (count) => (rows = count))
    const unfinished = `${out}.part`
    try {
      await pipeline(Readable.from(writeFile(what, format, pieces)), createWriteStream(unfinished))
      await rename(unfinished, out)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    await audit(ctx, { action: "exports.written", subject: `export:${what}`, after: { what, format, rows } })
    say(json ? JSON.stringify({ ok: true, what, format, rows, file: out }) : `${rows} rows of ${what} in ${out}`)
  })
}

async function contextOf(platform: Context, slug: string): Promise<Context | undefined> {
  const brand = await inTransaction(platform, (ctx) => brandBySlug(ctx, slug))
  return (
    brand && {
      ...inBrand(platform, brand.brandId),
      actor: { kind: "system", reason: "command line" },
      cause: "maido export",
    }
  )
}
