import type { getSignupForm } from "../../../server/capabilities/signups/contract.ts"
import { CopyBlock, CopyText } from "../../../ui/copy.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { QrCode } from "../../../ui/qr.tsx"
import type { Reply } from "../../app/call.ts"

/** How the form gets before people: lines for the shop's pages, or an address and its QR code. */
export function Install({ whole: { form, install } }: { whole: Reply<typeof getSignupForm> }) {
  const t = useText()
  return (
    <Section title={{ ja: "設置のしかた", en: "How to put it up" }}>
      <Stack near>
        {form.kind !== "page" && (
          <>
            <p className="small">
              {t({
                ja: "お店の全ページの <head> に一度だけ入れます。wk_… は、ブラウザー用の書き込みキーに置き換えてください。",
                en: "Put this into the <head> of all pages of the shop, once. Replace wk_… with a write key for browsers.",
              })}{" "}
              <Link to="/settings/keys">{t({ ja: "キーを作る", en: "Make a key" })}</Link>
            </p>
            <CopyBlock text={install.tag} label={{ ja: "タグ", en: "the tag" }} />
          </>
        )}
        {form.kind === "embedded" && (
          <>
            <p className="small">
              {t({
                ja: "フォームを出したい場所に入れます。高さを先に取っておくので、読み込みのあいだにページは動きません。",
                en: "Put this where the form shall stand. Its height is kept free, so nothing moves while the page loads.",
              })}
            </p>
            <CopyBlock text={install.place} label={{ ja: "置き場所", en: "the place" }} />
          </>
        )}
        {form.kind === "page" && (
          <>
            <p className="small">
              {t({
                ja: "このアドレスを開けば、だれでも登録できます。",
                en: "Whoever opens this address can sign up.",
              })}
            </p>
            <CopyText value={install.url} label={{ ja: "ページのアドレス", en: "the page's address" }} />
            <QrCode
              value={install.url}
              label={{ ja: `${install.url} の QR コード`, en: `QR code of ${install.url}` }}
              size={176}
            />
            <Note>
              {t({
                ja: "店頭やパンフレットに印刷できます。JavaScript がなくても動きます。",
                en: "To be printed for stores and leaflets. It works without JavaScript.",
              })}
            </Note>
          </>
        )}
      </Stack>
    </Section>
  )
}
