/** @jsxImportSource preact */
import type { CardOnPage, MyPageView } from "../../../server/capabilities/mypage/model-pages.ts"
import { document } from "../../app/document.tsx"
import { addressIn, List, Pieces } from "./pieces.tsx"
import { Act, type Around, Hidden, PressButton } from "./press.tsx"
import { sheet } from "./sheet.ts"

const words = {
  title: { ja: "マイページ", en: "My page" },
  linkLede: {
    ja: "お名前や会員証、特典の交換は、ご本人の確認のあとにお使いいただけます。メールに6けたの番号をお送りします。",
    en: "Your name, your card and rewards open once we know that it is you. We will send six digits by mail.",
  },
  prove: { ja: "番号を受け取って、すべて開く", en: "Send me the code and open everything" },
  failed: {
    ja: "いま、この項目を表示できません。少したってから開き直してください。お持ちのものは変わりません。",
    en: "This can't be shown at the moment. Please open the page again in a while; what you have is unchanged.",
  },
  options: { ja: "できること", en: "What you can do" },
  arrange: { ja: "表示する項目を選ぶ", en: "Choose what you see here" },
  mute: { ja: "表示しない", en: "Don’t show" },
  show: { ja: "また表示する", en: "Show again" },
  leave: { ja: "ログアウト", en: "Sign out" },
  leaveThis: { ja: "この端末からログアウトする", en: "Sign out here" },
  leaveAll: { ja: "すべての端末からログアウトする", en: "Sign out everywhere" },
  nothing: {
    ja: "まだご注文もポイントもありません。",
    en: "There are no orders and no points yet.",
  },
}

/** Her own page: card first, then what she has, then what she can do. Works without JavaScript. */
export function myPage(view: MyPageView): string {
  const { language, look, forms, name, greeting, said, problem, cards } = view
  const say = (key: keyof typeof words) => words[key][language]
  const first = cards.find(({ view }) => view?.pieces.some(({ kind }) => kind === "barcode"))
  const rest = cards.filter((card) => card !== first)
  const isLink = forms.link !== null
  return document({
    language,
    look,
    title: say("title"),
    sheet,
    ...(forms.isPreview ? {} : { script: `${forms.base}/page.js` }),
    children: (
      <>
        {said && (
          <section class="message" role="status">
            <p>{said.text}</p>
            {said.undo && <PressButton press={said.undo} around={{ forms, language, card: "" }} />}
          </section>
        )}
        {problem && (
          <section class="message" role="alert">
            <p class="problem">{problem}</p>
          </section>
        )}
        <section class={first ? "hero tight" : "hero"} id={first?.key}>
          <h1 class={first && !name ? "unseen" : first ? "name" : ""}>{name ?? say("title")}</h1>
          {greeting && <p class="lede lines">{greeting}</p>}
          {first?.view && <Pieces pieces={first.view.pieces} around={{ forms, language, card: first.key }} />}
          {isLink && <Prove view={view} />}
          {cards.length === 0 && !isLink && <p class="lede">{say("nothing")}</p>}
        </section>
        {rest.map((card) => (
          <Section key={card.key} card={card} around={{ forms, language, card: card.key }} />
        ))}
        <section class="part">
          <h2>{say("options")}</h2>
          <List items={view.options} base={forms.base} />
          {!isLink && <Arrange view={view} />}
          {!isLink && <Leave view={view} />}
        </section>
      </>
    ),
  })
}

function Prove({ view: { forms, language } }: { view: MyPageView }) {
  return (
    <>
      <p class="lede">{words.linkLede[language]}</p>
      <form
        method="post"
        action={forms.isPreview ? undefined : `${forms.base}/open/${forms.link ?? ""}${forms.choice}`}
        class="form"
      >
        <button class="press main" type="submit" disabled={forms.isPreview}>
          {words.prove[language]}
        </button>
      </form>
    </>
  )
}

function Section({ card: { key, title, view }, around }: { card: CardOnPage; around: Around }) {
  const { language, forms } = around
  const more = view?.more
  return (
    <section class="part" id={key}>
      <div class="head">
        <h2>{title}</h2>
        {more && <a href={addressIn(forms.base, more.href)}>{more.label}</a>}
      </div>
      <div class="pieces">
        {view ? <Pieces pieces={view.pieces} around={around} /> : <p class="problem">{words.failed[language]}</p>}
      </div>
    </section>
  )
}

/** What she sees and what she has put away, in one place: beside each card it would be said over and over. */
function Arrange({ view: { cards, muted, forms, language } }: { view: MyPageView }) {
  const shown = cards.filter(({ mayMute }) => mayMute)
  if (shown.length + muted.length === 0) return null
  const row = (key: string, title: string, isShown: boolean) => (
    <li key={key}>
      <span>{title}</span>
      <Act around={{ forms, language, card: isShown ? "" : key }} action={isShown ? "mypage.mute" : "mypage.unmute"}>
        <Hidden fields={{ mute: key }} />
        <button class="bare" type="submit" disabled={forms.isPreview}>
          {words[isShown ? "mute" : "show"][language]}
          <span class="unseen">{` ${title}`}</span>
        </button>
      </Act>
    </li>
  )
  return (
    <details class="fold">
      <summary>{words.arrange[language]}</summary>
      <ul class="arrange">
        {shown.map(({ key, title }) => row(key, title, true))}
        {muted.map(({ key, title }) => row(key, title, false))}
      </ul>
    </details>
  )
}

const Leave = ({ view: { forms, language } }: { view: MyPageView }) => (
  <details class="fold">
    <summary>{words.leave[language]}</summary>
    <form
      method="post"
      action={forms.isPreview ? undefined : `${forms.base}/out${forms.choice}`}
      class="inner stack"
      data-leave
    >
      <input type="hidden" name="secret" value={forms.secret} />
      <button class="press" type="submit" disabled={forms.isPreview}>
        {words.leaveThis[language]}
      </button>
      <button class="press" type="submit" name="everywhere" value="yes" disabled={forms.isPreview}>
        {words.leaveAll[language]}
      </button>
    </form>
  </details>
)
