import type { ShopLook } from "#tracking"
import type { Language, Text } from "#kernel/text"
import type { LandingView } from "./model-pages.ts"
import type { ButtonChannel, Content, Programme } from "./model.ts"

export const channelWords: Readonly<Record<ButtonChannel, Text>> = {
  line: { ja: "LINEで送る", en: "Send by LINE" },
  mail: { ja: "メールで送る", en: "Send by mail" },
  x: { ja: "Xに投稿", en: "Post on X" },
  facebook: { ja: "Facebookに投稿", en: "Post on Facebook" },
  instagram: { ja: "Instagram用の文", en: "Words for Instagram" },
  youtube: { ja: "YouTubeの概要欄用の文", en: "Words for a YouTube description" },
  copy: { ja: "リンクを写す", en: "Copy the link" },
}

const pasteWords: Readonly<Partial<Record<ButtonChannel, Text>>> = {
  instagram: {
    ja: "この文を写して、ストーリーズや投稿に貼ってください。",
    en: "Copy this and paste it into your story or post.",
  },
  youtube: { ja: "この文を写して、動画の概要欄に貼ってください。", en: "Copy this into your video's description." },
}

const feelingWords = [
  { value: "moved", label: { ja: "心が動いた", en: "It moved me" } },
  { value: "useful", label: { ja: "役に立った", en: "It is useful" } },
  { value: "negative", label: { ja: "よくないと感じた", en: "I did not like it" } },
] as const

type Known = {
  readonly programme: Programme
  readonly content: Content | null
  readonly gifts: { readonly friend: Text | null; readonly terms: readonly Text[] }
  readonly language: Language
  readonly look: ShopLook
  readonly action: string
  readonly hasShop: boolean
}
type Tried = {
  readonly isTaken: boolean
  readonly hasFelt: boolean
  readonly problem: string | null
  readonly given: string
  readonly post: { readonly channel: ButtonChannel; readonly text: string } | null
}

/** The landing page as it is shown: what she gets and on which terms comes first, then the disclosure, then one action. */
export function landingView(known: Known, { isTaken, hasFelt, problem, given, post }: Tried): LandingView {
  const { programme, content, gifts, language, look, action, hasShop } = known
  const say = (text: Text) => text[language]
  return {
    language,
    look,
    action,
    headline: say(programme.landing.headline),
    text: say(programme.landing.text),
    gift: gifts.friend && { title: say(gifts.friend), terms: gifts.terms.map(say) },
    disclosure: say(programme.disclosure),
    content: content?.title ?? null,
    asksMail: gifts.friend !== null && !isTaken,
    problem,
    said: isTaken
      ? say({
          ja: "メールをお送りしました。届いたメールから、お買い物にお進みください。",
          en: "We have sent you a mail. Go on to the shop from there.",
        })
      : null,
    given,
    toShop: hasShop ? say({ ja: "お店を見る", en: "Look at the shop" }) : null,
    buttons: programme.channels.map((channel) => ({ channel, label: say(channelWords[channel]) })),
    post: post && {
      label: say(channelWords[post.channel]),
      how: say(
        pasteWords[post.channel] ?? { ja: "写して、お使いください。", en: "Copy it and paste it where you like." },
      ),
      text: post.text,
    },
    feelings: hasFelt ? [] : feelingWords.map(({ value, label }) => ({ value, label: say(label) })),
    thanks: hasFelt ? say({ ja: "教えてくださり、ありがとうございます。", en: "Thank you for telling us." }) : null,
  }
}
