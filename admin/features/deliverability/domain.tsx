import { getDomainCheck, postDomainCheck } from "../../../server/capabilities/deliverability/contract.ts"
import type { Finding } from "../../../server/capabilities/deliverability/model.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { DeliveryPage } from "./delivery-page.tsx"
import { findingNames, findingStates, findingText } from "./words.ts"

/** Whether the sending domain's records are as mailbox providers want them, and what to put where. */
export function SendingDomain() {
  const may = useMay()
  const found = useCall(getDomainCheck, {}, { everyMs: 4_000, keep: true })
  const look = useAct(postDomainCheck, { refresh: [getDomainCheck] })
  const again = (
    <Button
      look={found.data?.check ? "plain" : "go"}
      label={{ ja: "いま確かめる", en: "Check now" }}
      busy={look.busy}
      onClick={() => look.run({})}
    />
  )
  return (
    <DeliveryPage open="domain" title={titleOf(found.data)} actions={may("brand:write") && found.data?.check && again}>
      <Loaded of={found} what={{ ja: "確認の結果を読み込めませんでした", en: "The check could not be loaded" }}>
        {({ check }) =>
          check ? (
            <Stack near>
              {check.findings.map((finding) => (
                <OneFinding key={finding.name} finding={finding} />
              ))}
              <Checked at={check.checkedAt} domain={check.domain} />
            </Stack>
          ) : (
            <Empty
              title={{ ja: "まだ確かめていません", en: "Nobody has looked yet" }}
              why={{
                ja: "差出人のドメインの DNS を実際に引いて、足りないものと、加える行をお見せします。",
                en: "The sender's domain is looked up in DNS, and what is missing is shown with the lines to add.",
              }}
              action={may("brand:write") && again}
            />
          )
        }
      </Loaded>
    </DeliveryPage>
  )
}

type Found = { state: { state: "good" | "warning" | "bad" | "unchecked"; domain: string | null } } | undefined

function titleOf(found: Found): Text {
  const name = found?.state.domain ?? ""
  if (!found || found.state.state === "unchecked") return { ja: "送信ドメイン", en: "The sending domain" }
  if (found.state.state === "good") return { ja: `${name} は整っています`, en: `${name} is in order` }
  return found.state.state === "warning"
    ? { ja: `${name} はおおむね整っています`, en: `${name} is mostly in order` }
    : { ja: `${name} に直すところがあります`, en: `${name} needs mending` }
}

function OneFinding({ finding }: { finding: Finding }) {
  const t = useText()
  const { name, state, found, wanted } = finding
  return (
    <Section title={findingNames[name]} beside={<Status {...findingStates[state]} />}>
      <p className="delivery-below">{t(findingText(finding))}</p>
      {found.map((record) => (
        <p key={record} className="small quiet">
          {t({ ja: "いまの記録：", en: "Found: " })}
          <code>{record}</code>
        </p>
      ))}
      {wanted && state !== "good" && (
        <Rows
          rows={[
            { label: { ja: "種類", en: "Type" }, value: wanted.type },
            {
              label: { ja: "名前", en: "Name" },
              value: <CopyText value={wanted.name} label={{ ja: "名前", en: "name" }} />,
            },
            {
              label: { ja: "値", en: "Value" },
              value: <CopyText value={wanted.value} label={{ ja: "値", en: "value" }} />,
            },
          ]}
        />
      )}
      {(name === "dkim" || finding.reason === "unset") && state !== "good" && (
        <p className="small">
          <Link to="/settings/mail">{t({ ja: "メールの送り方へ", en: "How mails leave" })}</Link>
        </p>
      )}
    </Section>
  )
}

function Checked({ at, domain }: { at: Date; domain: string }) {
  const t = useText()
  return (
    <Note>
      {t(same(domain))}
      {t({ ja: "を確かめたのは", en: ", looked up " })} <DateText at={at} beside />
      {t({
        ja: "。毎日1回、確かめ直します。DNS の変更が行き渡るまで、数時間かかることがあります。",
        en: ", and again every day. A change in DNS may take some hours to be seen everywhere.",
      })}
    </Note>
  )
}
