/** @jsxImportSource preact */
import type { FieldView } from "../../../server/capabilities/signups/form-view-rules.ts"
import type { JoinView } from "../../../server/capabilities/signups/model-pages.ts"
import { document } from "../../app/document.tsx"

const words = {
  email: { ja: "メールアドレス", en: "E-mail" },
  optional: { ja: "（任意）", en: " (optional)" },
  choose: { ja: "お選びください", en: "Please choose" },
  privacy: { ja: "個人情報の扱い", en: "Privacy" },
}

/** A page of our own to join on: what is behind a QR code. Works without JavaScript. */
export function joinPage({ language, look, form, action, problem, given }: JoinView): string {
  return document({
    language,
    look,
    title: form.headline.replaceAll("\n", ""),
    children: (
      <section class="hero">
        <h1>
          {form.headline.split("\n").map((line) => (
            <span key={line} class="line">
              {line}
            </span>
          ))}
        </h1>
        {form.text && <p class="lede lines">{form.text}</p>}
        {problem && (
          <p class="problem" role="alert" id="problem">
            {problem}
          </p>
        )}
        <form method="post" action={action} class="form">
          <input type="hidden" name="version" value={String(form.version)} />
          <label for="email">{words.email[language]}</label>
          <input
            id="email"
            name="email"
            type="email"
            value={given.email ?? ""}
            required
            maxLength={254}
            autocomplete="email"
            aria-describedby={problem ? "problem" : undefined}
          />
          {form.fields.map((field) => (
            <Asked key={field.name} field={field} value={given[field.name] ?? ""} language={language} />
          ))}
          <div class="unseen" aria-hidden="true">
            <label>
              Website
              <input name="website" tabIndex={-1} autocomplete="off" />
            </label>
          </div>
          <p class="fine above lines">
            {form.consent}{" "}
            {form.privacyUrl && (
              <a href={form.privacyUrl} target="_blank" rel="noopener">
                {words.privacy[language]}
              </a>
            )}
          </p>
          <button class="press main" type="submit">
            {form.button}
          </button>
        </form>
      </section>
    ),
  })
}

type AskedProps = { field: FieldView; value: string; language: JoinView["language"] }

function Asked({ field: { name, label, required, choices, autocomplete }, value, language }: AskedProps) {
  return (
    <>
      <label for={name}>
        {label}
        {!required && <small>{words.optional[language]}</small>}
      </label>
      {choices ? (
        <select id={name} name={name} required={required}>
          <option value="">{words.choose[language]}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input id={name} name={name} value={value} required={required} maxLength={120} autocomplete={autocomplete} />
      )}
    </>
  )
}
