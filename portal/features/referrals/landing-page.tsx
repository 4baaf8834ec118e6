/** @jsxImportSource preact */
import type { LandingView } from "../../../server/capabilities/referrals/model-pages.ts"
import { document } from "../../app/document.tsx"

const words = {
  gift: { ja: "あなたへの特典", en: "For you" },
  email: { ja: "メールアドレス", en: "E-mail" },
  take: { ja: "特典を受け取る", en: "Send me the present" },
  once: {
    ja: "特典をお送りするためだけに使います。お便りの登録ではありません。",
    en: "Used only to send you the present. It does not put you on any list.",
  },
  share: { ja: "ほかの人にも教える", en: "Pass it on" },
  shareWhy: {
    ja: "押すと、あなたから送るためのリンクが開きます。",
    en: "Each button opens a link of your own to send.",
  },
  post: { ja: "そのまま貼れる文", en: "Ready to paste" },
  feel: { ja: "この紹介は、いかがでしたか", en: "How did you find this invitation?" },
}

/** What a friend sees first on a phone: what she gets, who gains by it, and one thing to do. Works without JavaScript. */
export function landingPage(view: LandingView): string {
  const { language, look, headline, text, content, disclosure, said } = view
  return document({
    language,
    look,
    title: headline,
    children: (
      <>
        <section class="hero">
          {content && <p class="kicker">{content}</p>}
          <h1>{headline}</h1>
          <p class="lede lines">{text}</p>
          <Gift view={view} />
          <p class="fine above" id="disclosure">
            {disclosure}
          </p>
          {said && (
            <p class="said" role="status">
              {said}
            </p>
          )}
          <Take view={view} />
          <Shop view={view} />
        </section>
        <Share view={view} />
        <Feel view={view} />
      </>
    ),
  })
}

type Props = { readonly view: LandingView }

function Gift({ view: { gift, language } }: Props) {
  if (!gift) return null
  return (
    <div class="expected above">
      <p class="kicker">{words.gift[language]}</p>
      <p class="eta">
        <b>{gift.title}</b>
      </p>
      {gift.terms.map((term) => (
        <p key={term} class="fine">
          {term}
        </p>
      ))}
    </div>
  )
}

function Take({ view: { asksMail, action, language, problem, given } }: Props) {
  if (!asksMail) return null
  return (
    <form method="post" action={action} class="form">
      <input type="hidden" name="do" value="take" />
      {problem && (
        <p class="problem" role="alert" id="problem">
          {problem}
        </p>
      )}
      <label for="email">{words.email[language]}</label>
      <input
        id="email"
        name="email"
        type="email"
        value={given}
        required
        maxLength={254}
        autocomplete="email"
        aria-describedby={problem ? "problem" : "once"}
      />
      <div class="unseen" aria-hidden="true">
        <label>
          Website
          <input name="website" tabIndex={-1} autocomplete="off" />
        </label>
      </div>
      <p class="fine above" id="once">
        {words.once[language]}
      </p>
      <button class="press main" type="submit">
        {words.take[language]}
      </button>
    </form>
  )
}

function Shop({ view: { toShop, action, asksMail } }: Props) {
  if (!toShop) return null
  return (
    <form method="post" action={action} class="form above">
      <button class={asksMail ? "press" : "press main"} type="submit" name="do" value="shop">
        {toShop}
      </button>
    </form>
  )
}

function Share({ view: { buttons, action, language, post } }: Props) {
  return (
    <section class="part" id="share">
      <h2>{words.share[language]}</h2>
      <p class="small">{words.shareWhy[language]}</p>
      <form method="post" action={action} class="pair above">
        <input type="hidden" name="do" value="share" />
        {buttons.map(({ channel, label }) => (
          <button key={channel} class="press" type="submit" name="channel" value={channel}>
            {label}
          </button>
        ))}
      </form>
      {post && (
        <div class="form above">
          <label for="post">{`${post.label}: ${words.post[language]}`}</label>
          <textarea id="post" rows={6} readOnly aria-describedby="how">
            {post.text}
          </textarea>
          <p class="fine" id="how">
            {post.how}
          </p>
        </div>
      )}
    </section>
  )
}

function Feel({ view: { feelings, thanks, action, language } }: Props) {
  return (
    <section class="part" id="feel">
      {thanks ? (
        <p role="status">{thanks}</p>
      ) : (
        <>
          <h2>{words.feel[language]}</h2>
          <form method="post" action={action} class="pair">
            <input type="hidden" name="do" value="feel" />
            {feelings.map(({ value, label }) => (
              <button key={value} class="press" type="submit" name="feeling" value={value}>
                {label}
              </button>
            ))}
          </form>
        </>
      )}
    </section>
  )
}
