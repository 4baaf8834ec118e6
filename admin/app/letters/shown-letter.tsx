import { useState } from "react"
import type { previewTemplate } from "../../../server/capabilities/templates/contract.ts"
import { CodeBlock } from "../../../ui/copy.tsx"
import { useText } from "../../../ui/language.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { MailFrame } from "../blocks/mail-frame.tsx"
import { InboxRow, MailHead } from "../blocks/mail-head.tsx"
import type { Reply } from "../call.ts"
import { LineView } from "../line-view.tsx"
import "./letters.css"

type Rendering = NonNullable<Reply<typeof previewTemplate>["rendering"]>

const devices = [
  { key: "phone", label: { ja: "スマートフォン", en: "Phone" } },
  { key: "desktop", label: { ja: "パソコン", en: "Desktop" } },
  { key: "text", label: { ja: "文字だけ", en: "Text" } },
] as const
const themes = [
  { key: "light", label: { ja: "明るい", en: "Light" } },
  { key: "dark", label: { ja: "暗い", en: "Dark" } },
] as const
/** A filled letter as its reader sees it, on whichever channel it is for. */
export function ShownLetter({ rendering: { mail, line, sms, push, dm } }: { rendering: Rendering }) {
  const t = useText()
  if (mail) return <MailShown mail={mail} />
  if (line) return <LineView messages={line.messages} label={{ ja: "LINEでの見え方", en: "Preview in LINE" }} />
  if (sms)
    return (
      <div className="letter-phone" role="group" aria-label={t({ ja: "SMSの見え方", en: "Preview of the SMS" })}>
        <p className="letter-sms">{sms.text}</p>
      </div>
    )
  if (push)
    return (
      <div className="letter-phone" role="group" aria-label={t({ ja: "通知の見え方", en: "Preview of the notice" })}>
        <div className="letter-push">
          <b>{push.title}</b>
          <span>{push.text}</span>
          <span className="quiet small">{push.to}</span>
        </div>
      </div>
    )
  if (dm)
    return (
      <div
        className="letter-phone"
        role="group"
        aria-label={t({ ja: "DMの見え方", en: "Preview of the direct message" })}
      >
        <p className="letter-sms">{dm.text}</p>
        {dm.quickReplies.length > 0 && (
          <p className="letter-replies">
            {dm.quickReplies.map(({ title }) => (
              <span key={title}>{title}</span>
            ))}
          </p>
        )}
      </div>
    )
  return null
}

function MailShown({ mail }: { mail: NonNullable<Rendering["mail"]> }) {
  const [device, setDevice] = useState<(typeof devices)[number]["key"]>("phone")
  const [theme, setTheme] = useState<"light" | "dark">("light")
  return (
    <>
      <div className="template-preview-tools">
        <Segments label={{ ja: "画面", en: "Screen" }} options={devices} value={device} onChange={setDevice} />
        {device !== "text" && (
          <Segments label={{ ja: "明るさ", en: "Light or dark" }} options={themes} value={theme} onChange={setTheme} />
        )}
      </div>
      <MailHead
        subject={mail.subject}
        rows={[
          { label: { ja: "差出人", en: "From" }, value: mail.fromName },
          { label: { ja: "一覧に出る文", en: "Preheader" }, value: mail.preheader },
        ]}
      />
      {device === "phone" && <InboxRow from={mail.fromName} {...mail.inbox} />}
      {device === "text" ? (
        <CodeBlock text={mail.text} label={devices[2].label} />
      ) : (
        <MailFrame
          html={mail.html}
          theme={theme}
          {...(device === "phone" ? { width: 375 } : { width: 720, scale: 0.74 })}
          label={{ ja: "メールの見え方", en: "Preview of the mail" }}
        />
      )}
    </>
  )
}
