/**
 * The ledger of points in the simplest way that could be right: every single point is an object that is somewhere. Slow, and
 * written without a look at the product's rules, so that both can be wrong only in different ways (L40).
 */
type Where = "pending" | "usable" | "held" | "gone"
type Point = { where: Where; hold: string | null }
export type ModelRule = { kind: "months"; months: number } | { kind: "sliding"; months: number } | null
export type ModelLot = {
  id: string
  owner: string
  paid: boolean
  earnedAt: number
  confirmsAt: number | null
  endsAt: number | null
  rule: ModelRule
  clawed: number
  points: Point[]
}
type ModelHold = { id: string; owner: string; endsAt: number; open: boolean; captured: number; size: number }
type Taken = { lot: ModelLot; point: Point }
type Merge = { from: string; into: string; lots: Set<ModelLot>; debt: number; repaid: Taken[] }

export type ModelEarn = {
  id: string
  who: string
  points: number
  paid: boolean
  confirmsAt: number | null
  rule: ModelRule
}

const nineHours = 9 * 3_600_000
const dayMs = 86_400_000

/** The first instant in Tokyo after the day that lies so many months after this one, clamped to the month's end. */
export function endAfterMonths(at: number, months: number): number {
  const local = new Date(at + nineHours)
  const [year, month, date] = [local.getUTCFullYear(), local.getUTCMonth() + months, local.getUTCDate()]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date, last)) + dayMs - nineHours
}

const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)
const never = Number.MAX_SAFE_INTEGER

export class PointsModel {
  now: number
  readonly lots: ModelLot[] = []
  readonly holds = new Map<string, ModelHold>()
  readonly debts = new Map<string, number>()
  readonly spends = new Map<string, Taken[]>()
  readonly earns = new Map<string, ModelLot[]>()
  private readonly merges: Merge[] = []

  constructor(now: number) {
    this.now = now
  }

  balance(who: string) {
    const counts = { usable: 0, pending: 0, held: 0, gone: 0 }
    for (const lot of this.lots) if (lot.owner === who) for (const { where } of lot.points) counts[where]++
    const { usable: available, pending, held } = counts
    return { available, pending, held, debt: this.debts.get(who) ?? 0 }
  }

  earn(causeId: string, { id, who, points, paid, confirmsAt, rule }: ModelEarn): void {
    const usable = confirmsAt !== null && confirmsAt <= this.now
    const endsAt = usable && rule ? endAfterMonths(confirmsAt, rule.months) : null
    const all = Array.from({ length: points }, (): Point => ({ where: usable ? "usable" : "pending", hold: null }))
    const lot = { id, owner: who, paid, earnedAt: this.now, confirmsAt, endsAt, rule, clawed: 0, points: all }
    this.lots.push(lot)
    this.earns.set(causeId, [...(this.earns.get(causeId) ?? []), lot])
    this.active(who)
    this.repay(who)
  }

  confirmAt(causeId: string, at: number): void {
    for (const lot of this.earns.get(causeId) ?? [])
      if (lot.points.some((point) => point.where === "pending")) lot.confirmsAt = at
  }

  /** Usable points of somebody, in the order in which they go. */
  private usable(who: string): Taken[] {
    return this.lots
      .filter((lot) => lot.owner === who)
      .sort((a, b) => order(a.endsAt ?? never, b.endsAt ?? never) || order(a.earnedAt, b.earnedAt) || order(a.id, b.id))
      .flatMap((lot) => lot.points.filter((point) => point.where === "usable").map((point) => ({ lot, point })))
  }

  spend(causeId: string, who: string, points: number): boolean {
    const own = this.usable(who)
    if (own.length < points) return false
    const taken = own.slice(0, points)
    for (const { point } of taken) point.where = "gone"
    this.spends.set(causeId, taken)
    this.active(who)
    return true
  }

  hold(id: string, who: string, points: number, endsAt: number): void {
    for (const { point } of this.usable(who).slice(0, points)) Object.assign(point, { where: "held", hold: id })
    this.holds.set(id, { id, owner: who, endsAt, open: true, captured: 0, size: points })
  }

