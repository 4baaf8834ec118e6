import { readFileSync } from "node:fs"
import { hostname, uptime } from "node:os"
import { sql } from "kysely"
import { correctionMs, movedBetween, movedMs } from "./clock-rules.ts"
import { realSource } from "./clock.ts"
import { type Context, inTransaction, lock, platformBrandId } from "./context.ts"

/** A jump of a clock. Until it is confirmed or over, work on many people at once waits. */
export type ClockMove = {
  readonly moveId: string
  /** Whose clock: the database's, or that of a machine which no longer agrees with the database. */
  readonly what: "database" | "machine"
  readonly machine: string
  /** Ahead when positive. */
  readonly movedMs: number
  readonly noticedAt: Date
}

/** The clocks of this machine. `boot` names one run of it, `upMs` goes on while it sleeps. */
export type Machine = {
  readonly name: string
  readonly boot: string
  readonly upMs: number
  readonly wallMs: number
}

const beatEveryMs = 10_000
const boot = bootName()

export const thisMachine = (): Machine => ({
  name: hostname(),
  boot,
  upMs: Math.round(uptime() * 1_000),
  wallMs: realSource.now().getTime(),
})

/** Where the system names its runs, one name for all processes of a run; elsewhere each process vouches for itself. */
function bootName(): string {
  try {
    return `${hostname()} ${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}`
  } catch {
    return `${hostname()} ${process.pid} ${Buffer.from(realSource.bytes(8)).toString("hex")}`
  }
}

/**
 * Compares the clocks every ten seconds, beginning now, and whenever `look` is called. `follow` is told by how much this
 * machine's clock has to be corrected, so that everything is due by the database's time.
 */
