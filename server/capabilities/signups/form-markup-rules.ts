import type { FieldView, FormView } from "./form-view-rules.ts"

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
const esc = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
const lines = (text: string) => esc(text).replace(/\n/g, "<br>")

const words = {
  email: { ja: "メールアドレス", en: "E-mail" },
  optional: { ja: "（任意）", en: " (optional)" },
  choose: { ja: "お選びください", en: "Please choose" },
  privacy: { ja: "個人情報の扱い", en: "Privacy" },
  close: { ja: "閉じる", en: "Close" },
  mailed: {
    ja: "確認のメールをお送りしました。メールの中のボタンを押すと、登録が終わります。届かないときは、迷惑メールのフォルダもご覧ください。",
    en: "We have sent you a mail. Press the button in it, and you are on the list. If it does not arrive, please look in your spam folder.",
  },
  mailedTitle: { ja: "あと少しで完了です。", en: "One more step." },
}

/** What closes a pop-up, for those who hear instead of see. */
export const closeWord = (view: FormView): string => words.close[view.language]

function field({ name, label, required, choices, autocomplete }: FieldView, view: FormView): string {
  const id = `f-${name}`
  const title = `<label for="${id}">${esc(label)}${required ? "" : `<small>${words.optional[view.language]}</small>`}</label>`
  const attributes = `id="${id}" name="${name}"${required ? " required" : ""} autocomplete="${autocomplete}"`
  if (!choices) return `${title}<input ${attributes} maxlength="120">`
  const options = choices.map((c) => `<option value="${esc(c.value)}">${esc(c.label)}</option>`).join("")
  return `${title}<select ${attributes}><option value="">${words.choose[view.language]}</option>${options}</select>`
}

/** The form itself; the same in a pop-up, in a page of the shop, and in the console's preview. */
export function formMarkup(view: FormView): string {
  const privacy = view.privacyUrl
    ? ` <a href="${esc(view.privacyUrl)}" target="_blank" rel="noopener">${words.privacy[view.language]}</a>`
    : ""
  return `<h2 id="title">${lines(view.headline)}</h2>${view.text ? `<p class="text">${lines(view.text)}</p>` : ""}<form novalidate>
<label for="f-email">${words.email[view.language]}</label><input id="f-email" name="email" type="email" inputmode="email" autocomplete="email" required maxlength="254">
${view.fields.map((f) => field(f, view)).join("")}<div class="trap" aria-hidden="true"><label>Website<input name="website" tabindex="-1" autocomplete="off"></label></div>
<p class="problem" role="alert"></p><p class="consent">${lines(view.consent)}${privacy}</p><button class="press" type="submit">${esc(view.button)}</button></form>`
}

/** What stands in the form's place once it was sent: the same for every address. */
export function thanksMarkup(view: FormView): string {
  const { headline, text } = view.asks
    ? { headline: words.mailedTitle[view.language], text: words.mailed[view.language] }
    : view.thanks
  return `<div role="status"><h2 id="title" tabindex="-1">${lines(headline)}</h2><p class="text">${lines(text)}</p></div>`
}

/** The sheet of a form; it knows nothing of the page around it, and the page nothing of it. */
export const formSheet = ({ colours, radius }: Pick<FormView, "colours" | "radius">): string =>
  `:host{all:initial;display:block;color-scheme:light}*{box-sizing:border-box}
.box,dialog{font:400 16px/1.7 system-ui,"Hiragino Sans","Noto Sans JP",sans-serif;color:#1d2126;background:#fff;line-break:strict;overflow-wrap:anywhere}
.box{padding:28px 24px;border:1px solid #d9d4c9;border-radius:${radius}px;min-height:inherit;display:grid;align-content:center}.box .body{width:100%;max-width:520px;margin:0 auto}
dialog{position:fixed;inset:0;margin:auto;width:min(440px,calc(100vw - 32px));max-height:calc(100dvh - 32px);overflow:auto;padding:36px 28px 28px;border:0;border-radius:${radius}px;box-shadow:0 12px 48px rgb(20 23 27/.28)}
dialog::backdrop{background:rgb(20 23 27/.45)}
h2{margin:0 0 8px;font-size:22px;line-height:1.4;font-weight:600;outline:0;padding-right:24px}.text{margin:0;color:#4d535a}
form{display:grid;gap:6px;margin:16px 0 0}label{margin-top:6px;font-size:14px;font-weight:500}label small{font-weight:400;color:#4d535a}
input,select{width:100%;min-height:48px;padding:0 12px;font:inherit;color:inherit;background:#fff;border:1px solid #767b82;border-radius:${radius}px}
.consent{margin:10px 0 0;font-size:13px;line-height:1.6;color:#4d535a}.consent a{color:#1d2126}
.press{min-height:50px;margin-top:8px;padding:8px 16px;border:0;border-radius:${radius}px;background:${colours.brand};color:${colours.onBrand};font:inherit;font-weight:600;line-height:1.4;cursor:pointer}
.press:hover{background:${colours.strong}}.press[disabled]{cursor:progress;opacity:.7}
.close{position:absolute;top:8px;right:8px;width:44px;height:44px;border:0;background:none;color:#4d535a;font:400 26px/1 sans-serif;cursor:pointer;border-radius:${radius}px}
:focus-visible:not(h2){outline:2px solid ${colours.brand};outline-offset:2px}
.problem{margin:6px 0 0;padding:8px 12px;border-left:3px solid #b9480f;background:#fdf1ea;font-size:14px}.problem:empty{display:none}
.trap{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (prefers-reduced-motion:no-preference){dialog[open]{animation:in .16s ease-out}@keyframes in{from{opacity:0;transform:translateY(8px)}}}`
