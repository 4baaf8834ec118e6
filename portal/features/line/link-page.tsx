/** @jsxImportSource preact */
import type { LinkView } from "../../../server/capabilities/line/link-port.ts"
import { shopLook } from "../../../server/capabilities/tracking/shop-look-rules.ts"
import type { Language } from "../../../server/kernel/text.ts"
import { document } from "../../app/document.tsx"

const words = {
  email: {
    headline: { ja: ["LINEと", "つなぎます。"], en: ["Link", "your LINE."] },
    lede: {
      ja: "お買い物のときのメールアドレスを入れてください。確認コードをお送りします。",
      en: "Enter the e-mail address you shop with. We will send you a code.",
    },
    label: { ja: "メールアドレス", en: "E-mail" },
    go: { ja: "コードを受け取る", en: "Send me a code" },
  },
  code: {
    headline: { ja: ["コードを", "お送りしました。"], en: ["A code is", "on its way."] },
    lede: {
      ja: "メールにある6けたの数字を入れてください。お客様のアドレスとして登録がない場合、メールは届きません。",
      en: "Enter the six digits from the mail. If the address is not known to us, no mail will arrive.",
    },
    label: { ja: "確認コード", en: "Code" },
    go: { ja: "確認する", en: "Confirm" },
  },
  choice: {
    headline: { ja: ["ほかのLINEが", "つながっています。"], en: ["Another LINE", "is linked already."] },
    lede: {
      ja: "すでに別のLINEがつながっています。どちらにしますか。",
      en: "Another LINE is linked with you already. What shall become of it?",
    },
    replace: { ja: "こちらのLINEに替える", en: "Use this LINE instead" },
    both: { ja: "両方つないでおく", en: "Keep both" },
  },
} as const

/** One step of linking a LINE with what the shop knows. Works without JavaScript. */
export function linkPage(view: LinkView): string {
  const { language, look, step, word } = view
  const headline = word?.headline ?? (step === "word" ? [] : words[step].headline[language])
  return document({
    language,
    look: shopLook(look, language, null, null),
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
        <p class="lede">{word?.text ?? (step === "word" ? "" : words[step].lede[language])}</p>
        {view.problem && (
          <p class="problem" role="alert" id="problem">
            {view.problem}
          </p>
        )}
        {step === "choice" && <Choice action={view.action} language={language} />}
        {(step === "email" || step === "code") && <Asked view={view} step={step} />}
      </section>
    ),
  })
}

function Asked({ view, step }: { view: LinkView; step: "email" | "code" }) {
  const { language, action, problem } = view
  const { label, go } = words[step]
  const described = problem ? "problem" : undefined
  return (
    <form method="post" action={action} class="form">
      <label for={step}>{label[language]}</label>
      {step === "email" ? (
        <input
          id="email"
          name="email"
          type="email"
          required
          maxLength={254}
          autocomplete="email"
          aria-describedby={described}
        />
      ) : (
        <input
          id="code"
          name="code"
          required
          maxLength={6}
          inputMode="numeric"
          autocomplete="one-time-code"
          pattern="[0-9０-９]{6}"
          aria-describedby={described}
        />
      )}
      <button class="press main" type="submit">
        {go[language]}
      </button>
    </form>
  )
}

const Choice = ({ action, language }: { action: string; language: Language }) => (
  <form method="post" action={action} class="form">
    <button class="press main" type="submit" name="choice" value="replace">
      {words.choice.replace[language]}
    </button>
    <button class="press" type="submit" name="choice" value="both">
      {words.choice.both[language]}
    </button>
  </form>
)
