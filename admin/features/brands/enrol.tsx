import { KeyRound, Smartphone } from "lucide-react"
import { useState } from "react"
import type { z } from "zod"
import { beginTotp, confirmTotp, type Step } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { useText } from "../../../ui/language.tsx"
import { QrCode } from "../../../ui/qr.tsx"
import { CodeForm } from "./code-form.tsx"
import { addPasskey, canUsePasskeys, thisDevice } from "./passkeys.ts"
import { Or, Refusal } from "./parts.tsx"
import { useDoor } from "./use-door.ts"

/** Sets up the first second factor: a passkey of this device, or an authenticator app. */
export function Enrol(props: { onStep: (step: Step) => void }) {
  const door = useDoor()
  const [app, setApp] = useState<z.output<typeof beginTotp.reply> | null>(null)
  const go = async (asked: Promise<Step | undefined>) => {
    const step = await asked
    if (step) props.onStep(step)
  }
  const begin = async () => setApp((await door.open(beginTotp, {})) ?? null)
  if (app) return <AppSetUp app={app} door={door} onCode={(code) => void go(door.open(confirmTotp, { code }))} />
  return (
    <>
      <Refusal of={door.refusal} />
      {canUsePasskeys() && (
        <>
          <Button
            wide
            look="go"
            icon={KeyRound}
            busy={door.busy}
            label={{ ja: "この端末のパスキーを使う", en: "Use a passkey of this device" }}
            onClick={() => void go(door.attempt(() => addPasskey(thisDevice())))}
          />
          <Or />
        </>
      )}
      <Button
        wide
        look={canUsePasskeys() ? "plain" : "go"}
        icon={Smartphone}
        label={{ ja: "認証アプリを使う", en: "Use an authenticator app" }}
        onClick={() => void begin()}
      />
    </>
  )
}

type AppSetUpProps = {
  app: z.output<typeof beginTotp.reply>
  door: ReturnType<typeof useDoor>
  onCode: (code: string) => void
}

/** The secret as a picture and as text, and the first code of the app. */
export function AppSetUp({ app, door, onCode }: AppSetUpProps) {
  const t = useText()
  return (
    <>
      <div className="sign-in-qr">
        <QrCode value={app.uri} label={{ ja: "認証アプリで読み取るコード", en: "Code for the authenticator app" }} />
        <p className="small quiet">
          {t({
            ja: "アプリで読み取ってください。読み取れないときは、この鍵を入力します。",
            en: "Scan it with the app, or type this key in.",
          })}
        </p>
        <CopyText value={app.secret} label={{ ja: "鍵", en: "Key" }} />
      </div>
      <CodeForm busy={door.busy} refusal={door.refusal} onCode={onCode} />
    </>
  )
}
