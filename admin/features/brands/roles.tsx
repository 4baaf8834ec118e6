import { useState } from "react"
import "../../../ui/table.css"
import "./brands.css"
import { listRoles, removeRole } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Mark } from "../../../ui/status.tsx"
import { people } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { RoleForm } from "./role-form.tsx"

type Roles = Reply<typeof listRoles>
type Role = Roles["items"][number]

/** What each role may do: rights down, roles across. */
export function RolesAndRights() {
  const may = useMay()
  const roles = useCall(listRoles, {})
  const [editing, setEditing] = useState<Role | "new">()
  return (
    <SettingsPage
      title={{ ja: "役割と権限", en: "Roles and rights" }}
      over={<About />}
      actions={
        may("staff:write") && (
          <Button look="go" label={{ ja: "役割を作る", en: "New role" }} onClick={() => setEditing("new")} />
        )
      }
    >
      <Loaded of={roles} rows={12} what={{ ja: "役割を読み込めませんでした", en: "The roles could not be loaded" }}>
        {(found) => (
          <>
            <Matrix found={found} onEdit={setEditing} />
            {editing && (
              <RoleForm
                rights={found.rights}
                {...(editing !== "new" && { role: editing })}
                onClose={() => setEditing(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </SettingsPage>
  )
}

function About() {
  const t = useText()
  return t({
    ja: "送ること、承認すること、書き出すこと、個人情報を見ることは、それぞれ別の権限です。",
    en: "Sending, approving, exporting and seeing personal data are rights of their own.",
  })
}

function Matrix({ found, onEdit }: { found: Roles; onEdit: (role: Role) => void }) {
  const t = useText()
  const may = useMay()
  const remove = useAct(removeRole, { refresh: [listRoles] })
  return (
    <Section first title={{ ja: "できること", en: "Who may do what" }}>
      <div
        className="table-scroll"
        tabIndex={0}
        role="region"
        aria-label={t({ ja: "権限の表", en: "Matrix of rights" })}
      >
        <table className="table brand-matrix">
          <thead>
            <tr>
              <th scope="col">{t({ ja: "権限", en: "Right" })}</th>
              {found.items.map((role) => (
                <th key={role.role} scope="col">
                  {t(role.name)}
                  <span className="under">{t(people(role.people))}</span>
                  {!role.isBuiltIn && may("staff:write") && (
                    <Menu
                      look="text"
                      label={{ ja: "変える", en: "Change" }}
                      items={[
                        { label: { ja: "名前と権限を変える", en: "Name and rights" }, onClick: () => onEdit(role) },
                        {
                          label: { ja: "なくす", en: "Remove" },
                          danger: true,
                          ...(role.people > 0 && {
                            blocked: { ja: "この役割の人がいます", en: "People have it" },
                          }),
                          onClick: () => remove.run({ role: role.role }),
                        },
                      ]}
                    />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.rights.map(({ right, name }) => (
              <tr key={right}>
                <th scope="row">
                  {t(name)}
                  <span className="under">
                    <code>{right}</code>
                  </span>
                </th>
                {found.items.map((role) => (
                  <td key={role.role}>
                    {role.rights.includes(right) ? (
                      <>
                        <Mark shape="tick" tone="done" />
                        <span className="hidden-text">{t({ ja: "できる", en: "yes" })}</span>
                      </>
                    ) : (
                      <>
                        <Mark shape="minus" />
                        <span className="hidden-text">{t({ ja: "できない", en: "no" })}</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
