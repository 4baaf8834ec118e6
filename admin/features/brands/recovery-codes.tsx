import { Download } from "lucide-react"
import { useState } from "react"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import "./brands.css"

/** Shown once: whoever loses phone and passkey comes back in with one of these. */
export function RecoveryCodes(props: { codes: readonly string[]; onKept: () => void; go?: Text }) {
  const toast = useToast()
  const [kept, setKept] = useState(false)
  const text = `${props.codes.join("\n")}\n`
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast({ words: { ja: "写しました", en: "Copied" } })
  }
  const download = () => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
    link.download = "maido-recovery-codes.txt"
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <>
      <ul className="recovery-codes">
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <ButtonRow>
        <Button label={{ ja: "写す", en: "Copy" }} onClick={() => void copy()} />
        <Button icon={Download} label={{ ja: "ファイルに保存", en: "Save as a file" }} onClick={download} />
      </ButtonRow>
      <Checkbox
        checked={kept}
        onChange={setKept}
        label={{ ja: "安全な場所に控えました", en: "I have kept them in a safe place" }}
      />
      <Button
        wide
        look="go"
        dimmed={!kept}
        label={props.go ?? { ja: "はじめる", en: "Begin" }}
        onClick={props.onKept}
      />
    </>
  )
}
