import { useState } from "react"
import {
  changeRole,
  disableStaff,
  listInvitations,
  listRoles,
  listStaff,
  makeResetLink,
  removeStaff,
  withdrawInvitation,
} from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Menu, type MenuItem } from "../../../ui/menu.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { people } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useSession } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Invite } from "./invite.tsx"

type Colleague = Reply<typeof listStaff>["items"][number]
type Role = Reply<typeof listRoles>["items"][number]

/** Who works for the brand, as what, and who was asked to. */
export function Staff() {
  const staff = useCall(listStaff, {})
  const roles = useCall(listRoles, {})
  const [inviting, setInviting] = useState(false)
  return (
    <SettingsPage
      title={{ ja: "スタッフ", en: "Staff" }}
      actions={<Button look="go" label={{ ja: "招待する", en: "Invite" }} onClick={() => setInviting(true)} />}
    >
      <Stack>
        <Loaded of={staff} what={{ ja: "スタッフを読み込めませんでした", en: "The staff could not be loaded" }}>
          {({ items }) => <Colleagues items={items} roles={roles.data?.items ?? []} />}
        </Loaded>
        <Invitations />
      </Stack>
      {inviting && <Invite roles={roles.data?.items ?? []} onClose={() => setInviting(false)} />}
    </SettingsPage>
  )
}

function Colleagues({ items, roles }: { items: readonly Colleague[]; roles: readonly Role[] }) {
  const columns: Column<Colleague>[] = [
    { key: "name", head: { ja: "名前", en: "Name" }, cell: (person) => <Person of={person} /> },
    { key: "role", head: { ja: "役割", en: "Role" }, cell: (person) => <RoleOf person={person} roles={roles} /> },
    { key: "factor", head: { ja: "二段階認証", en: "Second factor" }, cell: (person) => <Factor of={person} /> },
    { key: "seen", head: { ja: "最後に来た", en: "Last seen" }, cell: (person) => <Seen of={person} /> },
    { key: "act", head: { ja: "操作", en: "Action" }, end: true, cell: (person) => <Acts person={person} /> },
  ]
  return (
    <Section first title={{ ja: "いま働いている人", en: "Working here" }} scope={people(items.length)}>
      <Table
        label={{ ja: "スタッフ", en: "Staff" }}
        columns={columns}
        rows={items}
        rowKey={(person) => person.staffId}
      />
    </Section>
  )
}

function Person({ of: person }: { of: Colleague }) {
  const t = useText()
  return (
    <>
      {person.name}
      <span className="under">
        {person.email}
        {person.runsInstallation && t({ ja: "・この Maido の管理者", en: " · runs this installation" })}
        {person.isDisabled && t({ ja: "・止められています", en: " · stopped" })}
      </span>
    </>
  )
}

function RoleOf({ person, roles }: { person: Colleague; roles: readonly Role[] }) {
  const t = useText()
  const { staff } = useSession()
  const toast = useToast()
  const change = useAct(changeRole, {
    refresh: [listStaff, listRoles],
    done: () => toast({ words: { ja: "役割を変えました。", en: "The role is changed." } }),
  })
  if (person.staffId === staff.staffId || roles.length === 0) return <>{t(person.roleName)}</>
  return (
    <Select
      short
      label={{ ja: `${person.name}の役割`, en: `Role of ${person.name}` }}
      value={person.role}
      disabled={change.busy}
      onChange={(role) => change.run({ staffId: person.staffId, role })}
      options={roles.map(({ role, name }) => ({ value: role, label: name }))}
    />
  )
}

const Factor = ({ of: person }: { of: Colleague }) =>
  person.hasSecondFactor ? (
    <Status is="done" label={{ ja: "設定済み", en: "Set up" }} />
  ) : (
    <Status is="waiting" label={{ ja: "まだ", en: "Not yet" }} />
  )

function Seen({ of: person }: { of: Colleague }) {
  const t = useText()
  if (!person.lastSeenAt) return <span className="faint">{t({ ja: "まだ", en: "never" })}</span>
  return <DateText at={person.lastSeenAt} beside />
}

