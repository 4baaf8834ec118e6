import { getDm, listDmTalks } from "../../../server/capabilities/dm/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { same } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { bubbleWords, nameless, serviceWords } from "./words.ts"

/** Everybody who wrote on Instagram or Messenger, newest first. */
export function DmTalks() {
  const t = useText()
  const dm = useCall(getDm, {})
  const talks = useCall(listDmTalks, {}, { everyMs: 10_000 })
  return (
    <Page title={{ ja: "Instagram・Messenger", en: "Instagram, Messenger" }}>
      <Loaded of={dm} what={{ ja: "DMを読み込めませんでした", en: "Direct messages could not be loaded" }}>
        {({ account }) => (
          <Loaded of={talks} what={{ ja: "やりとりを読み込めませんでした", en: "The talks could not be loaded" }}>
            {({ items }) =>
              items.length > 0 ? (
                <Section first title={{ ja: "やりとり", en: "Talks" }}>
                  <Rows
                    rows={items.map(({ service, userId, name, saidAt, last }) => ({
                      key: `${service}:${userId}`,
                      label: same(t(serviceWords[service])),
                      value: (
                        <>
                          <Link to={`/dm/${service}/${userId}`}>{name ?? t(nameless)}</Link>
                          {last && <span className="small"> {t(bubbleWords(last))}</span>}{" "}
                          <span className="small quiet">
                            <DateText at={last?.at ?? saidAt} />
                          </span>
                        </>
                      ),
                    }))}
                  />
                </Section>
              ) : account ? (
                <Empty
                  title={{ ja: "まだ誰からも届いていません", en: "Nobody has written yet" }}
                  why={{
                    ja: "InstagramかMessengerで話しかけた方が、ここに並びます。",
                    en: "Whoever writes on Instagram or Messenger appears here.",
                  }}
                />
              ) : (
                <Empty
                  title={{ ja: "Facebookページをまだつないでいません", en: "No Facebook page is connected yet" }}
                  why={{
                    ja: "つなぐと、お客様の言葉がここに届き、ここから返事ができます。",
                    en: "Connect one: what people write arrives here, and is answered here.",
                  }}
                  action={<ButtonLink look="go" to="/settings/dm" label={{ ja: "つなぐ", en: "Connect" }} />}
                />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
