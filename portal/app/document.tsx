/** @jsxImportSource preact */
import { readFileSync } from "node:fs"
import type { ComponentChildren } from "preact"
import { renderToString } from "preact-render-to-string"
import type { ShopLook } from "../../server/capabilities/tracking/model.ts"
import type { Language } from "../../server/kernel/text.ts"
import { Icon } from "./icon.tsx"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")
/** A sheet without comments and line breaks. */
export const squeeze = (css: string) => css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "")
// Inside the page, so that a link from a message needs one request only.
const style = squeeze(read("../../ui/tokens.css")) + squeeze(read("./shopper.css"))

const words = {
  help: { ja: "相談する", en: "Get help" },
  foot: { ja: "このサイトについて", en: "About this site" },
  made: { ja: "毎度で動いています", en: "Runs on Maido" },
}

/** A brand may override a few properties only, each a plain colour, font or length: nothing else gets into the sheet. */
const overrides = (colours: Readonly<Record<string, string>>) =>
  Object.entries(colours)
    .filter(
      ([name, value]) =>
        /^--(brand[a-z-]*|on-brand|paper(-2)?|surface|radius)$/.test(name) && /^[#\w\s(),.%"-]{1,120}$/.test(value),
    )
    .map(([name, value]) => `${name}:${value}`)
    .join(";")

type Shell = {
  language: Language
  look: ShopLook
  title: string
  children: ComponentChildren
  /** A sheet of the feature's own, squeezed. */
  sheet?: string
  /** Our own script, where the page does more with one. */
  script?: string
  /** Anybody may find the page: it says nothing of anybody. */
  isPublic?: boolean
}

/** A whole shopper's page: one column, a way to a person in the header of every page, no script needed. */
export function document({ language, look, title, children, sheet = "", script, isPublic = false }: Shell): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        {!isPublic && <meta name="robots" content="noindex" />}
        <meta name="description" content={`${title} ${look.name}`} />
        <title>{`${title}${language === "ja" ? "｜" : " | "}${look.name}`}</title>
        {/* Said here, so that no browser asks for one that is not there. */}
        <link rel="icon" href="data:," />
        {/* biome-ignore lint: our own sheet and checked overrides */}
        <style dangerouslySetInnerHTML={{ __html: `${style}${sheet}:root:root{${overrides(look.colours)}}` }} />
        {script && <script src={script} defer />}
      </head>
      <body>
        <div class="page">
          <header class="top">
            <Wordmark look={look} />
            <a class="ask" href="#help">
              <Icon name="talk" />
              {words.help[language]}
            </a>
          </header>
          <main>
            {children}
            <Help look={look} language={language} />
          </main>
          <Foot look={look} language={language} />
        </div>
      </body>
    </html>
  )
  return `<!doctype html>${renderToString(page)}`
}

function Wordmark({ look }: { look: ShopLook }) {
  const name = look.logoUrl ? <img src={look.logoUrl} alt={look.name} height="28" /> : look.name
  return look.homeUrl ? (
    <a class="wordmark" href={look.homeUrl}>
      {name}
    </a>
  ) : (
    <span class="wordmark">{name}</span>
  )
}

const Help = ({ look, language }: { look: ShopLook; language: Language }) => (
  <section class="part" id="help">
    <h2>{language === "ja" ? "お困りのときは" : "If something is wrong"}</h2>
    <ul class="ways">
      {look.help.links.map((link) => (
        <li key={link.href}>
          <a href={link.href}>
            <Icon name={link.icon} />
            <span>
              {link.label}
              {link.small && <small>{link.small}</small>}
            </span>
            <Icon name="next" end />
          </a>
        </li>
      ))}
    </ul>
    {look.help.hours && <p class="fine above">{look.help.hours}</p>}
  </section>
)

/** The same page in the other language. */
const Other = ({ language }: { language: Language }) =>
  language === "ja" ? (
    <a href="?lang=en" hreflang="en" lang="en">
      English
    </a>
  ) : (
    <a href="?lang=ja" hreflang="ja" lang="ja">
      日本語
    </a>
  )

const Foot = ({ look, language }: { look: ShopLook; language: Language }) => (
  <footer class="foot">
    <nav aria-label={words.foot[language]}>
      {look.foot.links.map((link) => (
        <a key={link.href} href={link.href}>
          {link.label}
        </a>
      ))}
      <Other language={language} />
    </nav>
    <p>
      {look.foot.lines.map((line) => (
        <span key={line} class="line">
          {line}
        </span>
      ))}
    </p>
    <p class="made">
      <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true">
        <path d="M0 1.200h18" stroke="currentColor" stroke-width="1.600" />
        <path
          d="M1.600 2.500h4.400v9H1.600zM6.800 2.500h4.400v10.500H6.800zM12 2.500h4.400v9H12z"
          fill="currentColor"
        />
      </svg>
      {words.made[language]}
    </p>
  </footer>
)