function Acts({ person }: { person: Colleague }) {
  const t = useText()
  const { staff } = useSession()
  const toast = useToast()
  const [removing, setRemoving] = useState(false)
  const [link, setLink] = useState<string>()
  const remove = useAct(removeStaff, {
    done: () => toast({ words: { ja: "外しました。", en: "Taken off the brand." } }),
  })
  const disable = useAct(disableStaff)
  const reset = useAct(makeResetLink, { done: (made) => setLink(made.link) })
  if (person.staffId === staff.staffId) return <span className="faint">{t({ ja: "自分", en: "you" })}</span>
  const { staffId } = person
  const running: MenuItem[] = staff.runsInstallation
    ? [
        {
          label: { ja: "パスワード再設定のリンクを作る", en: "Make a reset link" },
          onClick: () => reset.run({ staffId }),
        },
        {
          label: person.isDisabled
            ? { ja: "アカウントを戻す", en: "Let the account in again" }
            : { ja: "アカウントを止める", en: "Stop the account" },
          onClick: () => disable.run({ staffId, disabled: !person.isDisabled }),
        },
        "line",
      ]
    : []
  return (
    <>
      <Menu
        look="text"
        label={{ ja: "操作", en: "Actions" }}
        items={[
          ...running,
          {
            label: { ja: "ブランドから外す", en: "Take off the brand" },
            danger: true,
            onClick: () => setRemoving(true),
          },
        ]}
      />
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        look="danger"
        title={{ ja: `${person.name}さんを外しますか`, en: `Take ${person.name} off the brand?` }}
        confirm={{ ja: "外す", en: "Take off" }}
        onConfirm={() => {
          setRemoving(false)
          remove.run({ staffId })
        }}
      >
        <p>
          {t({
            ja: "すぐに入れなくなります。記録に残った名前は消えません。",
            en: "They are locked out at once. Their name stays in the records.",
          })}
        </p>
      </ConfirmDialog>
      <Dialog
        open={link !== undefined}
        onClose={() => setLink(undefined)}
        title={{ ja: "再設定のリンク", en: "Reset link" }}
      >
        <p>
          {t({
            ja: `${person.name}さんに渡してください。一度だけ使えます。`,
            en: `Hand it to ${person.name}. It works once.`,
          })}
        </p>
        {link && <CopyText value={link} label={{ ja: "リンク", en: "link" }} />}
      </Dialog>
    </>
  )
}

const invitationStates = {
  open: { is: "waiting", label: { ja: "返事待ち", en: "Open" } },
  accepted: { is: "done", label: { ja: "参加しました", en: "Accepted" } },
  withdrawn: { is: "none", label: { ja: "取り消し", en: "Withdrawn" } },
  expired: { is: "none", label: { ja: "期限切れ", en: "Expired" } },
} as const

function Invitations() {
  const invitations = useCall(listInvitations, {})
  const withdraw = useAct(withdrawInvitation, { refresh: [listInvitations] })
  type Invitation = Reply<typeof listInvitations>["items"][number]
  const columns: Column<Invitation>[] = [
    { key: "email", head: { ja: "宛先", en: "To" }, cell: ({ email }) => email },
    { key: "role", head: { ja: "役割", en: "Role" }, cell: ({ roleName }) => <RoleName of={roleName} /> },
    { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...invitationStates[state]} /> },
    {
      key: "until",
      head: { ja: "期限", en: "Until" },
      cell: ({ expiresAt }) => <DateText at={expiresAt} only="date" />,
    },
    {
      key: "act",
      head: { ja: "操作", en: "Action" },
      end: true,
      cell: ({ invitationId, state }) =>
        state === "open" ? (
          <Button
            look="text"
            label={{ ja: "取り消す", en: "Withdraw" }}
            busy={withdraw.busy}
            onClick={() => withdraw.run({ invitationId })}
          />
        ) : null,
    },
  ]
  return (
    <Section
      title={{ ja: "招待", en: "Invitations" }}
      scope={{ ja: "リンクは7日間、一度だけ使えます", en: "links work once, for 7 days" }}
    >
      <Loaded of={invitations} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだ招待していません", en: "Nobody was invited yet" }}
              why={{
                ja: "一緒に働く人を招くと、ここで返事を待てます。",
                en: "Invite the people you work with; you see here who has accepted.",
              }}
            />
          ) : (
            <Table
              label={{ ja: "招待", en: "Invitations" }}
              columns={columns}
              rows={items}
              rowKey={({ invitationId }) => invitationId}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

const RoleName = ({ of: name }: { of: Role["name"] }) => {
  const t = useText()
  return <>{t(name)}</>
}
