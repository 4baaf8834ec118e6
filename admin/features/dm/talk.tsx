import "./dm.css"
import { useState } from "react"
import { getDmTalk, listDmTalks, postDmAnswer } from "../../../server/capabilities/dm/contract.ts"
import { services } from "../../../server/capabilities/dm/model.ts"
import { reasonWords } from "../../../server/capabilities/messages/reason-words-rules.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { TextArea } from "../../../ui/inputs.tsx"
import { useFormat, useNow, useText } from "../../../ui/language.tsx"
import { Note, Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { bubbleWords, nameless, serviceWords, stateWords } from "./words.ts"

type Talk = Reply<typeof getDmTalk>

/** What was said with one person on Instagram or Messenger, and an answer. */
export function DmTalk({ params }: PageProps<"/dm/$service/$userId">) {
  const t = useText()
  const service = services.find((one) => one === params.service) ?? "instagram"
  const talk = useCall(getDmTalk, { service, userId: params.userId }, { everyMs: 5_000 })
  const name = talk.data?.person.name ?? t(nameless)
  return (
    <Page title={same(name)} above={[{ label: { ja: "Instagram・Messenger", en: "Instagram, Messenger" }, to: "/dm" }]}>
      <Loaded of={talk} what={{ ja: "やりとりを読み込めませんでした", en: "The talk could not be loaded" }}>
        {(whole) => (
          <Section
            first
            title={serviceWords[service]}
            beside={
              <Link to={`/customers/${whole.person.customerId}`}>
                {t({ ja: "お客様の記録を見る", en: "See the customer" })}
              </Link>
            }
          >
            <ol className="dm-said">
              {whole.items.toReversed().map((said) => (
                <li key={said.messageId} className={said.direction}>
                  <p className="dm-bubble">{t(bubbleWords(said))}</p>
                  <p className="small quiet">
                    <DateText at={said.at} />
                    {said.state && ` · ${t(stateWords[said.state] ?? same(said.state))}`}
                    {said.reason && ` · ${t(reasonWords(said.reason))}`}
                  </p>
                </li>
              ))}
            </ol>
            <Answer talk={whole} />
          </Section>
        )}
      </Loaded>
    </Page>
  )
}

function Answer({ talk: { person, answerUntil } }: { talk: Talk }) {
  const t = useText()
  const { moment } = useFormat()
  const now = useNow()
  const may = useMay()
  const [text, setText] = useState("")
  const answer = useAct(postDmAnswer, { refresh: [getDmTalk, listDmTalks], done: () => setText("") })
  if (!may("messages:send")) return null
  if (new Date(answerUntil).getTime() <= now)
    return (
      <Note>
        {t({
          ja: "最後のメッセージから7日が過ぎたため、もう返事を送れません。ほかの方法でご連絡ください。",
          en: "Seven days have passed since their last message, so no answer can be sent any more. Use another way.",
        })}
      </Note>
    )
  const { service, userId } = person
  return (
    <div className="dm-answer">
      <Field
        label={{ ja: "返事", en: "Answer" }}
        hint={{
          ja: `${moment(answerUntil)} まで返事ができます。`,
          en: `You may answer until ${moment(answerUntil)}.`,
        }}
      >
        <TextArea value={text} onChange={setText} rows={3} maxLength={300} />
      </Field>
      <div className="button-row">
        <Button
          look="go"
          label={{ ja: "送る", en: "Send" }}
          busy={answer.busy}
          dimmed={text.trim() === ""}
          onClick={() => answer.run({ service, userId, text: text.trim() })}
        />
      </div>
    </div>
  )
}
