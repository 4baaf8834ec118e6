import { route } from "#kernel/capability"
import { actorWord } from "./actor.ts"
import { openDomain } from "./breaker.ts"
import { askToCheck } from "./check-domain.ts"
import * as contract from "./contract.ts"
import { hygiene, retire } from "./hygiene.ts"
import { resumeLetters } from "./pauses.ts"
import { report } from "./report.ts"
import { changeRest, restOf } from "./rests.ts"
import { browseReturns } from "./returns.ts"
import { changeSettings, shownSettings } from "./settings.ts"
import { domainState } from "./standing.ts"
import { selectCheck } from "./storage-checks.ts"

const done = { done: true as const }

export const routes = [
  route(contract.getReport, report),
  route(contract.getDomainCheck, async (ctx) => ({
    state: await domainState(ctx),
    check: (await selectCheck(ctx)) ?? null,
  })),
  route(contract.postDomainCheck, async (ctx) => {
    await askToCheck(ctx)
    return done
  }),
  route(contract.listReturns, (ctx, { what, cursor, limit }) => browseReturns(ctx, what, { cursor, limit })),
  route(contract.postResume, async (ctx) => {
    await resumeLetters(ctx, actorWord(ctx.actor))
    return done
  }),
  route(contract.postOpenDomain, async (ctx, { domain }) => {
    await openDomain(ctx, domain, actorWord(ctx.actor))
    return done
  }),
  route(contract.getHygiene, hygiene),
  route(contract.postRetire, retire),
  route(contract.getRest, async (ctx, { customerId }) => ({ rest: (await restOf(ctx, customerId)) ?? null })),
  route(contract.putRest, async (ctx, { customerId, isResting }) => {
    await changeRest(ctx, customerId, isResting)
    return done
  }),
  route(contract.getDeliverabilitySettings, shownSettings),
  route(contract.putDeliverabilitySettings, (ctx, { settings, basedOn }) => changeSettings(ctx, settings, basedOn)),
]
