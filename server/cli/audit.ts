import type { Command } from "commander"
import { allBrands, type AuditVerdict, verifyAudit } from "#brands"
import { type Context, inBrand, inTransaction } from "../kernel/context.ts"
import type { Text } from "../kernel/text.ts"
import { say, withInstallation } from "./installation.ts"
import { spoken } from "./language.ts"

type Chain = { readonly name: string; readonly verdict: AuditVerdict }

/** `maido audit verify`: walks the chain of each brand's log and of the installation's (S70); exits 1 when one is broken. */
export function auditCommands(program: Command): void {
  const command = program.command("audit").description("the audit log, a chain in which nothing changes unnoticed")
  command
    .command("verify")
    .description("walk every chain and check each link; exits 1 at the first entry that does not fit")
    .option("--brand <slug>", "only this brand's log")
    .option("--json", "for machines")
    .action(({ brand, json }: { brand?: string; json?: boolean }) =>
      withInstallation(async ({ platform }) => {
        const chains = await walk(platform, brand)
        if (!chains) return unknown(platform, brand ?? "")
        const ok = chains.every(({ verdict }) => verdict.intact)
        if (json) say(JSON.stringify({ ok, chains: chains.map(({ name, verdict }) => ({ name, ...verdict })) }))
        else for (const chain of chains) say(spoken(sentence(chain)))
        process.exitCode = ok ? 0 : 1
      }),
    )
}

async function walk(platform: Context, slug: string | undefined): Promise<Chain[] | undefined> {
  const brands = (await inTransaction(platform, allBrands)).filter((brand) => slug === undefined || brand.slug === slug)
  if (slug !== undefined && brands.length === 0) return undefined
  const chains: Chain[] = []
  if (slug === undefined) chains.push({ name: "installation", verdict: await verifyAudit(platform) })
  for (const { brandId, slug: name } of brands)
    chains.push({ name, verdict: await verifyAudit(inBrand(platform, brandId)) })
  return chains
}

function sentence({ name, verdict }: Chain): Text {
  if (!verdict.intact)
    return {
      ja: `${name}：${verdict.brokenAt}件目の記録がつながりません。この記録以降は、あとから書き換えられたか、抜き取られたおそれがあります。バックアップと見比べてください。`,
      en: `${name}: entry ${verdict.brokenAt} does not fit. From here on the log was changed or entries were taken out; compare it with a backup.`,
    }
  const { entries, head } = verdict
  return { ja: `${name}：正常、${entries}件（末尾 ${head}）`, en: `${name}: ok, ${entries} entries (head ${head})` }
}

async function unknown(platform: Context, slug: string): Promise<void> {
  const slugs = (await inTransaction(platform, allBrands)).map((brand) => brand.slug).join(", ")
  const words = {
    ja: `ブランド ${slug} はありません。あるのは：${slugs}`,
    en: `There is no brand ${slug}. There are: ${slugs}`,
  }
  process.stderr.write(`${spoken(words)}\n`)
  process.exitCode = 1
}
