import "./brands.css"
import { type listRoles, rewriteRole, saveRole } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkboxes } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import type { Reply } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"

type Roles = Reply<typeof listRoles>
type Props = { rights: Roles["rights"]; role?: Roles["items"][number]; onClose: () => void }

/** A role of the brand's own: a name and what it may do. Nobody hands on a right that they lack. */
export function RoleForm({ rights, role, onClose }: Props) {
  const may = useMay()
  const { language } = useSurroundings()
  const form = useForm(
    { name: role?.name[language] ?? "", rights: role?.rights ?? ["brand:read", "customers:read"] },
    ({ name }) => ({
      name: name.trim() === "" ? { ja: "役割の名前を入れてください。", en: "Enter a name for the role." } : undefined,
    }),
  )
  const acting = {
    done: onClose,
    refused: (error: { code: string; sentence: { ja: string; en: string } }) =>
      error.code === "staff.RoleNameTaken" ? void form.refuse("name", error.sentence) : false,
  }
  const make = useAct(saveRole, acting)
  const rewrite = useAct(rewriteRole, acting)
  const submit = () => form.submit((values) => (role ? rewrite.run({ role: role.role, ...values }) : make.run(values)))
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={role ? { ja: "役割を変える", en: "Change the role" } : { ja: "役割を作る", en: "New role" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "保存する", en: "Save" }} busy={make.busy || rewrite.busy} onClick={submit} />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "名前", en: "Name" }} error={form.errors.name}>
          <TextInput {...form.input("name")} maxLength={60} />
        </Field>
        <Field group label={{ ja: "できること", en: "May" }}>
          <div className="brand-rights">
            <Checkboxes
              values={form.values.rights}
              onChange={(values) => form.set("rights", values)}
              options={rights.map(({ right, name }) => ({ value: right, label: name, blocked: !may(right) }))}
            />
          </div>
        </Field>
      </Fields>
    </Dialog>
  )
}
