import { ExpectedError } from "#kernel/errors"
import { type Context, inOneMoment } from "#kernel/context"
import { keeping } from "#kernel/keeping"
import type { PageReply, PageRequest } from "#kernel/page"
import { publicProgramme, type PublicView } from "./cards.ts"
import { askCode } from "./ask-code.ts"
import type { PublicPageView } from "./model-pages.ts"
import { newsWords } from "./news-words-rules.ts"
import { myPagePages } from "./ports.ts"
import { formOf, pageReply, seeOther, type Shown, shownFor } from "./reader.ts"
import { codeCookie } from "./session.ts"
import { myPageSettings } from "./settings.ts"

/** `GET /s/:slug/rewards`: what the programme gives, for anybody, with the form to join on it (B04). */
export async function showRewards(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const { ctx, brand, language, choice } = shown
  return asRead(ctx, [brand.brandId, language, choice].join(" "), () => publicPage(shown, 200, null, ""))
}

/** It is the same for everybody: a change of the programme is seen within this time. */
const asRead = keeping<PageReply>({ freshMs: 2_000, most: 200 })

/** `POST /s/:slug/rewards`: a code to the address; whoever enters it has joined. The same to see for every address. */
export async function joinHere(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const { ctx, brand, base, choice, language } = shown
  const form = formOf(request)
  const email = (form.email ?? "").slice(0, 300)
  // Programs fill in everything; people don't see this field. They are told what everybody is told.
  if (form.website) return seeOther(`${base}/code${choice}`)
  try {
    const key = await askCode(ctx, {
      who: { email },
      intent: "join",
      wantsNews: form.news === "yes",
      language,
      goesTo: "",
      ip: request.ip,
    })
    return seeOther(`${base}/code${choice}`, [codeCookie(key, { slug: brand.slug, origin: request.origin })])
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return publicPage(shown, error.status, error.sentence[language], email)
  }
}

async function publicPage(shown: Shown, status: number, problem: string | null, email: string): Promise<PageReply> {
  const { ctx, language } = shown
  const { parts, joinText } = await inOneMoment(ctx, async (ctx) => {
    const parts: PublicView[] = []
    const contributed = [...ctx.product.contributed(publicProgramme)].sort((a, b) => a.order - b.order)
    for (const part of contributed) {
      const view = await part.read(ctx, language)
      if (view) parts.push(view)
    }
    return { parts, joinText: (await myPageSettings(ctx)).joinText[language] }
  })
  const view = viewOf(shown, parts, { problem, email, joinText })
  // It says nothing of anybody: search engines may find it, as they may not find a shopper's own pages.
  const { headers, ...reply } = pageReply(status, ctx.product.use(myPagePages).rewards(view))
  const open = Object.entries(headers ?? {}).filter(([name]) => name !== "x-robots-tag")
  return { ...reply, headers: Object.fromEntries(open) }
}

type Joining = { readonly problem: string | null; readonly email: string; readonly joinText: string }

function viewOf(shown: Shown, parts: readonly PublicView[], { problem, email, joinText }: Joining): PublicPageView {
  const { language, look, base, choice, brandLook } = shown
  const hero = parts.find((part) => part.hero)?.hero
  return {
    language,
    look,
    base,
    choice,
    headline: hero?.headline ?? words.headline[language],
    lede: hero?.lede ?? words.lede[language],
    rates: hero?.rates ?? [],
    sections: parts.flatMap(({ sections }) => sections),
    questions: parts.flatMap(({ questions }) => questions),
    join: {
      action: `${base.replace(/\/my$/, "/rewards")}${choice}#join`,
      button: hero?.join ?? words.join[language],
      text: joinText || null,
      problem,
      email,
      lineUrl: brandLook.lineUrl || null,
      privacyUrl: brandLook.policies.privacy || null,
      terms: parts.flatMap(({ terms }) => (terms ? [terms] : [])),
      news: newsWords[language],
    },
  }
}

const words = {
  headline: { ja: ["会員になると、", "できること。"], en: ["What members", "can do."] },
  lede: {
    ja: "ご注文の状況も、ポイントも、特典も、ひとつのページでご覧いただけます。入会金も年会費もありません。",
    en: "Your orders, points and benefits on one page. It costs nothing to join.",
  },
  join: { ja: "会員になる", en: "Join" },
}
