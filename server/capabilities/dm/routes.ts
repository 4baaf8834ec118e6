import { route } from "#kernel/capability"
import { connectPage, disconnectPage, doorOf, isCaught } from "./account.ts"
import {
  deleteDmAccount,
  getDm,
  getDmTalk,
  listCaughtDms,
  listDmTalks,
  postDmAnswer,
  putDmAccount,
  putDmSettings,
} from "./contract.ts"
import { changeDmSettings, dmSettings, dmSettingsVersion } from "./settings.ts"
import { selectAccount, selectCaught } from "./storage.ts"
import { answerPerson, browseTalks, readTalk } from "./talks.ts"

const shownCaught = 50

export const routes = [
  route(getDm, async (ctx) => {
    const account = await selectAccount(ctx)
    return {
      account: account ? { ...account, webhookUrl: await doorOf(ctx, account.accountId) } : null,
      settings: await dmSettings(ctx),
      version: await dmSettingsVersion(ctx),
      isCaught: await isCaught(ctx),
    }
  }),
  route(putDmAccount, connectPage),
  route(deleteDmAccount, async (ctx) => {
    await disconnectPage(ctx)
    return { done: true as const }
  }),
  route(putDmSettings, async (ctx, { basedOn, ...settings }) => ({
    version: await changeDmSettings(ctx, settings, basedOn),
  })),
  route(listDmTalks, async (ctx) => ({ items: await browseTalks(ctx) })),
  route(getDmTalk, readTalk),
  route(postDmAnswer, answerPerson),
  route(listCaughtDms, async (ctx) => ({ items: await selectCaught(ctx, shownCaught) })),
]
