/** @jsxImportSource preact */
import type { PreferencesView } from "../../../server/capabilities/signups/model-pages.ts"
import { document } from "../../app/document.tsx"

const words = {
  title: { ja: "お便りの設定", en: "Mail settings" },
  lede: {
    ja: "受け取りたいものをお選びください。ご注文やお届けのお知らせは、ここでの設定にかかわらずお送りします。",
    en: "Choose what you want to hear about. You will hear from us about your orders in any case.",
  },
  address: { ja: "お送り先", en: "We write to" },
  topics: { ja: "受け取るもの", en: "What you get" },
  often: { ja: "お送りする回数", en: "How often" },
  usual: { ja: "いつもどおり", en: "As usual" },
  less: { ja: "少なめに（二週間に一度まで）", en: "Less often (once in two weeks at most)" },
  pause: { ja: "しばらくお休みする", en: "Take a break" },
  none: { ja: "お休みしない", en: "No break" },
  keep: { ja: "このままお休みする", en: "Keep the break as it is" },
  until: { ja: "までお休み中です。", en: "is the last day of your break." },
  days: { ja: "日間", en: " days" },
  language: { ja: "お便りのことば", en: "Language" },
  save: { ja: "保存する", en: "Save" },
  ways: { ja: "ほかの受け取り方", en: "Other ways to hear from us" },
  stopTitle: { ja: "すべて止める", en: "Stop everything" },
  stopText: {
    ja: "お便りを、どの方法でもお送りしないようにします。いつでも、この画面で元に戻せます。",
    en: "No more letters by any way. You can change this here at any time.",
  },
  stop: { ja: "すべてのお便りを止める", en: "Stop all letters" },
}

/** What a person wants to hear, how often and in which language. Works without JavaScript. */
export function preferencesPage(view: PreferencesView): string {
  const { language, look, action, address, said, topics, isAllOff } = view
  const say = (key: keyof typeof words) => words[key][language]
  return document({
    language,
    look,
    title: say("title"),
    children: (
      <>
        <section class="hero">
          <h1>{say("title")}</h1>
          <p class="lede">{say("lede")}</p>
          {address && <p class="fine above">{`${say("address")}: ${address}`}</p>}
          {said && (
            <p class="said" role="status">
              {said}
            </p>
          )}
          <form method="post" action={action} class="form">
            <fieldset>
              <legend>{say("topics")}</legend>
              {topics.map(({ channel, purpose, label, on, note }) => (
                <label key={`${channel}:${purpose}`} class="tick">
                  <input type="checkbox" name="topic" value={`${channel}:${purpose}`} checked={on} />
                  <span>
                    {label}
                    {note && <small>{note}</small>}
                  </span>
                </label>
              ))}
            </fieldset>
            <fieldset>
              <legend>{say("often")}</legend>
              <label class="tick">
                <input type="radio" name="often" value="usual" checked={!view.lessOften} />
                <span>{say("usual")}</span>
              </label>
              <label class="tick">
                <input type="radio" name="often" value="less" checked={view.lessOften} />
                <span>{say("less")}</span>
              </label>
            </fieldset>
            <Pause view={view} />
            <label for="language">{say("language")}</label>
            <select id="language" name="language">
              <option value="ja" selected={language === "ja"}>
                日本語
              </option>
              <option value="en" selected={language === "en"}>
                English
              </option>
            </select>
            <button class="press main" type="submit" name="do" value="save">
              {say("save")}
            </button>
          </form>
        </section>
        {view.ways.length > 0 && (
          <section class="part">
            <h2>{say("ways")}</h2>
            {view.ways.map(({ label, url }) => (
              <p key={url}>
                <a href={url}>{label}</a>
              </p>
            ))}
          </section>
        )}
        {!isAllOff && (
          <section class="part">
            <h2>{say("stopTitle")}</h2>
            <p class="small">{say("stopText")}</p>
            <form method="post" action={action} class="form">
              <button class="press" type="submit" name="do" value="stop">
                {say("stop")}
              </button>
            </form>
          </section>
        )}
      </>
    ),
  })
}

function Pause({ view: { language, pausedUntil } }: { view: PreferencesView }) {
  const say = (key: keyof typeof words) => words[key][language]
  return (
    <>
      <label for="pause">{say("pause")}</label>
      {pausedUntil && (
        <p class="fine" id="paused">
          {`${pausedUntil}${language === "ja" ? "" : " "}${say("until")}`}
        </p>
      )}
      <select id="pause" name="pause" aria-describedby={pausedUntil ? "paused" : undefined}>
        {pausedUntil && (
          <option value="" selected>
            {say("keep")}
          </option>
        )}
        <option value="0" selected={!pausedUntil}>
          {say("none")}
        </option>
        {[30, 60, 90].map((days) => (
          <option key={days} value={String(days)}>
            {`${days}${say("days")}`}
          </option>
        ))}
      </select>
    </>
  )
}
