import type { Command } from "commander"
import { allBrands } from "#brands"
import { type LedgerVerdict, verifyLedger } from "#points"
import { type Context, inBrand, inTransaction } from "../kernel/context.ts"
import type { Text } from "../kernel/text.ts"
import { say, withInstallation } from "./installation.ts"
import { spoken } from "./language.ts"

type Book = LedgerVerdict & { readonly brand: string }

/** `maido ledger verify`: walks the journal of points of each brand, each lot and each balance (INV07, INV10); exits 1 when one is off. */
export function ledgerCommands(program: Command): void {
  const command = program.command("ledger").description("the ledger of points, in which nothing changes unnoticed")
  command
    .command("verify")
    .description(
      "check every sealed block, lot and balance against the journal; exits 1 at the first that does not fit",
    )
    .option("--brand <slug>", "only this brand's ledger")
    .option("--json", "for machines")
    .action(({ brand, json }: { brand?: string; json?: boolean }) =>
      withInstallation(async ({ platform }) => {
        const books = await walk(platform, brand)
        if (!books) return unknown(brand ?? "")
        const ok = books.every(({ intact }) => intact)
        if (json) say(JSON.stringify({ ok, books }))
        else for (const book of books) say(spoken(sentence(book)))
        if (!json && books.length === 0) say(spoken(nothing))
        process.exitCode = ok ? 0 : 1
      }),
    )
}

const nothing: Text = { ja: "ポイントの帳簿はまだありません。", en: "There is no ledger of points yet." }

async function walk(platform: Context, slug: string | undefined): Promise<Book[] | undefined> {
  const brands = (await inTransaction(platform, allBrands)).filter((brand) => slug === undefined || brand.slug === slug)
  if (slug !== undefined && brands.length === 0) return undefined
  const books: Book[] = []
  for (const { brandId, slug: brand } of brands)
    for (const verdict of await verifyLedger(inBrand(platform, brandId))) books.push({ brand, ...verdict })
  return books
}

function sentence({ brand, book, intact, sealed, head, broken, lots, members }: Book): Text {
  const name = `${brand} ${book}`
  if (intact)
    return {
      ja: `${name}：正常、封印 ${sealed}件（末尾 ${head}）`,
      en: `${name}: ok, ${sealed} sealed entries (head ${head})`,
    }
  if (broken)
    return {
      ja: `${name}：${broken.block}番目の封印が合いません${broken.entry === null ? "" : `（記録 ${broken.entry}）`}。あとから書き換えられたか、抜き取られたおそれがあります。バックアップと見比べてください。`,
      en: `${name}: block ${broken.block} does not fit${broken.entry === null ? "" : ` (entry ${broken.entry})`}. The journal was changed or entries were taken out; compare it with a backup.`,
    }
  return {
    ja: `${name}：記録と合わないロット ${lots.length}件、会員 ${members.length}人。${[...lots, ...members].slice(0, 5).join("、")}`,
    en: `${name}: ${lots.length} lots and ${members.length} members differ from the journal: ${[...lots, ...members].slice(0, 5).join(", ")}`,
  }
}

function unknown(slug: string): void {
  process.stderr.write(`${spoken({ ja: `ブランド ${slug} はありません。`, en: `There is no brand ${slug}.` })}\n`)
  process.exitCode = 1
}
