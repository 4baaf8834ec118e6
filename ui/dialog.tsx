import { Modal } from "@mantine/core"
import { type ReactNode, useState } from "react"
import "./float.css"
import { Button, type ButtonLook } from "./button.tsx"
import { Field } from "./field.tsx"
import { TextInput } from "./inputs.tsx"
import { useText } from "./language.tsx"
import type { Text } from "./text.ts"

type DialogProps = {
  open: boolean
  onClose: () => void
  title: Text
  children: ReactNode
  actions?: ReactNode
  wide?: boolean
}

/** A question or a short form over the page. Esc and the veil close it; the keyboard comes back to where it was. */
export function Dialog({ open, onClose, title, children, actions, wide }: DialogProps) {
  const t = useText()
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={t(title)}
      centered
      size={wide ? 720 : 480}
      transitionProps={{ duration: 120, transition: "fade" }}
      closeButtonProps={{ "aria-label": t({ ja: "閉じる", en: "Close" }) }}
      classNames={{
        content: "floating",
        header: "dialog-head",
        title: "dialog-title",
        close: "dialog-close",
        body: "dialog-body",
        overlay: "veil",
      }}
    >
      <div className="dialog-inside">{children}</div>
      {actions && <div className="dialog-foot">{actions}</div>}
    </Modal>
  )
}

type ConfirmProps = {
  open: boolean
  onClose: () => void
  title: Text
  /** What will happen, with its numbers. */
  children: ReactNode
  confirm: Text
  onConfirm: () => void
  look?: Extract<ButtonLook, "go" | "danger">
  busy?: boolean
  /** Must be typed before it can be done: the number of recipients of a big send, the name of what is erased. */
  typed?: string
}

export function ConfirmDialog({ typed, onConfirm, busy, look = "go", ...props }: ConfirmProps) {
  const [text, setText] = useState("")
  const right = typed === undefined || text.normalize("NFKC").replaceAll(",", "").trim() === typed
  const close = () => {
    setText("")
    props.onClose()
  }
  const done = () => {
    setText("")
    onConfirm()
  }
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={props.title}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={close} first={typed === undefined} />
          <Button look={look} label={props.confirm} onClick={right ? done : undefined} busy={busy} dimmed={!right} />
        </>
      }
    >
      {props.children}
      {typed !== undefined && (
        <Field label={{ ja: `確かめるため「${typed}」と入力してください`, en: `Type “${typed}” to confirm` }}>
          <TextInput value={text} onChange={setText} short />
        </Field>
      )}
    </Dialog>
  )
}
