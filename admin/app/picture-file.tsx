import { useRef, useState } from "react"
import { allowLogoUpload } from "../../server/capabilities/brands/contract.ts"
import { Button } from "../../ui/button.tsx"
import { useText } from "../../ui/language.tsx"
import type { Text } from "../../ui/text.ts"
import { call } from "./call.ts"

const away: Text = {
  ja: "画像を送れませんでした。もう一度お選びください。",
  en: "The picture could not be sent. Choose it again.",
}

type Props = {
  url: string
  onChange: (url: string) => void
  onRefused: (why: Text) => void
  /** What the picture is, for who can't see it. */
  alt: Text
  /** What the file is for. */
  label: Text
  className: string
  height?: number
  /** Media types that may be chosen. */
  accept?: string
  /** There may be none. */
  optional?: true
}

/** A picture of the brand's: what it looks like now, another one from a file, or none. It is sent as soon as it is chosen. */
export function PictureFile({ url, onChange, onRefused, alt, label, className, height, accept, optional }: Props) {
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
    <div className={className}>
      {url && <img src={seenFrom(url)} alt={t(alt)} height={height} />}
      <input
        ref={file}
        hidden
        type="file"
        accept={accept ?? "image/png,image/jpeg"}
        aria-label={t(label)}
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
      {url && optional && (
        <Button look="text" label={{ ja: "画像を外す", en: "Remove" }} onClick={() => onChange("")} />
      )}
    </div>
  )
}

/** One of our own pictures by its path alone: the console may be open under another name of this server than mails use. */
function seenFrom(url: string): string {
  const { pathname } = new URL(url, location.href)
  return pathname.startsWith("/brand-pictures/") ? pathname : url
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
