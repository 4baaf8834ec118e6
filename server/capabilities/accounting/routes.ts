import { route } from "#kernel/capability"
import { inTransaction } from "#kernel/context"
import { day } from "#kernel/days"
import { issueToken } from "#kernel/tokens"
import { showBaseDates } from "./base-date.ts"
import { showBreakage } from "./breakage.ts"
import { closeMonth } from "./close.ts"
import { compareIncentives } from "./compare-incentives.ts"
import {
  deleteGoal,
  getAccountSettings,
  getBaseDates,
  getBreakage,
  getComparison,
  getCosts,
  getFans,
  getJournal,
  getMonthReport,
  getMonths,
  getRollForward,
  listGoals,
  postClose,
  postFileLink,
  postGoal,
  postOpening,
  putAccountSettings,
} from "./contract.ts"
import { showCosts } from "./costs.ts"
import { showFans } from "./fans.ts"
import { journalLines, noteDownload } from "./files.ts"
import { dropGoal, setGoal, showGoals } from "./goals.ts"
import { filePath, fileResource } from "./pages.ts"
import { bringAlong } from "./opening.ts"
import { monthReport, reportOf } from "./roll-forward.ts"
import { changeAccountSettings, versionedAccountSettings } from "./settings.ts"
import { showMonths } from "./show-months.ts"

export const routes = [
  route(getMonths, showMonths),
  route(getRollForward, (ctx, { from, until }) => inTransaction(ctx, (ctx) => reportOf(ctx, day(from), day(until)))),
  route(getMonthReport, (ctx, { month }) => inTransaction(ctx, (ctx) => monthReport(ctx, month))),
  route(postClose, (ctx, { month }) => closeMonth(ctx, month)),
  route(getBreakage, (ctx) => showBreakage(ctx)),
  route(getJournal, async (ctx, { month }) => ({ items: await journalLines(ctx, month) })),
  route(postFileLink, async (ctx, { month, kind }) => {
    await noteDownload(ctx, kind, month)
    return { path: `${filePath}/${issueToken(ctx, "file", { subject: "", resource: fileResource(kind, month) })}` }
  }),
  route(postOpening, bringAlong),
  route(getBaseDates, showBaseDates),
  route(getCosts, showCosts),
  route(listGoals, (ctx) => showGoals(ctx)),
  route(postGoal, setGoal),
  route(deleteGoal, async (ctx, { goalId }) => {
    await dropGoal(ctx, goalId)
    return { done: true } as const
  }),
  route(getComparison, (ctx, { kind, id, windowDays }) => compareIncentives(ctx, { kind, id }, windowDays)),
  route(getFans, showFans),
  route(getAccountSettings, versionedAccountSettings),
  route(putAccountSettings, (ctx, { settings, basedOn }) => changeAccountSettings(ctx, settings, basedOn)),
]
