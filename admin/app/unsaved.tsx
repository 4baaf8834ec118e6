import { useBlocker } from "@tanstack/react-router"
import { ConfirmDialog } from "../../ui/dialog.tsx"
import { useText } from "../../ui/language.tsx"

/** Put it on a page with a form: leaving with `changed` values asks first, also when the window is closed. */
export function UnsavedGuard(props: { changed: boolean }) {
  const t = useText()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => props.changed && current.pathname !== next.pathname,
    enableBeforeUnload: () => props.changed,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      open={blocker.status === "blocked"}
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
      look="danger"
      title={{ ja: "保存していない変更があります", en: "There are unsaved changes" }}
      confirm={{ ja: "保存せずに移る", en: "Leave without saving" }}
    >
      <p>{t({ ja: "このまま移ると、変更は失われます。", en: "If you leave now, the changes are lost." })}</p>
    </ConfirmDialog>
  )
}
