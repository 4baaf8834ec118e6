import { type Channel, consentsHeld, customerById } from "#customers"
import { formatDay } from "#messages"
import { htmlReply } from "#tracking"
import { type Context, inTransaction } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { type Language, languageOf } from "#kernel/text"
import { changePreferences, type Preferences, stopEverything } from "./change-preferences.ts"
import type { PreferencesView } from "./model-pages.ts"
import { signupPages } from "./ports.ts"
import { preferenceWays } from "./preference-ways.ts"
import { signupSettings } from "./settings.ts"
import { linkOf, sayWhy, type Shown, shopperPage } from "./shopper-page.ts"
import { addressOf, standingOf } from "./subscription.ts"
import { listedTopics, maskedAddress } from "./topics-rules.ts"
import { wishesOf } from "./wishes.ts"

const said = {
  saved: { ja: "設定を保存しました。", en: "Your settings are saved." },
  stopped: { ja: "すべてのお便りを止めました。", en: "All letters have stopped." },
}

/** `GET /s/:slug/preferences/:token`: what a person has agreed to and wishes. Reads only (S-LINK2). */
export const showPreferences = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withReader(platform, request, async (shown, customerId) => {
    const key = request.query.get("said")
    const view = await viewOf(shown, request, customerId, key === "saved" || key === "stopped" ? key : null)
    return htmlReply(200, shown.ctx.product.use(signupPages).preferences(view))
  })

/** `POST /s/:slug/preferences/:token`: takes the wishes down, then shows them. */
export const savePreferences = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withReader(platform, request, async (shown, customerId) => {
    const form = new URLSearchParams(request.body.toString("utf8"))
    const from = { ip: request.ip, locale: shown.language }
    const topics = await topicsOf(shown, customerId)
    const isStop = form.get("do") === "stop"
    if (isStop) await stopEverything(shown.ctx, customerId, topics, from)
    else await changePreferences(shown.ctx, customerId, readPreferences(form, topics), from)
    const choice = shown.choice && form.get("language") ? `lang=${languageOf(form.get("language") ?? "")}&` : ""
    const location = `${pathOf(shown, request)}?${choice}said=${isStop ? "stopped" : "saved"}`
    return {
      status: 303,
      headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
      body: "",
    }
  })

const pathOf = ({ brand }: Shown, request: PageRequest) => `/s/${brand.slug}/preferences/${request.path.token ?? ""}`

type Listed = { readonly channel: Channel; readonly purpose: string; readonly label: { ja: string; en: string } }

async function topicsOf({ ctx }: Shown, customerId: string): Promise<Listed[]> {
  const { topics } = await signupSettings(ctx)
  const held = await inTransaction(ctx, (ctx) => consentsHeld(ctx, customerId))
  return listedTopics(topics, held)
}

function readPreferences(form: URLSearchParams, topics: readonly Listed[]): Preferences {
  const wanted = new Set(form.getAll("topic"))
  const days = Number(form.get("pause") ?? "")
  const language = form.get("language")
  return {
    topics: new Map(
      topics.map(({ channel, purpose }) => [`${channel}:${purpose}`, wanted.has(`${channel}:${purpose}`)]),
    ),
    lessOften: form.get("often") === "less",
    ...([0, 30, 60, 90].includes(days) && form.get("pause") ? { pauseDays: days } : {}),
    ...(language === "ja" || language === "en" ? { language } : {}),
  }
}

async function viewOf(
  shown: Shown,
  request: PageRequest,
  customerId: string,
  key: keyof typeof said | null,
): Promise<PreferencesView> {
  const { ctx, brand, language, look } = shown
  const listed = await topicsOf(shown, customerId)
  return inTransaction(ctx, async (ctx) => {
    const held = new Map((await consentsHeld(ctx, customerId)).map((h) => [`${h.channel}:${h.purpose}`, h.state]))
    const wishes = (await wishesOf(ctx, [customerId])).get(customerId)
    const address = await addressOf(ctx, customerId, "email")
    const { refused, isUnreachable } = await standingOf(ctx, "email", address)
    const topics = listed.map(({ channel, purpose, label }) => {
      const isByMail = channel === "email"
      const on = held.get(`${channel}:${purpose}`) === "given" && !(isByMail && refused.has(purpose))
      return {
        channel,
        purpose,
        label: label[language],
        on,
        note: isByMail && isUnreachable ? unreachable[language] : null,
      }
    })
    const until = wishes?.pausedUntil && wishes.pausedUntil > ctx.now() ? wishes.pausedUntil : null
    return {
      language,
      look,
      action: `${pathOf(shown, request)}${shown.choice}`,
      address: address === null ? null : maskedAddress(address),
      said: key ? said[key][language] : null,
      topics,
      lessOften: wishes?.lessOften ?? false,
      pausedUntil: until ? formatDay(dayIn(brand.zone, until), language) : null,
      isAllOff: topics.every(({ on }) => !on),
      ways: await waysOf(ctx, customerId, language),
    }
  })
}

async function waysOf(ctx: Context, customerId: string, language: Language) {
  const ways = await Promise.all(ctx.product.contributed(preferenceWays).map((way) => way(ctx, customerId)))
  return ways.map(({ label, url }) => ({ label: label[language], url }))
}

const unreachable = {
  ja: "このアドレスには届かないため、お送りしていません。",
  en: "Nothing is sent: this address can't be reached.",
}

async function withReader(
  platform: Context,
  request: PageRequest,
  act: (shown: Shown, customerId: string) => Promise<PageReply>,
): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  try {
    const { subject } = linkOf(shown, "preferences", request.path.token ?? "")
    const customer = await inTransaction(shown.ctx, (ctx) => customerById(ctx, subject))
    if (!customer || customer.erasedAt) throw KernelError.BadLink()
    return await act(await shopperPage(platform, request, customer.language), customer.customerId)
  } catch (error) {
    return sayWhy(shown, error)
  }
}
