import { audit } from "#brands"
import { type Identity, ownersOf, rootIdsOf } from "#customers"
import { holdersOf } from "#members"
import { type Carried, carryOver } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { dayIn, startOfDay } from "#kernel/zones"
import type { Text } from "#kernel/text"
import { AccountingError } from "./errors.ts"
import { keyOf, type OpeningProblem, type OpeningRow, readOpening, says } from "./opening-rules.ts"
import { zoneOf } from "./roll-forward.ts"
import { noteLines } from "./storage-opening.ts"

export type OpeningFile = {
  /** Names the balances that are brought along: the same line under it again brings nothing. */
  readonly name: string
  readonly csv: string
  /** The row of the first line below the head, where the file comes in pieces. */
  readonly firstRow: number
  readonly dryRun: boolean
  /** Names one going through the file: its pieces are looked at as one file. */
  readonly run?: string | undefined
}

const mostRows = 5_000
const shownProblems = 100

const unknown: Text = {
  ja: "この会員は見つかりません。先にお客様のファイルを取り込んでください。",
  en: "There is no such member. Import the file of customers first.",
}
const differs: Text = {
  ja: "この会員の同じ期限・種別のポイントは、別の数ですでに引き継いでいます。違いは手での調整で直してください。",
  en: "Other points of this member, end and kind were brought along before. Put the difference right by hand.",
}

/**
 * Brings along what members had in the system before, from a file: each line once for the name, as lots with their own end,
 * paid ones apart. Lines with a problem are told and left out; told again when they are put right, the others stay as they
 * are. Of a file in pieces the same member, end and kind is taken once within a `run`. `dryRun` brings nothing. Audited. Throws `accounting.UnreadableOpening`, `accounting.TooManyRows`.
 */
export const bringAlong = (ctx: Context, { name, csv, firstRow, dryRun, run }: OpeningFile) =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    const read = readOpening(csv, dayIn(zone, ctx.now()), firstRow)
    if (typeof read === "string") throw AccountingError.UnreadableOpening({ field: "csv", what: read })
    if (read.rows.length > mostRows) throw AccountingError.TooManyRows({ field: "csv", most: mostRows })
    const lineOf = (row: OpeningRow) => ({ key: ctx.keys.fingerprint(keyOf(row)).slice(0, 32), row: row.row })
    const twice = run === undefined ? new Set<number>() : await noteLines(ctx, run, read.rows.map(lineOf))
    const rows = read.rows.filter(({ row }) => !twice.has(row))
    const owners = await whoAre(ctx, rows)
    const found = rows.flatMap((row) => {
      const customerId = owners.get(row.member)
      return customerId === undefined ? [] : [{ row, carried: carriedOf(ctx, name, row, customerId, zone) }]
    })
    const outcomes = await carryOver(
      ctx,
      found.map(({ carried }) => carried),
      { dryRun },
    )
    const of = (outcome: string) => found.filter((_, index) => outcomes[index] === outcome)
    const problems: OpeningProblem[] = [
      ...read.problems,
      ...[...twice].map((row) => ({ row, says: says.twice })),
      ...rows.filter(({ member }) => !owners.has(member)).map(({ row }) => ({ row, says: unknown })),
      ...of("differs").map(({ row: { row } }) => ({ row, says: differs })),
    ].toSorted((a, b) => a.row - b.row)
    const fresh = of("new").map(({ carried }) => carried)
    const points = (isPaid: boolean) => fresh.reduce((sum, one) => sum + (one.isPaid === isPaid ? one.points : 0), 0)
    const told = {
      rows: read.rows.length + read.problems.length,
      fresh: fresh.length,
      known: of("known").length,
      people: new Set(fresh.map(({ customerId }) => customerId)).size,
      freePoints: points(false),
      paidPoints: points(true),
      problemCount: problems.length,
      problems: problems.slice(0, shownProblems),
    }
    if (!dryRun && fresh.length > 0)
      await audit(ctx, {
        action: "accounting.points-carried",
        subject: "points:opening",
        after: { name, rows: told.fresh, points: told.freePoints, paid: told.paidPoints },
      })
    return told
  })

/** The cause names nobody: a print of the name in the file, which a merge or another way of writing does not change. */
function carriedOf(ctx: Context, name: string, row: OpeningRow, customerId: string, zone: string): Carried {
  const { member, points, isPaid, endsOn, earnedOn } = row
  const id = `${name}:${ctx.keys.fingerprint(member.toLowerCase()).slice(0, 32)}`
  const cause = { type: "opening", id, rule: endsOn ?? "never", seq: isPaid ? 1 : 0 }
  const earnedAt = earnedOn === null ? ctx.now() : startOfDay(zone, earnedOn)
  return { customerId, points, isPaid, cause, earnedAt, endsOn }
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Whom the names in a file mean, by the name: customer ids, cards, mail addresses and telephone numbers. */
async function whoAre(ctx: Context, rows: readonly OpeningRow[]): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(rows.map(({ member }) => member))]
  const ids = names.filter(isId)
  const [roots, cards] = [
    await rootIdsOf(ctx, ids),
    await holdersOf(
      ctx,
      names.filter((one) => !isId(one)),
    ),
  ]
  const identities = names
    .filter((one) => !isId(one) && !cards.has(one))
    .map((value): Identity => ({ kind: value.includes("@") ? "email" : "phone", issuer: "", value }))
  const owners = await ownersOf(ctx, identities)
  return new Map([...roots, ...cards, ...[...owners].map(([{ value }, owner]) => [value, owner] as const)])
}
