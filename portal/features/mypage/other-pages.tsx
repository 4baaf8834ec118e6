/** @jsxImportSource preact */
import type {
  AskView,
  ByLineView,
  CardOnlyView,
  OrdersView,
  SignInView,
} from "../../../server/capabilities/mypage/model-pages.ts"
import { document } from "../../app/document.tsx"
import { MemberCard } from "./member-card.tsx"
import { List, Pieces } from "./pieces.tsx"
import { Hidden } from "./press.tsx"
import { sheet } from "./sheet.ts"

const words = {
  address: {
    title: { ja: "マイページを開く", en: "Open your page" },
    lede: {
      ja: "お買い物やご登録のときのメールアドレスを入れてください。6けたの番号をお送りします。パスワードはいりません。",
      en: "Enter the e-mail address you shop with. We will send you six digits; there is no password.",
    },
    label: { ja: "メールアドレス", en: "E-mail" },
    go: { ja: "6けたの番号を受け取る", en: "Send me the code" },
  },
  code: {
    title: { ja: "番号をお送りしました", en: "A code is on its way" },
    lede: {
      ja: "お送りした6けたの数字を入れてください。10分のあいだ使えます。登録のないアドレスには届きません。",
      en: "Enter the six digits we sent. They work for ten minutes. Nothing is sent to an address we do not know.",
    },
    label: { ja: "6けたの番号", en: "Six digits" },
    go: { ja: "開く", en: "Open" },
  },
  byLine: { ja: "LINEで番号を受け取る（つないでいる方）", en: "Send it by LINE, if yours is linked" },
  open: { ja: "LINEで開く", en: "Open with LINE" },
  or: { ja: "または", en: "or" },
  again: { ja: "届かないときは、もう一度受け取る", en: "Nothing came? Ask for a new code" },
  join: { ja: "はじめての方はこちら", en: "New here?" },
  back: { ja: "やめて戻る", en: "Go back" },
  card: { ja: "会員証", en: "Member card" },
  noCard: { ja: "会員証はまだありません。", en: "There is no card yet." },
  home: { ja: "マイページへ", en: "To my page" },
  orders: { ja: "ご注文", en: "Orders" },
  find: { ja: "商品名・ご注文番号", en: "Product or order number" },
  search: { ja: "探す", en: "Find" },
  none: { ja: "見つかりませんでした。ほかの言葉でお探しください。", en: "Nothing was found. Try other words." },
  noOrders: {
    ja: "まだご注文はありません。お買い物のあと、お届けの様子がここに並びます。",
    en: "There are no orders yet. After a purchase you will see here where it is.",
  },
}

/** The way in: an address, then the six digits. Works without JavaScript. */
export function signInPage(view: SignInView): string {
  const { language, look, step, action, problem, note, again, publicPage, line } = view
  const { title, lede, label, go } = words[step]
  return document({
    language,
    look,
    title: title[language],
    sheet,
    children: (
      <section class="hero">
        <h1>{title[language]}</h1>
        <p class="lede">{note ?? lede[language]}</p>
        {problem && (
          <p class="problem" role="alert" id="problem">
            {problem}
          </p>
        )}
        {step === "address" && line.login && (
          <>
            <p class="above">
              <a class="press main" href={line.login}>
                {words.open[language]}
              </a>
            </p>
            <p class="fine above">{words.or[language]}</p>
          </>
        )}
        <form method="post" action={action} class="form">
          <label for={step}>{label[language]}</label>
          {step === "address" ? (
            <input
              id="address"
              name="email"
              type="email"
              required
              maxLength={254}
              autocomplete="email"
              aria-describedby={problem ? "problem" : undefined}
            />
          ) : (
            <input
              id="code"
              name="code"
              required
              maxLength={12}
              inputMode="numeric"
              autocomplete="one-time-code"
              aria-describedby={problem ? "problem" : undefined}
            />
          )}
          <button class="press main" type="submit">
            {go[language]}
          </button>
          {step === "address" && line.code && (
            <button class="press" type="submit" name="by" value="line">
              {words.byLine[language]}
            </button>
          )}
        </form>
        <p class="fine above">
          {step === "code" ? (
            <a href={again}>{words.again[language]}</a>
          ) : (
            <a href={publicPage}>{words.join[language]}</a>
          )}
        </p>
      </section>
    ),
  })
}

