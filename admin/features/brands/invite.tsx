import { useState } from "react"
import { invite, listInvitations, type listRoles } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import type { Reply } from "../../app/call.ts"
import { useAct } from "../../app/use-call.ts"

type Role = Reply<typeof listRoles>["items"][number]
type Made = Reply<typeof invite>

/** Asks someone to work for the brand: a link that goes by mail and can also be handed over. */
export function Invite({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) {
  const [made, setMade] = useState<Made>()
  return (
    <Dialog
      open
      onClose={onClose}
      title={made ? { ja: "招待しました", en: "Invited" } : { ja: "招待する", en: "Invite" }}
    >
      {made ? <Link made={made} onClose={onClose} /> : <Form roles={roles} onMade={setMade} onClose={onClose} />}
    </Dialog>
  )
}

function Link({ made, onClose }: { made: Made; onClose: () => void }) {
  const t = useText()
  const { moment } = useFormat()
  return (
    <>
      <p>
        {t({
          ja: `このリンクを渡してください。${moment(made.expiresAt)} まで、一度だけ使えます。リンクが見えるのは今だけです。`,
          en: `Hand over this link. It works once, until ${moment(made.expiresAt)}, and is shown only now.`,
        })}
      </p>
      <CopyText value={made.link} label={{ ja: "招待のリンク", en: "invitation link" }} />
      <div className="dialog-foot">
        <Button look="go" label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
      </div>
    </>
  )
}

type FormProps = { roles: readonly Role[]; onMade: (made: Made) => void; onClose: () => void }

function Form({ roles, onMade, onClose }: FormProps) {
  const form = useForm({ email: "", role: "viewer" }, ({ email }) => ({
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
      ? undefined
      : { ja: "メールアドレスを入れてください。", en: "Enter a mail address." },
  }))
  const send = useAct(invite, {
    refresh: [listInvitations],
    done: onMade,
    refused: (error) =>
      error.field === "email" || error.field === "role" ? void form.refuse(error.field, error.sentence) : false,
  })
  return (
    <>
      <Fields>
        <Field label={{ ja: "メールアドレス", en: "Mail address" }} error={form.errors.email}>
          <TextInput type="email" {...form.input("email")} />
        </Field>
        <Field
          label={{ ja: "役割", en: "Role" }}
          error={form.errors.role}
          hint={{
            ja: "できることは「役割と権限」で確かめられます。",
            en: "See Roles and rights for what each may do.",
          }}
        >
          <Select {...form.input("role")} options={roles.map(({ role, name }) => ({ value: role, label: name }))} />
        </Field>
      </Fields>
      <div className="dialog-foot">
        <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
        <Button
          look="go"
          label={{ ja: "招待する", en: "Invite" }}
          busy={send.busy}
          onClick={() => form.submit(({ email, role }) => send.run({ email: email.trim(), role }))}
        />
      </div>
    </>
  )
}
