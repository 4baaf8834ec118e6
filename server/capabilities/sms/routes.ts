import { route } from "#kernel/capability"
import { connectAccount, disconnectAccount, doorOf, isCaught } from "./account.ts"
import { deleteSmsAccount, getSms, listCaughtSms, putSmsAccount, putSmsSettings, sizeOfSms } from "./contract.ts"
import { longestSms, smsSize } from "./segments-rules.ts"
import { changeSmsSettings, smsSettings, smsSettingsVersion } from "./settings.ts"
import { selectAccount, selectCaught } from "./storage.ts"

const shownCaught = 50

export const routes = [
  route(getSms, async (ctx) => {
    const account = await selectAccount(ctx)
    return {
      account: account ? { ...account, answersUrl: await doorOf(ctx, account.accountId) } : null,
      settings: await smsSettings(ctx),
      version: await smsSettingsVersion(ctx),
      isCaught: await isCaught(ctx),
    }
  }),
  route(putSmsAccount, connectAccount),
  route(deleteSmsAccount, async (ctx) => {
    await disconnectAccount(ctx)
    return { done: true as const }
  }),
  route(putSmsSettings, async (ctx, { basedOn, ...settings }) => ({
    version: await changeSmsSettings(ctx, settings, basedOn),
  })),
  route(sizeOfSms, async (ctx, { text }) => {
    const size = smsSize(text)
    const { partMilliYen, mostParts } = await smsSettings(ctx)
    const isTooLong = text.length > longestSms || size.parts > mostParts
    return { ...size, milliYen: size.parts * partMilliYen, isTooLong }
  }),
  route(listCaughtSms, async (ctx) => ({ items: await selectCaught(ctx, shownCaught) })),
]
