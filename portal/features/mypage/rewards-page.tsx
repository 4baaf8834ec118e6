/** @jsxImportSource preact */
import type { PublicPageView } from "../../../server/capabilities/mypage/model-pages.ts"
import { document } from "../../app/document.tsx"
import { Pieces } from "./pieces.tsx"
import { sheet } from "./sheet.ts"

const words = {
  member: { ja: "会員の方はこちら", en: "Already a member?" },
  join: { ja: "会員になる", en: "Join" },
  email: { ja: "メールアドレス", en: "E-mail" },
  news: { ja: "外しても、特典は変わりません。", en: "Your benefits are the same without it." },
  code: { ja: "6けたの番号を受け取る", en: "Send me the code" },
  or: { ja: "または", en: "or" },
  line: { ja: "LINEで入る", en: "Join by LINE" },
  fine: {
    ja: "パスワードはいりません。番号をお入れいただくと、会員になります。",
    en: "There is no password. Entering the code makes you a member.",
  },
  privacy: { ja: "個人情報の扱い", en: "Privacy" },
  questions: { ja: "よくある質問", en: "Questions" },
}

/** What the programme gives, for anybody, and the form to join on the same page (B04). Works without JavaScript. */
export function rewardsPage(view: PublicPageView): string {
  const { language, look, base, choice, headline, rates, join } = view
  const around = {
    language,
    card: "",
    forms: { base, choice, secret: "", link: "", key: "", asks: [], open: [], isPreview: true },
  }
  return document({
    language,
    look,
    title: headline.join(""),
    sheet,
    isPublic: true,
    children: (
      <>
        <section class="hero">
          <h1>
            {headline.map((line) => (
              <span key={line} class="line">
                {line}
              </span>
            ))}
          </h1>
          <p class="lede">{view.lede}</p>
          {rates.length > 0 && (
            <dl class="rate">
              {rates.map((rate) => (
                <div key={rate.label}>
                  <dt>{rate.label}</dt>
                  <dd>
                    {rate.value}
                    <small>{rate.unit}</small>
                  </dd>
                </div>
              ))}
            </dl>
          )}
          <a class="press main" href="#join">
            {join.button}
          </a>
          <p class="fine above">
            <a href={`${base}${choice}`}>{words.member[language]}</a>
          </p>
        </section>
        {view.sections.map((section) => (
          <section key={section.id} class="part" id={section.id}>
            <h2>{section.title}</h2>
            <div class="pieces">
              <Pieces pieces={section.pieces} around={around} />
            </div>
          </section>
        ))}
        <Join view={view} />
        {view.questions.length > 0 && (
          <section class="part">
            <h2>{words.questions[language]}</h2>
            {view.questions.map(({ question, answer }) => (
              <details key={question} class="fold">
                <summary>{question}</summary>
                <p class="fine lines">{answer}</p>
              </details>
            ))}
          </section>
        )}
      </>
    ),
  })
}

function Join({ view: { language, join } }: { view: PublicPageView }) {
  return (
    <section class="part joining" id="join">
      <h2>{words.join[language]}</h2>
      {join.text && <p class="lines">{join.text}</p>}
      {join.problem && (
        <p class="problem" role="alert" id="problem">
          {join.problem}
        </p>
      )}
      <form method="post" action={join.action} class="form">
        <label for="email">{words.email[language]}</label>
        <input
          id="email"
          name="email"
          type="email"
          value={join.email}
          required
          maxLength={254}
          autocomplete="email"
          aria-describedby={join.problem ? "problem" : undefined}
        />
        <label class="tick">
          <input type="checkbox" name="news" value="yes" />
          <span>
            {join.news}
            <small>{words.news[language]}</small>
          </span>
        </label>
        <div class="unseen" aria-hidden="true">
          <label>
            Website
            <input name="website" tabIndex={-1} autocomplete="off" />
          </label>
        </div>
        <button class="press main" type="submit">
          {words.code[language]}
        </button>
      </form>
      {join.lineUrl && (
        <>
          <p class="or">
            <span>{words.or[language]}</span>
          </p>
          <a class="press" href={join.lineUrl}>
            {words.line[language]}
          </a>
        </>
      )}
      <p class="fine above">
        {words.fine[language]}{" "}
        {join.privacyUrl && (
          <a href={join.privacyUrl} target="_blank" rel="noopener">
            {words.privacy[language]}
          </a>
        )}
      </p>
      {join.terms.map(({ label, text }) => (
        <details key={label} class="fold">
          <summary>{label}</summary>
          <p class="fine lines">{text}</p>
        </details>
      ))}
    </section>
  )
}
