import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"

/** The secret of an endpoint, shown this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useText()
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "署名の鍵", en: "The secret" }}
      actions={<Button look="go" label={{ ja: "控えました", en: "I have kept it" }} onClick={onClose} />}
    >
      <p>
        {t({
          ja: "この値が見えるのは今だけです。Standard Webhooks のライブラリーに渡すと、届いた知らせが本物か確かめられます。",
          en: "This is the only time it is shown. Give it to a Standard Webhooks library to check that messages are ours.",
        })}
      </p>
      <CopyText value={secret} label={{ ja: "署名の鍵", en: "secret" }} />
    </Dialog>
  )
}