const byLineWords = {
  title: { ja: "LINEで開いています", en: "Opening with LINE" },
  go: { ja: "続ける", en: "Go on" },
}

/** Between LINE and her page: sent by the page's script, or by a press. */
export function byLinePage({ language, look, kind, base, action, fields, otherwise }: ByLineView): string {
  const title = byLineWords.title[language]
  return document({
    language,
    look,
    title,
    sheet,
    script: `${base}/page.js`,
    children: (
      <section class="hero">
        <h1>{title}</h1>
        <form method="post" action={action} class="form" data-go={kind} data-otherwise={otherwise}>
          <Hidden fields={fields} />
          {kind === "login" ? (
            <button class="press main" type="submit">
              {byLineWords.go[language]}
            </button>
          ) : (
            <a class="press main" href={otherwise}>
              {byLineWords.go[language]}
            </a>
          )}
        </form>
      </section>
    ),
  })
}

/** What happens, before it does: a button to do it and one to leave it. */
export function askPage({ language, look, forms, headline, pieces, button, action, fields, back }: AskView): string {
  // Here a press acts: this page is the asking. A form among the pieces has a button of its own.
  const around = { forms: { ...forms, asks: [] }, language, card: fields.card ?? "" }
  const isForm = pieces.some(({ kind }) => kind === "ask")
  const hidden = {
    ...fields,
    key: forms.key,
    ...(forms.link === null ? { secret: forms.secret } : { link: forms.link }),
  }
  return document({
    language,
    look,
    title: headline.join(""),
    sheet,
    children: (
      <section class="hero">
        <h1>
          {headline.map((line) => (
            <span key={line} class="line">
              {line}
            </span>
          ))}
        </h1>
        <div class="pieces above">
          <Pieces pieces={pieces} around={around} />
        </div>
        {!isForm && (
          <form method="post" action={`${forms.base}/do/${action}${forms.choice}`} class="form">
            <Hidden fields={hidden} />
            <button class="press main" type="submit">
              {button}
            </button>
          </form>
        )}
        <a class="press above" href={back}>
          {words.back[language]}
        </a>
      </section>
    ),
  })
}

/** The member card alone: what the phone keeps. */
export const cardPage = ({ language, look, base, card }: CardOnlyView): string =>
  document({
    language,
    look,
    title: words.card[language],
    sheet,
    script: `${base}/page.js`,
    children: (
      <section class="hero tight">
        <h1 class="unseen">{words.card[language]}</h1>
        {card ? <MemberCard card={card} language={language} /> : <p class="lede">{words.noCard[language]}</p>}
        <p class="above">
          <a href={base}>{words.home[language]}</a>
        </p>
      </section>
    ),
  })

/** All orders, with a search that needs no script. */
export const ordersPage = ({ language, look, base, choice, asked, items }: OrdersView): string =>
  document({
    language,
    look,
    title: words.orders[language],
    sheet,
    children: (
      <section class="hero">
        <h1>{words.orders[language]}</h1>
        {(asked !== "" || items.length > 0) && (
          <form method="get" action={`${base}/orders`} class="find">
            {choice && <input type="hidden" name="lang" value={language} />}
            <input
              name="q"
              value={asked}
              maxLength={60}
              aria-label={words.find[language]}
              placeholder={words.find[language]}
            />
            <button class="press" type="submit">
              {words.search[language]}
            </button>
          </form>
        )}
        <div class="above">
          {items.length === 0 ? (
            <p class="lede">{(asked === "" ? words.noOrders : words.none)[language]}</p>
          ) : (
            <List items={items} base={base} />
          )}
        </div>
        <p class="above">
          <a href={`${base}${choice}`}>{words.home[language]}</a>
        </p>
      </section>
    ),
  })
