import { endOtherSessions, endSession, readAccount } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import type { Account } from "./whole-account.ts"
import { browserName } from "./browser-name.ts"

type OneSession = Account["sessions"][number]

/** Where one is signed in, and a way out of each. */
export function AccountSessions({ account }: { account: Account }) {
  const toast = useToast()
  const end = useAct(endSession, {
    refresh: [readAccount],
    done: () => toast({ words: { ja: "サインアウトしました。", en: "Signed out." } }),
  })
  const endOthers = useAct(endOtherSessions, {
    refresh: [readAccount],
    done: ({ ended }) =>
      toast({
        words: { ja: `ほかの${ended}台をサインアウトしました。`, en: `${ended} other devices are signed out.` },
      }),
  })
  const columns: readonly Column<OneSession>[] = [
    { key: "browser", head: { ja: "端末", en: "Device" }, cell: (session) => <Device session={session} /> },
    { key: "ip", head: { ja: "接続元", en: "Address" }, cell: ({ ip }) => <span className="num">{ip}</span> },
    { key: "since", head: { ja: "サインイン", en: "Signed in" }, cell: ({ createdAt }) => <DateText at={createdAt} /> },
    {
      key: "seen",
      head: { ja: "最後に使った", en: "Last used" },
      cell: ({ seenAt }) => <DateText at={seenAt} beside />,
    },
    {
      key: "act",
      head: { ja: "操作", en: "Action" },
      end: true,
      cell: ({ isThis, sessionId }) =>
        isThis ? (
          <Status is="live" label={{ ja: "この端末", en: "This device" }} />
        ) : (
          <Button
            look="text"
            label={{ ja: "サインアウト", en: "Sign out" }}
            busy={end.busy}
            onClick={() => end.run({ sessionId })}
          />
        ),
    },
  ]
  return (
    <Section
      title={{ ja: "サインインしている端末", en: "Signed-in devices" }}
      scope={{ ja: "見覚えのないものは、すぐにサインアウトを", en: "sign out what you do not know" }}
      beside={
        account.sessions.length > 1 && (
          <Button
            look="text"
            label={{ ja: "ほかをすべてサインアウト", en: "Sign out all others" }}
            busy={endOthers.busy}
            onClick={() => endOthers.run({})}
          />
        )
      }
    >
      <Table
        label={{ ja: "サインインしている端末", en: "Signed-in devices" }}
        columns={columns}
        rows={account.sessions}
        rowKey={({ sessionId }) => sessionId}
      />
    </Section>
  )
}

function Device({ session }: { session: OneSession }) {
  const t = useText()
  return <>{t(browserName(session.browser))}</>
}
