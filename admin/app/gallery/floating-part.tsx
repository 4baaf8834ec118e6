import { Copy, Pause, Trash2 } from "lucide-react"
import { useState } from "react"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Menu, Popup } from "../../../ui/menu.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"

export function FloatingPart() {
  const toast = useToast()
  const [open, setOpen] = useState<"form" | "send" | null>(null)
  const [name, setName] = useState("")
  const [days, setDays] = useState<number | null>(60)
  const close = () => setOpen(null)
  return (
    <Section title={{ ja: "浮くもの", en: "Floating" }} first>
      <div style={{ paddingTop: 20 }}>
        <ButtonRow>
          <Menu
            label={{ ja: "できること", en: "Actions" }}
            look="go"
            items={[
              { label: { ja: "複製", en: "Duplicate" }, icon: Copy, onClick: () => {} },
              {
                label: { ja: "一時停止", en: "Pause" },
                icon: Pause,
                under: { ja: "待っている96人はそのまま待ちます", en: "96 people keep waiting" },
              },
              {
                label: { ja: "承認する", en: "Approve" },
                blocked: { ja: "作った人は承認できません", en: "The author cannot approve" },
              },
              "line",
              { label: { ja: "消す", en: "Delete" }, icon: Trash2, danger: true },
            ]}
          />
          <Button label={{ ja: "名前を変える", en: "Rename" }} onClick={() => setOpen("form")} />
          <Button label={{ ja: "6,180人に送る", en: "Send to 6,180" }} onClick={() => setOpen("send")} />
          <Button
            label={{ ja: "知らせる", en: "Toast" }}
            onClick={() => toast({ words: { ja: "セグメントを消しました", en: "Segment deleted" }, undo: () => {} })}
          />
          <Button
            label={{ ja: "失敗を知らせる", en: "Failed toast" }}
            onClick={() =>
              toast({
                words: { ja: "保存できませんでした。通信を確かめてください。", en: "Not saved. Check the connection." },
                failed: true,
              })
            }
          />
          <Popup label={{ ja: "日数", en: "Days" }} trigger={`前回から ${days ?? "—"}日`}>
            {(done) => (
              <div style={{ display: "grid", gap: 12 }}>
                <Field label={{ ja: "前回の購入から", en: "Since the last order" }}>
                  <NumberInput value={days} onChange={setDays} unit={{ ja: "日", en: "days" }} />
                </Field>
                <Button look="go" label={{ ja: "決める", en: "Set" }} onClick={done} />
              </div>
            )}
          </Popup>
        </ButtonRow>
      </div>
      <Dialog
        open={open === "form"}
        onClose={close}
        title={{ ja: "名前を変える", en: "Rename" }}
        actions={
          <>
            <Button label={{ ja: "やめる", en: "Cancel" }} onClick={close} />
            <Button look="go" label={{ ja: "変える", en: "Rename" }} onClick={close} />
          </>
        }
      >
        <Field label={{ ja: "フローの名前", en: "Name of the flow" }}>
          <TextInput value={name} onChange={setName} example={same("なくなる前のお知らせ")} />
        </Field>
      </Dialog>
      <ConfirmDialog
        open={open === "send"}
        onClose={close}
        onConfirm={close}
        typed="6180"
        title={{
          ja: "ブラックフライデー先行案内を 6,180人に送ります",
          en: "Send “Black Friday preview” to 6,180 people",
        }}
        confirm={{ ja: "送る", en: "Send" }}
      >
        <p>メール 4,902人・LINE 1,278人。いま送ると取り消せません。</p>
      </ConfirmDialog>
    </Section>
  )
}