  capture(causeId: string, id: string, points: number): boolean {
    const hold = this.holds.get(id)
    if (!hold?.open) return false
    const kept = this.keptBy(hold)
    const taken = kept.slice(0, points)
    for (const { point } of taken) Object.assign(point, { where: "gone", hold: null })
    this.spends.set(causeId, taken)
    this.free(kept.slice(points), this.now)
    Object.assign(hold, { open: false, captured: points })
    this.active(hold.owner)
    this.repay(hold.owner)
    return true
  }

  release(id: string, at = this.now): boolean {
    const hold = this.holds.get(id)
    if (!hold?.open) return false
    hold.open = false
    this.free(this.keptBy(hold), at)
    this.repay(hold.owner)
    return true
  }

  private keptBy(hold: ModelHold): Taken[] {
    return this.lots
      .flatMap((lot) => lot.points.map((point) => ({ lot, point })))
      .filter(({ point }) => point.hold === hold.id)
      .sort((a, b) => order(this.ranks.get(a.point) ?? 0, this.ranks.get(b.point) ?? 0))
  }

  /** In which order the points of a hold were taken; lots may get a later end meanwhile. */
  readonly ranks = new Map<Point, number>()
  private rank = 0
  holdInOrder(id: string, who: string, points: number, endsAt: number): boolean {
    const own = this.usable(who)
    if (own.length < points) return false
    for (const { point } of own.slice(0, points)) this.ranks.set(point, ++this.rank)
    this.hold(id, who, points, endsAt)
    return true
  }

  private free(kept: readonly Taken[], at: number): void {
    for (const { lot, point } of kept)
      Object.assign(point, { where: lot.endsAt !== null && lot.endsAt <= at ? "gone" : "usable", hold: null })
  }

  revoke(causeId: string, keeps: number, mayOwe: boolean): void {
    const own = [...(this.earns.get(causeId) ?? [])].sort((a, b) => order(a.earnedAt, b.earnedAt) || order(a.id, b.id))
    const [first] = own
    if (!first) return
    const who = first.owner
    const earned = own.reduce((sum, lot) => sum + lot.points.length, 0)
    const clawed = own.reduce((sum, lot) => sum + lot.clawed, 0)
    let due = Math.max(0, earned - keeps) - clawed
    if (due <= 0) return
    let left = due
    const strike = (points: readonly Point[]) => {
      for (const point of points) {
        if (left === 0) return
        point.where = "gone"
        left--
      }
    }
    const mine = own.filter((lot) => lot.owner === who)
    for (const where of ["pending", "usable"] as const)
      for (const lot of mine) strike(lot.points.filter((point) => point.where === where))
    const others = this.usable(who).filter(({ lot }) => !own.includes(lot) && lot.paid === first.paid)
    others.sort((a, b) => order(a.lot.earnedAt, b.lot.earnedAt) || order(a.lot.id, b.lot.id))
    strike(others.map(({ point }) => point))
    if (mayOwe) this.debts.set(who, (this.debts.get(who) ?? 0) + left)
    this.repay(who)
    for (const lot of own) {
      const part = Math.min(due, lot.points.length - lot.clawed)
      lot.clawed += part
      due -= part
    }
  }

  /** Gives back so many of what was spent, what was taken last first. */
  giveBack(causeId: string, points: number, lost: boolean): void {
    const spent = this.spends.get(causeId) ?? []
    const back = spent.splice(Math.max(0, spent.length - points))
    const owners = new Set<string>()
    for (const { lot, point } of back) {
      const over = lot.endsAt !== null && lot.endsAt <= this.now
      if (over && lost) continue
      if (over) lot.endsAt = Math.floor((this.now + nineHours) / dayMs) * dayMs + 8 * dayMs - nineHours
      point.where = "usable"
      owners.add(lot.owner)
    }
    // All of it is usable from the same instant: what ends first pays what is owed, whichever came back first (I12).
    for (const owner of owners) this.repay(owner)
  }

