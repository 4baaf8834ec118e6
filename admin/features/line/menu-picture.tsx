import { useRef, useState } from "react"
import { allowLogoUpload } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"

const away: Text = {
  ja: "画像を送れませんでした。もう一度お選びください。",
  en: "The picture could not be sent. Choose it again.",
}

type Props = { url: string; onChange: (url: string) => void; onRefused: (why: Text) => void }

/** The picture under a menu, sent as soon as it is chosen. */
export function MenuPicture({ url, onChange, onRefused }: Props) {
  const t = useText()
  const file = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const send = async (picture: File) => {
    setBusy(true)
    const sent = await sendPicture(picture).catch(() => away)
    setBusy(false)
    if (typeof sent === "string") onChange(sent)
    else onRefused(sent)
  }
  return (
    <div className="line-picture">
      {url && (
        <img src={new URL(url, location.href).pathname} alt={t({ ja: "メニューの画像", en: "The menu's picture" })} />
      )}
      <input
        ref={file}
        hidden
        type="file"
        accept="image/png,image/jpeg"
        aria-label={t({ ja: "メニュー画像のファイル", en: "File of the menu's picture" })}
        onChange={({ target }) => {
          const [picture] = target.files ?? []
          if (picture) void send(picture)
          target.value = ""
        }}
      />
      <Button
        busy={busy}
        label={url ? { ja: "画像を替える", en: "Another picture" } : { ja: "画像を選ぶ", en: "Choose a picture" }}
        onClick={() => file.current?.click()}
      />
    </div>
  )
}

/** The address under which it is shown from now on, or why it was refused. */
async function sendPicture(picture: File): Promise<string | Text> {
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
