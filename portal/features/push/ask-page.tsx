/** @jsxImportSource preact */
import type { PushView } from "../../../server/capabilities/push/push-port.ts"
import { document } from "../../app/document.tsx"

const words = {
  title: { ja: "お知らせを受け取る", en: "Get notices" },
  headline: { ja: ["このブラウザで", "お知らせを受け取る"], en: ["Get notices", "in this browser"] },
  lede: {
    ja: "新しいお知らせがあるときに、この画面を閉じていても届きます。回数はお便りの設定と同じです。",
    en: "They arrive even while this page is closed, as often as your letter settings say.",
  },
  on: { ja: "受け取る", en: "Get notices" },
  off: { ja: "受け取るのをやめる", en: "Stop notices" },
  isOn: { ja: "このブラウザで受け取っています。", en: "This browser gets notices." },
  denied: {
    ja: "ブラウザの設定で、このサイトの通知が止められています。設定で「許可」にしてから、もう一度お試しください。",
    en: "The browser's settings block notices from this site. Allow them there, then try again.",
  },
  cannot: {
    ja: "このブラウザでは受け取れません。iPhone では、ホーム画面に追加してからお試しください。",
    en: "This browser can't show notices. On an iPhone, add this page to the home screen first.",
  },
  failed: {
    ja: "うまくいきませんでした。少し待ってからもう一度お試しください。",
    en: "That did not work. Try again in a moment.",
  },
} as const

/** One button, after which the browser asks. Without a script it says that this browser can't. */
export function askPage({ language, look, action, publicKey, consent }: PushView): string {
  const say = (key: Exclude<keyof typeof words, "headline">) => words[key][language]
  return document({
    language,
    look,
    title: say("title"),
    children: (
      <section class="hero">
        <h1>
          {words.headline[language].map((line) => (
            <span key={line} class="line">
              {line}
            </span>
          ))}
        </h1>
        <p class="lede">{say("lede")}</p>
        <form id="push" method="post" action={action} class="form" data-key={publicKey}>
          <p class="said" role="status" data-when="on" hidden>
            {say("isOn")}
          </p>
          <p class="problem" role="alert" data-when="denied" hidden>
            {say("denied")}
          </p>
          <p class="problem" role="alert" data-when="failed" hidden>
            {say("failed")}
          </p>
          <p class="fine" data-when="cannot">
            {say("cannot")}
          </p>
          <p class="fine above" data-when="off failed" hidden>
            {consent}
          </p>
          <button class="press main" type="submit" name="do" value="on" data-when="off failed" hidden>
            {say("on")}
          </button>
          <button class="press" type="submit" name="do" value="off" data-when="on" hidden>
            {say("off")}
          </button>
        </form>
        <script src="/push.js" defer />
      </section>
    ),
  })
}