export async function startClockWatch(platform: Context, follow: (offsetMs: number) => void) {
  const look = async () => {
    try {
      const { offsetMs, moves } = await beat(platform, thisMachine())
      follow(correctionMs(offsetMs))
      for (const { what, movedMs } of moves)
        platform.log.error({ what, movedSeconds: Math.round(movedMs / 1_000) }, "a clock moved: mass work waits")
    } catch (err) {
      platform.log.warn({ err }, "the clocks could not be compared; trying again")
    }
  }
  let looking = look()
  await looking
  const lookAnew = () => (looking = looking.then(look))
  const timer = setInterval(() => void lookAnew(), beatEveryMs)
  timer.unref()
  return {
    look: lookAnew,
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}

type Row = { readonly boot: string; readonly beatAt: Date; readonly upMs: number }

/** One look at the clocks, written down. Returns how far the database's clock is ahead of the machine's, and new jumps. */
export async function beat(
  platform: Context,
  machine: Machine,
): Promise<{ offsetMs: number; moves: readonly ClockMove[] }> {
  return inTransaction(platform, async (ctx) => {
    await lock(ctx, "kernel.clock")
    const { rows } = await sql<Row & { now: Date }>`select c.boot, c.beat_at as "beatAt", c.up_ms as "upMs", t.now
      from (select clock_timestamp() as now) t left join kernel.clock c on c.brand_id = ${platformBrandId}
      order by c.boot = ${machine.boot} desc nulls last, c.beat_at desc limit 1`.execute(ctx.db)
    const databaseMs = rows[0]?.now.getTime() ?? machine.wallMs
    const last = rows[0]?.boot ? rows[0] : undefined
    const moves: ClockMove[] = []
    const moved = last
      ? movedBetween(
          { databaseMs: last.beatAt.getTime(), boot: last.boot, upMs: last.upMs },
          { databaseMs, boot: machine.boot, upMs: machine.upMs },
        )
      : 0
    if (moved !== 0) moves.push(...(await noteMove(ctx, moved, machine.name, new Date(databaseMs))))
    await sql`insert into kernel.clock (brand_id, boot, beat_at, up_ms)
      values (${platformBrandId}, ${machine.boot}, ${new Date(databaseMs)}, ${machine.upMs})
      on conflict (brand_id, boot) do update set beat_at = excluded.beat_at, up_ms = excluded.up_ms`.execute(ctx.db)
    const offsetMs = databaseMs - machine.wallMs
    moves.push(...(await noteOffset(ctx, offsetMs, machine.name, new Date(databaseMs))))
    return { offsetMs, moves }
  })
}

/** The database's clock moved. When this takes back what was open, time is right again and nobody needs to be asked. */
async function noteMove(ctx: Context, moved: number, machine: string, at: Date): Promise<ClockMove[]> {
  // Other machines would see the same jump by their own last looks, which are moved along; old runs are forgotten.
  await sql`delete from kernel.clock where brand_id = ${platformBrandId} and beat_at < ${at}::timestamptz - interval '60 days'`.execute(
    ctx.db,
  )
  await sql`update kernel.clock set beat_at = beat_at + ${moved} * interval '1 millisecond'
    where brand_id = ${platformBrandId}`.execute(ctx.db)
  const open = (await openMoves(ctx)).filter(({ what }) => what === "database")
  const sum = open.reduce((sum, one) => sum + one.movedMs, moved)
  if (open.length > 0 && Math.abs(sum) <= movedMs) {
    await endMoves(ctx, open, at)
    return []
  }
  return [await insertMove(ctx, { what: "database", machine, movedMs: moved, noticedAt: at })]
}

/** Asks once for each difference, however long it lasts; it is over when the machine agrees with the database again. */
async function noteOffset(ctx: Context, offsetMs: number, machine: string, at: Date): Promise<ClockMove[]> {
  const { rows } = await sql<ClockMove>`select ${columns} from kernel.clock_moves
    where brand_id = ${platformBrandId} and what = 'machine' and machine = ${machine} and over_at is null
    order by move_id desc limit 1`.execute(ctx.db)
  const known = rows[0]
  // Seen from the machine: its clock is ahead when the database's is behind.
  const ahead = -offsetMs
  if (known && Math.abs(ahead - known.movedMs) <= movedMs) return []
  if (known)
    await sql`update kernel.clock_moves set over_at = ${at} where brand_id = ${platformBrandId} and what = 'machine'
      and machine = ${machine} and over_at is null`.execute(ctx.db)
  if (Math.abs(ahead) <= movedMs) return []
  return [await insertMove(ctx, { what: "machine", machine, movedMs: ahead, noticedAt: at })]
}

const columns = sql.raw(`move_id as "moveId", what, machine, moved_ms as "movedMs", noticed_at as "noticedAt"`)

/** The jumps that nobody has confirmed yet, in any brand's context. */
export async function openMoves(ctx: Context): Promise<ClockMove[]> {
  const { rows } = await sql<ClockMove>`select ${columns} from kernel.clock_moves
    where brand_id = ${platformBrandId} and confirmed_at is null and over_at is null order by move_id`.execute(ctx.db)
  return rows
}

async function insertMove(ctx: Context, move: Omit<ClockMove, "moveId">): Promise<ClockMove> {
  const moveId = ctx.id()
  await sql`insert into kernel.clock_moves (brand_id, move_id, what, machine, moved_ms, noticed_at)
    values (${platformBrandId}, ${moveId}, ${move.what}, ${move.machine}, ${move.movedMs}, ${move.noticedAt})`.execute(
    ctx.db,
  )
  return { ...move, moveId }
}

async function endMoves(ctx: Context, moves: readonly ClockMove[], at: Date): Promise<void> {
  await sql`update kernel.clock_moves set over_at = ${at} where brand_id = ${platformBrandId}
    and move_id = any(${moves.map(({ moveId }) => moveId)}::uuid[])`.execute(ctx.db)
}

/**
 * Whether the time is in doubt, so that what deals with many people at once must wait: a jump that nobody has confirmed,
 * or one that happened since the last look. False where nothing watches the clocks, as in tests with a clock of their own.
 */
export async function timeIsInDoubt(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ doubt: boolean }>`select
      exists (select from kernel.clock_moves where brand_id = ${platformBrandId} and confirmed_at is null and over_at is null)
      or coalesce((select abs(extract(epoch from clock_timestamp() - max(beat_at))) * 1000 > ${movedMs}
        from kernel.clock where brand_id = ${platformBrandId}), false) as doubt`.execute(ctx.db)
  return rows[0]?.doubt ?? false
}

export const doubtReason = "clock_moved"

/** Somebody has looked at the clocks and says that they are right: what was kept back goes on. In the platform's context. */
export async function confirmMoves(ctx: Context, by: string): Promise<ClockMove[]> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "kernel.clock")
    const open = await openMoves(ctx)
    await sql`update kernel.clock_moves set confirmed_at = clock_timestamp(), confirmed_by = ${by}
      where brand_id = ${platformBrandId} and move_id = any(${open.map(({ moveId }) => moveId)}::uuid[])`.execute(
      ctx.db,
    )
    await sql`update kernel.outbox set next_at = least(next_at, ${ctx.now()})
      where state = 'ready' and reason = ${doubtReason}`.execute(ctx.db)
    return open
  })
}
