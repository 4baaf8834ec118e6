import { useState } from "react"
import "./line.css"
import {
  emptyCaughtLine,
  getLine,
  listCaughtLine,
  listTalks,
  postTestFriend,
} from "../../../server/capabilities/line/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Pager } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { LineBubbles } from "./bubble.tsx"

/** What a test brand would have sent by LINE, as its readers would see it. */
export function CaughtLine() {
  const t = useText()
  const { brand } = useSession()
  const may = useMay()
  const caught = useList(listCaughtLine, {}, { everyMs: 10_000, keep: true })
  return (
    <Page
      title={{ ja: "テスト環境のLINE", en: "LINE of the test brand" }}
      above={[{ label: { ja: "LINE", en: "LINE" }, to: "/line" }]}
      over={t({
        ja: "テスト環境のLINEはすべてここに届き、LINEにもお客様にも届きません。",
        en: "Whatever the test brand sends by LINE lands here; it reaches neither LINE nor a customer.",
      })}
      actions={may("messages:write") && caught.data && caught.data.items.length > 0 ? <EmptyBox /> : undefined}
    >
      <Loaded of={caught} what={{ ja: "LINEを読み込めませんでした", en: "LINE messages could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだ何も届いていません", en: "Nothing yet" }}
              why={
                brand.isTest
                  ? {
                      ja: "テストの友だちをつくって、送られるものをここで確かめられます。",
                      en: "Make a friend for testing and see here what they would get.",
                    }
                  : {
                      ja: "いまは本番です。テスト環境に切り替えると、送ったLINEがここに届きます。",
                      en: "This is the live brand. Switch to the test brand: what it sends by LINE lands here.",
                    }
              }
              action={brand.isTest && may("messages:write") ? <TestFriend /> : undefined}
            />
          ) : (
            <>
              <div className="line-bubbles" role="region" aria-label={t({ ja: "届いたLINE", en: "Caught messages" })}>
                {items.map((one) => (
                  <div className="line-said" key={one.caughtId}>
                    <span className="tiny quiet">
                      {one.userId.slice(0, 9)}… <DateText at={one.caughtAt} />
                    </span>
                    <LineBubbles messages={one.messages} />
                  </div>
                ))}
              </div>
              <Pager
                shown={items.length}
                more={caught.more}
                busy={caught.isFetchingNextPage}
                onMore={caught.readMore}
              />
              {brand.isTest && may("messages:write") && <TestFriend />}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function TestFriend() {
  const line = useCall(getLine, {})
  const act = useAct(postTestFriend, { refresh: [listTalks, listCaughtLine] })
  if (!line.data) return null
  if (!line.data.account)
    return <ButtonLink to="/settings/line" label={{ ja: "先にLINEをつなぐ", en: "Connect LINE first" }} />
  return (
    <Button
      label={{ ja: "テストの友だちに話しかけてもらう", en: "Let a test friend write" }}
      busy={act.busy}
      onClick={() => act.run({ does: "message" })}
    />
  )
}

function EmptyBox() {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const empty = useAct(emptyCaughtLine, {})
  return (
    <>
      <Button label={{ ja: "空にする", en: "Empty the box" }} busy={empty.busy} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        look="danger"
        title={{ ja: "届いたLINEをすべて消しますか", en: "Delete all of them?" }}
        confirm={{ ja: "すべて消す", en: "Delete all" }}
        onConfirm={() => {
          setAsking(false)
          empty.run({})
        }}
      >
        <p>{t({ ja: "元に戻せません。送った記録は残ります。", en: "This cannot be undone. The log stays." })}</p>
      </ConfirmDialog>
    </>
  )
}
