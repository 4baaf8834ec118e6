import { variantsBySku } from "#catalog"
import { shopCart } from "#orders"
import { htmlReply } from "#tracking"
import { type Context, inTransaction } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { claimGift } from "./claim-gift.ts"
import { doorOf, leadingTo, redirect, sayWord, type Shown, withCookie } from "./door.ts"
import { saidFeeling } from "./feel.ts"
import { landingView } from "./landing-view-rules.ts"
import { type ButtonChannel, buttonChannels, type Content, type Programme } from "./model.ts"
import { ownPost, type OwnPost } from "./own-post.ts"
import { referralPages } from "./ports.ts"
import { currentProgramme } from "./programme.ts"
import { insertVisit } from "./storage-claims.ts"
import { selectContent } from "./storage-contents.ts"
import { countShare, type LinkAtDoor, selectLink } from "./storage-links.ts"
import { cameBy } from "./share-rules.ts"
import { giftsOf } from "./tell-gift.ts"
import { typedCode } from "#offers"

type Opened = Shown & {
  readonly link: LinkAtDoor
  readonly programme: Programme
  readonly content: Content | null
}

/** `GET /s/:slug/r/:token`: what a friend sees. It notes that somebody looked, and changes nothing else (S-LINK2). */
export const showLanding = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withLink(platform, request, async (opened) => {
    const { ctx, link, visitor, network, isMachine } = opened
    if (request.method === "GET" && [...request.query.keys()].every((key) => key === "lang"))
      await insertVisit(ctx, {
        linkId: link.linkId,
        visitor,
        network,
        cameBy: cameBy(request.headers.referer),
        isMachine,
      })
    const copy = request.query.get("copy")
    const channel = buttonChannels.find((one) => one === copy)
    return pageOf(opened, request, { status: 200, post: channel ? await ownPost(opened, channel) : null })
  })

/** `POST /s/:slug/r/:token`: she takes the present, goes on to the shop, passes it on, or says what she thinks of it. */
export const answerLanding = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withLink(platform, request, async (opened) => {
    const form = new URLSearchParams(request.body.toString("utf8"))
    const act = form.get("do")
    if (act === "take") return take(opened, request, form)
    if (act === "shop") return redirect((await shopOf(opened)) ?? backTo(opened, request, "thanks"))
    if (act === "share") return share(opened, request, form.get("channel") ?? "")
    const feeling = (["moved", "useful", "negative"] as const).find((one) => one === form.get("feeling"))
    if (act === "feel" && feeling && !opened.isMachine) {
      const { ctx, link, visitor, programme } = opened
      await saidFeeling(ctx, { linkId: link.linkId, contentId: link.contentId, visitor, feeling }, programme)
    }
    return redirect(backTo(opened, request, "felt"))
  })

async function take(opened: Opened, request: PageRequest, form: URLSearchParams): Promise<PageReply> {
  const { ctx, link, programme, content, language, visitor, network } = opened
  const address = form.get("email") ?? ""
  // Programs fill in everything; people don't see this field. They are told what everybody is told.
  if ((form.get("website") ?? "") === "")
    try {
      await claimGift(ctx, { link, programme, content, address, language, visitor, network })
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.status !== 422) throw error
      return pageOf(opened, request, { status: 422, problem: error.sentence[language], given: address.slice(0, 254) })
    }
  return redirect(backTo(opened, request, "thanks"))
}

/** She passes it on by a link of her own, which remembers by which one she came (J11, J13). */
async function share(opened: Opened, request: PageRequest, wanted: string): Promise<PageReply> {
  const channel: ButtonChannel | undefined = opened.programme.channels.find((one) => one === wanted)
  if (!channel) throw KernelError.InvalidRequest({ field: "channel" })
  const post = await ownPost(opened, channel)
  await countShare(opened.ctx, post.linkId)
  return redirect(post.address ?? backTo(opened, request, `copy=${channel}`))
}

async function shopOf({ ctx, content, shopUrl, link }: Opened): Promise<string | null> {
  const sold = await variantsBySku(ctx, content?.skus ?? [])
  const goods = (content?.skus ?? []).flatMap((sku) => {
    const variant = sold.get(sku)
    return variant ? [{ source: variant.source, variantExternalId: variant.variantExternalId, quantity: 1 }] : []
  })
  const cart = goods.length > 0 ? await shopCart(ctx, goods, null) : undefined
  const place = cart ?? (content?.url || shopUrl)
  if (!place || !URL.canParse(place)) return null
  const url = new URL(place)
  // The shop's tag keeps it with the visit, and hands it back with the order.
  url.searchParams.set("maido_friend", link.token)
  return url.href
}

function backTo({ brand, language, choice }: Opened, request: PageRequest, what: string): string {
  const lang = choice ? `&lang=${language}` : ""
  return `/s/${brand.slug}/r/${request.path.token ?? ""}?${what}${lang}`
}

type Tried = {
  readonly status: number
  readonly problem?: string
  readonly given?: string
  readonly post?: OwnPost | null
}

async function pageOf(
  opened: Opened,
  request: PageRequest,
  { status, problem, given, post }: Tried,
): Promise<PageReply> {
  const { ctx, programme, content, language, look, link, brand, choice } = opened
  const shop = await shopOf(opened)
  const view = landingView(
    {
      programme,
      content,
      gifts: await giftsOf(ctx, programme),
      language,
      look,
      action: `/s/${brand.slug}/r/${link.token}${choice}`,
      hasShop: shop !== null,
    },
    {
      isTaken: request.query.has("thanks"),
      hasFelt: request.query.has("felt"),
      problem: problem ?? null,
      given: given ?? "",
      post: post ?? null,
    },
  )
  const reply = htmlReply(status, ctx.product.use(referralPages).landing(view))
  const places = ["https://line.me", "https://x.com", "https://www.facebook.com", "mailto:a@example.jp"]
  return withCookie(leadingTo(reply, [...(shop ? [shop] : []), ...places]), opened, request)
}

async function withLink(
  platform: Context,
  request: PageRequest,
  act: (opened: Opened) => Promise<PageReply>,
): Promise<PageReply> {
  const shown = await doorOf(platform, request)
  return inTransaction(shown.ctx, async (ctx) => {
    const link = await selectLink(ctx, { token: typedCode(request.path.token ?? "") })
    const live = await currentProgramme(ctx)
    if (!link) return sayWord(shown, 404, words.unknown, words.unknownText)
    if (!live || live.isPaused || link.isPaused) return sayWord(shown, 410, words.over, words.overText)
    const content = link.contentId ? ((await selectContent(ctx, link.contentId))?.document ?? null) : null
    return act({ ...shown, ctx, link, programme: live.document, content })
  })
}

const words = {
  unknown: { ja: ["このリンクは", "見つかりません。"], en: ["There is no", "such link."] },
  unknownText: {
    ja: "リンクの全体が入っているか、教えてくれた方にお確かめください。",
    en: "Please check with the person who sent it that the whole link was copied.",
  },
  over: { ja: ["このご紹介は、", "いまお休みです。"], en: ["This invitation", "is resting."] },
  overText: {
    ja: "いまは特典をお渡ししていません。お店はいつもどおりご覧いただけます。",
    en: "Nothing is given away by it at the moment. The shop is open as always.",
  },
}
