/** @jsxImportSource preact */
import type { LookUpView, WordView } from "../../../server/capabilities/tracking/model.ts"
import { document } from "../../app/document.tsx"

const words = {
  title: { ja: "お届けの状況を調べる", en: "Find your order" },
  lede: {
    ja: "ご注文番号と、ご注文のときのメールアドレス・電話番号・郵便番号のどれか一つをご入力ください。",
    en: "Enter your order number and one of the e-mail address, phone number or postal code you ordered with.",
  },
  number: { ja: "ご注文番号", en: "Order number" },
  proof: { ja: "メールアドレス・電話番号・郵便番号のどれか", en: "E-mail, phone or postal code" },
  press: { ja: "状況を見る", en: "Show my order" },
}

/** The way in without a link: order number and one thing that only its owner knows. Works without JavaScript. */
export function lookUpPage({ language, look, action, number, problem }: LookUpView): string {
  return document({
    language,
    look,
    title: words.title[language],
    children: (
      <section class="hero">
        <h1>{words.title[language]}</h1>
        <p class="lede">{words.lede[language]}</p>
        {problem && (
          <p class="problem" role="alert" id="problem">
            {problem}
          </p>
        )}
        <form method="post" action={action} class="form">
          <label for="number">{words.number[language]}</label>
          <input
            id="number"
            name="number"
            value={number}
            required
            maxLength={40}
            autocomplete="off"
            aria-describedby={problem ? "problem" : undefined}
          />
          <label for="proof">{words.proof[language]}</label>
          <input id="proof" name="proof" required maxLength={120} autocomplete="email" />
          <button class="press main" type="submit">
            {words.press[language]}
          </button>
        </form>
      </section>
    ),
  })
}

/** One thing to say and one way on. */
export function wordPage({ language, look, headline, text, action }: WordView): string {
  return document({
    language,
    look,
    title: headline.join(""),
    children: (
      <section class="hero">
        <h1>
          {headline.map((line) => (
            <span key={line} class="line">
              {line}
            </span>
          ))}
        </h1>
        <p class="lede">{text}</p>
        {action?.isPost && (
          <form method="post" action={action.href} class="form">
            <button class="press main" type="submit">
              {action.label}
            </button>
          </form>
        )}
        {action && !action.isPost && (
          <a class="press main" href={action.href}>
            {action.label}
          </a>
        )}
      </section>
    ),
  })
}
