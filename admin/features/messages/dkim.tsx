import { useState } from "react"
import {
  activateDkim,
  dropDkimKey,
  getMailSettings,
  makeDkimKey,
} from "../../../server/capabilities/messages/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"

type Settings = Reply<typeof getMailSettings>
type Dkim = NonNullable<Settings["dkim"]>

/** The key that signs the brand's mails: made here, put into DNS by whoever keeps the domain, then switched on. */
export function DkimKey({ settings: { dkim, version } }: { settings: Settings }) {
  const t = useText()
  const may = useMay()
  return (
    <Section title={{ ja: "署名（DKIM）", en: "Signature (DKIM)" }}>
      <p className="small quiet messages-gap">
        {t({
          ja: "署名すると、なりすましと見分けがつき、迷惑メールに入りにくくなります。",
          en: "A signature tells your mails from forged ones, and keeps them out of spam folders.",
        })}
      </p>
      {dkim && <Key dkim={dkim} />}
      {may("brand:write") && (
        <div className="messages-gap">
          <Acts dkim={dkim} basedOn={version} />
        </div>
      )}
    </Section>
  )
}

function Key({ dkim }: { dkim: Dkim }) {
  const t = useText()
  const { record, domain, isActive, fitsSender } = dkim
  return (
    <>
      <Rows
        rows={[
          { label: { ja: "状態", en: "State" }, value: <State isActive={isActive} fitsSender={fitsSender} /> },
          { label: { ja: "ドメイン", en: "Domain" }, value: domain },
          { label: { ja: "DNSの種類", en: "DNS type" }, value: record.type },
        ]}
      />
      <div className="messages-record">
        <span>{t({ ja: "DNSの名前", en: "DNS name" })}</span>
        <CopyText value={record.name} label={{ ja: "DNSの名前", en: "DNS name" }} />
        <span>{t({ ja: "DNSの値", en: "DNS value" })}</span>
        <CopyText value={record.value} label={{ ja: "DNSの値", en: "DNS value" }} />
      </div>
      {!fitsSender && (
        <p className="small messages-gap">
          {t({
            ja: "差出人のドメインが変わったため、いまは署名していません。鍵を作り直してください。",
            en: "The sender has another domain by now, so nothing is signed. Make a new key.",
          })}
        </p>
      )}
    </>
  )
}

function State({ isActive, fitsSender }: Pick<Dkim, "isActive" | "fitsSender">) {
  if (!fitsSender) return <Status is="needed" label={{ ja: "差出人と合いません", en: "Not the sender's domain" }} />
  return isActive ? (
    <Status is="live" label={{ ja: "署名しています", en: "Mails are signed" }} />
  ) : (
    <Status is="waiting" label={{ ja: "DNSの登録を待っています", en: "Waiting for DNS" }} />
  )
}

type Asked = "make" | "drop"

/** Either takes the key away that mails are signed with. */
function AskFirst(props: { about: Asked | undefined; onClose: () => void; onConfirm: () => void }) {
  const t = useText()
  const isMaking = props.about === "make"
  return (
    <ConfirmDialog
      open={props.about !== undefined}
      onClose={props.onClose}
      onConfirm={props.onConfirm}
      look="danger"
      title={
        isMaking ? { ja: "鍵を作り直しますか", en: "Make a new key?" } : { ja: "鍵を捨てますか", en: "Forget the key?" }
      }
      confirm={isMaking ? { ja: "作り直す", en: "Make a new key" } : { ja: "捨てる", en: "Forget it" }}
    >
      <p>
        {t(
          isMaking
            ? {
                ja: "いまの鍵は使えなくなり、新しい値をDNSに登録するまで、メールは署名なしで送られます。",
                en: "The present key is gone, and mails leave unsigned until the new value is in DNS.",
              }
            : {
                ja: "鍵は元に戻せません。メールは署名なしで送られます。",
                en: "It cannot be brought back, and mails leave unsigned.",
              },
        )}
      </p>
    </ConfirmDialog>
  )
}

function Acts({ dkim, basedOn }: { dkim: Dkim | null; basedOn: number }) {
  const toast = useToast()
  const [asking, setAsking] = useState<Asked>()
  const told = (words: Text) => ({ refresh: [getMailSettings], done: () => toast({ words }) })
  const make = useAct(
    makeDkimKey,
    told({ ja: "鍵を作りました。DNSに登録してください。", en: "Made. Now put it into DNS." }),
  )
  const activate = useAct(
    activateDkim,
    told(
      dkim?.isActive
        ? { ja: "署名をやめました。", en: "Mails are no longer signed." }
        : { ja: "次のメールから署名します。", en: "Mails are signed from the next one on." },
    ),
  )
  const drop = useAct(dropDkimKey, told({ ja: "鍵を捨てました。", en: "The key is gone." }))
  if (!dkim)
    return (
      <ButtonRow>
        <Button
          look="go"
          label={{ ja: "鍵を作る", en: "Make a key" }}
          busy={make.busy}
          onClick={() => make.run({ basedOn })}
        />
      </ButtonRow>
    )
  return (
    <ButtonRow>
      <Button
        look={dkim.isActive ? "plain" : "go"}
        label={
          dkim.isActive
            ? { ja: "署名をやめる", en: "Stop signing" }
            : { ja: "DNSに登録した：署名をはじめる", en: "It is in DNS: begin to sign" }
        }
        busy={activate.busy}
        onClick={() => activate.run({ isActive: !dkim.isActive, basedOn })}
      />
      <Button
        label={{ ja: "鍵を作り直す", en: "Make a new key" }}
        busy={make.busy}
        onClick={() => (dkim.isActive ? setAsking("make") : make.run({ basedOn }))}
      />
      <Button label={{ ja: "鍵を捨てる", en: "Forget the key" }} busy={drop.busy} onClick={() => setAsking("drop")} />
      <AskFirst
        about={asking}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          setAsking(undefined)
          if (asking === "make") make.run({ basedOn })
          else drop.run({ basedOn })
        }}
      />
    </ButtonRow>
  )
}