  /** Whether anything went along, so that there is something to give back. */
  merge(from: string, into: string): boolean {
    const live = (lot: ModelLot) => lot.points.some((point) => point.where !== "gone")
    const lots = new Set(this.lots.filter((lot) => lot.owner === from && live(lot)))
    const debt = this.debts.get(from) ?? 0
    for (const lot of lots) lot.owner = into
    for (const hold of this.holds.values()) if (hold.open && hold.owner === from) hold.owner = into
    this.debts.set(from, 0)
    this.debts.set(into, (this.debts.get(into) ?? 0) + debt)
    const repaid = this.repay(into)
    if (lots.size + debt === 0) return false
    this.merges.push({ from, into, lots, debt, repaid })
    return true
  }

  unmerge(from: string, into: string): void {
    const index = this.merges.findLastIndex((merge) => merge.from === from && merge.into === into)
    const [merge] = index < 0 ? [] : this.merges.splice(index, 1)
    if (!merge) return
    for (const { point } of merge.repaid) point.where = "usable"
    this.debts.set(into, (this.debts.get(into) ?? 0) + merge.repaid.length)
    const open = [...this.holds.values()].filter((hold) => hold.open && hold.owner === into)
    const lotsOf = (hold: ModelHold) => new Set(this.keptBy(hold).map(({ lot }) => lot))
    const stays = new Set(
      open.filter((h) => [...lotsOf(h)].some((lot) => !merge.lots.has(lot))).flatMap((h) => [...lotsOf(h)]),
    )
    for (const lot of merge.lots) if (!stays.has(lot) && lot.owner === into) lot.owner = from
    for (const hold of open) if ([...lotsOf(hold)].every((lot) => lot.owner === from)) hold.owner = from
    const debt = Math.min(merge.debt, this.debts.get(into) ?? 0)
    this.debts.set(into, (this.debts.get(into) ?? 0) - debt)
    this.debts.set(from, (this.debts.get(from) ?? 0) + debt)
    this.repay(into)
    this.repay(from)
  }

  private repay(who: string): Taken[] {
    const debt = this.debts.get(who) ?? 0
    const taken =
      debt === 0
        ? []
        : this.usable(who)
            .filter(({ lot }) => !lot.paid)
            .slice(0, debt)
    for (const { point } of taken) point.where = "gone"
    this.debts.set(who, debt - taken.length)
    return taken
  }

  private active(who: string): void {
    for (const lot of this.lots.filter(({ points }) => points.some((point) => point.where !== "gone")))
      if (lot.owner === who && lot.rule?.kind === "sliding" && lot.endsAt !== null && lot.endsAt > this.now)
        lot.endsAt = Math.max(lot.endsAt, endAfterMonths(this.now, lot.rule.months))
  }

  /** Time goes on: what comes due does so in the order of time. */
  pass(to: number): void {
    const live = this.lots.filter(({ points }) => points.some((point) => point.where !== "gone"))
    for (;;) {
      const due: [number, number, string, () => void][] = []
      for (const hold of this.holds.values())
        if (hold.open) due.push([hold.endsAt, 0, hold.id, () => void this.release(hold.id, hold.endsAt)])
      for (const lot of live) {
        const has = (where: Where) => lot.points.some((point) => point.where === where)
        if (lot.confirmsAt !== null && has("pending")) due.push([lot.confirmsAt, 1, lot.id, () => this.confirm(lot)])
        if (lot.endsAt !== null && has("usable")) due.push([lot.endsAt, 2, lot.id, () => this.end(lot)])
      }
      const [first] = due.sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]) || order(a[2], b[2]))
      if (!first || first[0] > to) break
      first[3]()
    }
    this.now = to
  }

  private confirm(lot: ModelLot): void {
    for (const point of lot.points) if (point.where === "pending") point.where = "usable"
    if (lot.rule) lot.endsAt = endAfterMonths(lot.confirmsAt ?? 0, lot.rule.months)
    this.repay(lot.owner)
  }

  private end(lot: ModelLot): void {
    for (const point of lot.points) if (point.where === "usable") point.where = "gone"
  }
}
