import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { myPageCards } from "./cards.ts"
import { MyPageError } from "./errors.ts"
import { MyPageSettings } from "./model-settings.ts"

const area = "mypage"

export const myPageSettings = (ctx: Context): Promise<MyPageSettings> =>
  settingOf(ctx, area, MyPageSettings, MyPageSettings.parse({}))

/** The settings with their version, and every card there is, as the product has them. */
export const versionedSettings = async (ctx: Context) => ({
  settings: await myPageSettings(ctx),
  version: await settingVersion(ctx, area),
  cards: [...ctx.product.contributed(myPageCards)]
    .sort((a, b) => a.order - b.order)
    .map(({ key, title, byLink }) => ({ key, title, byLink: byLink ?? false })),
})

/** Audited. Throws `mypage.UnknownCard`, `brands.SettingsMoved` when somebody was faster. */
export async function changeSettings(ctx: Context, settings: MyPageSettings, basedOn: number) {
  const known = new Set(ctx.product.contributed(myPageCards).map(({ key }) => key))
  const named = [...settings.order, ...settings.hidden, ...Object.keys(settings.titles)]
  const stranger = named.find((key) => !known.has(key))
  if (stranger) throw MyPageError.UnknownCard({ field: "order", card: stranger })
  return { version: await changeSetting(ctx, area, MyPageSettings, settings, basedOn), settings }
}
