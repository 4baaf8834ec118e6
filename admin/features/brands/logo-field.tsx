import { useRef, useState } from "react"
import { allowLogoUpload } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"

type Props = { logoUrl: string; name: string; onChange: (logoUrl: string) => void; onRefused: (why: Text) => void }

const away: Text = {
  ja: "画像を送れませんでした。もう一度選んでください。",
  en: "The picture could not be sent. Choose it again.",
}

/** The brand's logo: what it looks like now, another one from a file, or none. What is chosen counts once the form is saved. */
export function LogoField({ logoUrl, name, onChange, onRefused }: Props) {
  const t = useText()
  const file = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const send = async (picture: File) => {
    setBusy(true)
    const sent = await sendLogo(picture).catch(() => away)
    setBusy(false)
    if (typeof sent === "string") onChange(sent)
    else onRefused(sent)
  }
  return (
    <div className="brand-logo">
      {logoUrl && <img src={seenFrom(logoUrl)} alt={t({ ja: `${name}のロゴ`, en: `Logo of ${name}` })} height={28} />}
      <input
        ref={file}
        hidden
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label={t({ ja: "ロゴ画像のファイル", en: "File of the logo" })}
        onChange={({ target }) => {
          const [picture] = target.files ?? []
          if (picture) void send(picture)
          target.value = ""
        }}
      />
      <Button
        busy={busy}
        label={logoUrl ? { ja: "画像を替える", en: "Another picture" } : { ja: "画像を選ぶ", en: "Choose a picture" }}
        onClick={() => file.current?.click()}
      />
      {logoUrl && <Button look="text" label={{ ja: "画像を外す", en: "Remove" }} onClick={() => onChange("")} />}
    </div>
  )
}

/** One of our own pictures by its path alone: the console may be open under another name of this server than mails use. */
function seenFrom(logoUrl: string): string {
  const { pathname } = new URL(logoUrl, location.href)
  return pathname.startsWith("/brand-pictures/") ? pathname : logoUrl
}

/** The address under which it is shown from now on, or why it was refused. */
async function sendLogo(picture: File): Promise<string | Text> {
  const { path, token } = await call(allowLogoUpload, {})
  const reply = await fetch(path, {
    method: "PUT",
    headers: { "x-upload-token": token, "content-type": "application/octet-stream" },
    body: picture,
  })
  // safe: our own server answers so; what is missing is checked
  const answer = (await reply.json()) as { logoUrl?: string; error?: { message?: Text } }
  return answer.logoUrl ?? answer.error?.message ?? away
}
