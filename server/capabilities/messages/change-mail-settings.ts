import { settingVersion, changeSetting } from "#brands"
import type { Context } from "#kernel/context"
import { shownDkim } from "./dkim-setting.ts"
import { dressOf, forgetDress, mailSettings } from "./dress.ts"
import { MessageError } from "./errors.ts"
import { MailSettings } from "./model-settings.ts"
import { mailTransports } from "./ports.ts"
import { wayOf } from "./way-out.ts"

/** How the brand's mails leave now, nothing secret in it. */
export async function shownMailSettings(ctx: Context) {
  const dress = await dressOf(ctx)
  const settings = await mailSettings(ctx)
  const way = wayOf(ctx, { ...dress, settings })
  return {
    version: await settingVersion(ctx, "mail"),
    way: way.name,
    isCaught: way.name === "catcher",
    from: dress.from,
    replyTo: dress.replyTo?.address ?? null,
    ownServer: settings.serverHost === "" ? null : settings.serverHost,
    bounceDomain: settings.bounceDomain,
    keepBodyDays: settings.keepBodyDays,
    dkim: shownDkim({ settings, from: dress.from }),
  }
}

type Change = {
  /** null gives the brand's own server up; undefined leaves it. */
  readonly server?: string | null | undefined
  readonly bounceDomain?: string | undefined
  readonly keepBodyDays?: number | undefined
  readonly basedOn: number
}

/** Changes what is given and leaves the rest. Throws `messages.NotAServer`, `brands.SettingsMoved`. */
export async function changeMailSettings(ctx: Context, change: Change): Promise<{ version: number }> {
  const current = await mailSettings(ctx)
  const server = change.server === undefined ? {} : serverSetting(ctx, change.server)
  const parsed = MailSettings.safeParse({
    ...current,
    ...server,
    ...(change.bounceDomain === undefined ? {} : { bounceDomain: change.bounceDomain.trim().toLowerCase() }),
    ...(change.keepBodyDays === undefined ? {} : { keepBodyDays: change.keepBodyDays }),
  })
  if (!parsed.success) throw MessageError.NotASetting({ field: parsed.error.issues[0]?.path.join(".") ?? "" })
  const version = await changeSetting(ctx, "mail", MailSettings, parsed.data, change.basedOn)
  ctx.afterCommit(() => forgetDress(ctx))
  return { version }
}

/** The password goes into the database sealed, and comes out of it for the mail server only. */
function serverSetting(ctx: Context, server: string | null): Pick<MailSettings, "sealedServer" | "serverHost"> {
  if (server === null) return { sealedServer: "", serverHost: "" }
  try {
    const way = ctx.product.use(mailTransports).wayFor({ brandId: ctx.brandId, isTest: false, server })
    return { sealedServer: ctx.keys.seal(server), serverHost: way.name }
  } catch {
    throw MessageError.NotAServer({ field: "server" })
  }
}
