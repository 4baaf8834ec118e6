import { notifications } from "@mantine/notifications"
import { useCallback } from "react"
import "./float.css"
import { Button } from "./button.tsx"
import { useText } from "./language.tsx"
import { Mark } from "./status.tsx"
import type { Text } from "./text.ts"

type Toast = {
  readonly words: Text
  /** Takes back what was just done. Everything that does not send can be undone. */
  readonly undo?: () => void
  readonly failed?: boolean
}

/** `const toast = useToast()`, then `toast({ words: { ja: "保存しました", en: "Saved" }, undo })`. */
export function useToast(): (toast: Toast) => void {
  const t = useText()
  return useCallback(
    ({ words, undo, failed }) => {
      const id = notifications.show({
        role: failed ? "alert" : "status",
        autoClose: undo ? 10_000 : failed ? 12_000 : 5000,
        classNames: { root: "floating toast", body: "toast-body", closeButton: "toast-close" },
        closeButtonProps: { "aria-label": t({ ja: "閉じる", en: "Close" }) },
        message: (
          <span className="toast-words">
            <Mark shape={failed ? "cross" : "tick"} tone={failed ? "failed" : "done"} />
            {t(words)}
            {undo && (
              <Button
                look="text"
                label={{ ja: "元に戻す", en: "Undo" }}
                onClick={() => {
                  notifications.hide(id)
                  undo()
                }}
              />
            )}
          </span>
        ),
      })
    },
    [t],
  )
}
