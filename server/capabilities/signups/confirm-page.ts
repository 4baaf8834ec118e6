import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import type { PageReply, PageRequest } from "#kernel/page"
import { confirmSignup } from "./confirm-signup.ts"
import { preferencesLink } from "./link.ts"
import { linkOf, sayWhy, shopperPage, word } from "./shopper-page.ts"
import { selectVersion } from "./storage-forms.ts"

/** `GET /s/:slug/confirm/:token`: asks. A scanner's visit confirms nothing (S-LINK2). */
export async function showConfirm(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  try {
    linkOf(shown, "double-opt-in", request.path.token ?? "")
  } catch (error) {
    return sayWhy(shown, error)
  }
  return word(shown, 200, {
    headline: { ja: ["お便りを", "受け取りますか。"], en: ["Shall we", "write to you?"] },
    text: { ja: "下のボタンを押すと、登録が終わります。", en: "Press the button, and you are on the list." },
    action: { label: { ja: "登録を終える", en: "Confirm my sign-up" }, href: "", isPost: true },
  })
}

/** `POST /s/:slug/confirm/:token`: the owner of the address has agreed. The same answer however often it is pressed. */
export async function confirmByLink(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  try {
    const { resource } = linkOf(shown, "double-opt-in", request.path.token ?? "")
    const confirmed = await confirmSignup(shown.ctx, resource, request.ip)
    const { formId, version } = confirmed
    const document =
      formId === null || version === null
        ? undefined
        : await inTransaction(shown.ctx, (ctx) => selectVersion(ctx, formId, version))
    const thanks = document?.thanks
    return word(shown, 200, {
      headline: {
        ja: (thanks?.headline.ja ?? "ありがとうございます。").split("\n"),
        en: (thanks?.headline.en ?? "Thank you.").split("\n"),
      },
      text: thanks?.text ?? { ja: "", en: "" },
      action: {
        label: { ja: "お便りの設定を見る", en: "See my mail settings" },
        href: preferencesLink(shown.ctx, shown.brand.slug, confirmed.customerId),
      },
    })
  } catch (error) {
    return sayWhy(shown, error)
  }
}
