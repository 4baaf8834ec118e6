import { useMemo } from "react"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import "./mail.css"

type Props = {
  html: string
  label: Text
  /** Width of the screen it is read on, in CSS pixels; the whole place when left out. */
  width?: number
  height?: number
  /** Smaller than life, so that a wide screen fits beside the editor. */
  scale?: number
  /** As a reader by day or at night sees it; left out, as this device is set. */
  theme?: "light" | "dark"
}

/** A mail as its reader sees it. The frame has no rights at all: nothing in it runs, opens or sends. */
export function MailFrame({ html, label, width, height = 920, scale = 1, theme }: Props) {
  const t = useText()
  const shown = useMemo(() => (theme ? inTheme(html, theme) : html), [html, theme])
  return (
    <div className="mail-frame-place" role="group" aria-label={t(label)} tabIndex={0}>
      <iframe
        className="mail-frame"
        sandbox=""
        srcDoc={shown}
        title={t(label)}
        style={{
          width: width ?? "100%",
          height: height / scale,
          ...(scale !== 1 && {
            transform: `scale(${scale})`,
            transformOrigin: "0 0",
            marginRight: -(width ?? 0) * (1 - scale),
            marginBottom: height - height / scale,
          }),
        }}
      />
    </div>
  )
}

/** Mails ask their reader's device for night colours; here the question is answered beforehand. */
export const inTheme = (html: string, theme: "light" | "dark") =>
  html.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, (_, asked: string) =>
    asked === theme ? "(min-width: 0)" : "(max-width: 0)",
  )
