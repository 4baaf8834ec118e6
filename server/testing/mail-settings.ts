import { changeIdentity, changeSetting, IdentitySettings, settingVersion } from "#brands"
import { shownMailSettings } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { activateDkim, makeDkimKey } from "../capabilities/messages/dkim-setting.ts"
import { mailSettings } from "../capabilities/messages/dress.ts"
import { MailSettings } from "../capabilities/messages/model-settings.ts"

/** From whom the brand's mails come, and where they come back to. */
export const sendFrom = (ctx: Context, senderAddress: string, bounceDomain: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await changeIdentity(ctx, IdentitySettings.parse({ senderName: "ひなた", senderAddress }))
    await changeSetting(ctx, "mail", MailSettings, { ...(await mailSettings(ctx)), bounceDomain })
  })

/** Makes a key for the sender's domain; returns what stands in DNS for it. */
export const newDkimKey = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    await makeDkimKey(ctx, { basedOn: await settingVersion(ctx, "mail") })
    return (await shownMailSettings(ctx)).dkim
  })

export const switchDkimOn = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => activateDkim(ctx, { isActive: true, basedOn: await settingVersion(ctx, "mail") }))
