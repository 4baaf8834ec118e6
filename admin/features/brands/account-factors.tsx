import { useQueryClient } from "@tanstack/react-query"
import { KeyRound, RectangleEllipsis, Smartphone } from "lucide-react"
import { useState } from "react"
import {
  readAccount,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  type Step,
} from "../../../server/capabilities/brands/contract.ts"
import { Button, type Icon } from "../../../ui/button.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import type { Account } from "./whole-account.ts"
import { AddPasskey, SetUpApp } from "./add-factor.tsx"
import { RecoveryCodes } from "./recovery-codes.tsx"

/** What one proves oneself with besides the password: passkeys, an authenticator app, recovery codes. */
export function AccountFactors({ account }: { account: Account }) {
  const client = useQueryClient()
  const toast = useToast()
  const [adding, setAdding] = useState<"passkey" | "app">()
  const [codes, setCodes] = useState<readonly string[]>()
  const renew = useAct(renewRecoveryCodes, {
    refresh: [readAccount],
    done: ({ recoveryCodes }) => setCodes(recoveryCodes),
  })
  const arrive = (step: Step) => {
    setAdding(undefined)
    void client.invalidateQueries()
    toast({ words: { ja: "登録しました。", en: "It is set up." } })
    if (step.recoveryCodes) setCodes(step.recoveryCodes)
  }
  return (
    <Section
      first
      title={{ ja: "二段階認証", en: "Two-step sign-in" }}
      scope={{ ja: "パスワードだけでは入れません", en: "a password alone opens nothing" }}
      beside={
        <Button
          look="text"
          icon={KeyRound}
          label={{ ja: "パスキーを足す", en: "Add a passkey" }}
          onClick={() => setAdding("passkey")}
        />
      }
    >
      <ul className="brand-factors">
        {account.passkeys.map((passkey) => (
          <Passkey key={passkey.passkeyId} passkey={passkey} />
        ))}
        <App account={account} onSetUp={() => setAdding("app")} />
        <Recovery account={account} busy={renew.busy} onRenew={() => renew.run({})} />
      </ul>
      {adding === "passkey" && <AddPasskey onClose={() => setAdding(undefined)} onStep={arrive} />}
      {adding === "app" && <SetUpApp onClose={() => setAdding(undefined)} onStep={arrive} />}
      <Dialog
        open={codes !== undefined}
        onClose={() => setCodes(undefined)}
        title={{ ja: "リカバリーコードを控える", en: "Keep your recovery codes" }}
      >
        {codes && <RecoveryCodes codes={codes} go={{ ja: "閉じる", en: "Close" }} onKept={() => setCodes(undefined)} />}
      </Dialog>
    </Section>
  )
}

type FactorProps = { icon: Icon; name: Text; about: Text; children: React.ReactNode }

function Factor({ icon: Mark, name, about, children }: FactorProps) {
  const t = useText()
  return (
    <li>
      <Mark aria-hidden />
      <span>
        <b>{t(name)}</b>
        <span className="under">{t(about)}</span>
      </span>
      <span className="button-row">{children}</span>
    </li>
  )
}

function Passkey({ passkey }: { passkey: Account["passkeys"][number] }) {
  const t = useText()
  const { date, relative } = useFormat()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const remove = useAct(removePasskey, {
    done: () => toast({ words: { ja: "パスキーを外しました。", en: "The passkey is removed." } }),
  })
  const made = date(passkey.createdAt)
  const used = passkey.lastUsedAt
  const about: Text = {
    ja: `パスキー・${made}に登録${used ? `・最後に使ったのは${relative(used)}` : "・まだ使っていません"}`,
    en: `Passkey, added ${made}, ${used ? `last used ${relative(used)}` : "not used yet"}`,
  }
  return (
    <Factor icon={KeyRound} name={same(passkey.name)} about={about}>
      <Button look="text" label={{ ja: "外す", en: "Remove" }} busy={remove.busy} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        look="danger"
        title={{ ja: `「${passkey.name}」を外しますか`, en: `Remove “${passkey.name}”?` }}
        confirm={{ ja: "外す", en: "Remove" }}
        onConfirm={() => {
          setAsking(false)
          remove.run({ passkeyId: passkey.passkeyId })
        }}
      >
        <p>
          {t({
            ja: "このパスキーでは入れなくなります。ほかの端末はサインアウトします。",
            en: "It opens nothing any more, and other devices are signed out.",
          })}
        </p>
      </ConfirmDialog>
    </Factor>
  )
}

function App({ account, onSetUp }: { account: Account; onSetUp: () => void }) {
  const t = useText()
  const { date } = useFormat()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const remove = useAct(removeTotp, {
    done: () => toast({ words: { ja: "認証アプリを外しました。", en: "The app is removed." } }),
  })
  const at = account.totpAt
  const name: Text = { ja: "認証アプリ", en: "Authenticator app" }
  if (!at)
    return (
      <Factor icon={Smartphone} name={name} about={{ ja: "使っていません", en: "Not in use" }}>
        <Button look="text" label={{ ja: "登録する", en: "Set up" }} onClick={onSetUp} />
      </Factor>
    )
  return (
    <Factor icon={Smartphone} name={name} about={{ ja: `${date(at)}に登録`, en: `Set up ${date(at)}` }}>
      <Button look="text" label={{ ja: "端末を替える", en: "Move to another device" }} onClick={onSetUp} />
      {account.passkeys.length > 0 && (
        <Button look="text" label={{ ja: "外す", en: "Remove" }} busy={remove.busy} onClick={() => setAsking(true)} />
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        look="danger"
        title={{ ja: "認証アプリを外しますか", en: "Remove the authenticator app?" }}
        confirm={{ ja: "外す", en: "Remove" }}
        onConfirm={() => {
          setAsking(false)
          remove.run({})
        }}
      >
        <p>
          {t({
            ja: "これからはパスキーだけで確かめます。ほかの端末はサインアウトします。",
            en: "From now on passkeys alone prove who you are. Other devices are signed out.",
          })}
        </p>
      </ConfirmDialog>
    </Factor>
  )
}

function Recovery({ account, busy, onRenew }: { account: Account; busy: boolean; onRenew: () => void }) {
  const left = account.recoveryCodesLeft
  return (
    <Factor
      icon={RectangleEllipsis}
      name={{ ja: "リカバリーコード", en: "Recovery codes" }}
      about={{
        ja: `残り ${left}個。端末をなくしたときに一つずつ使えます。`,
        en: `${left} left, each for one sign-in without your devices`,
      }}
    >
      {left <= 2 && <Status is="waiting" label={{ ja: "残りわずか", en: "Few left" }} />}
      <Button look="text" label={{ ja: "作り直す", en: "Make new ones" }} busy={busy} onClick={onRenew} />
    </Factor>
  )
}
