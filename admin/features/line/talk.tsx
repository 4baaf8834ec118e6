import { useEffect, useRef, useState } from "react"
import {
  countTalks,
  deleteLink,
  getTalk,
  listTalks,
  postAnswer,
  postInvitation,
  postRead,
} from "../../../server/capabilities/line/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { TextArea } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Pager } from "../../../ui/table.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { useAct, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { failureWords, kindWords } from "./words.ts"

type Whole = Reply<typeof getTalk>
type Said = Whole["items"][number]

/** What was said with one friend, and an answer. */
export function Talk({ userId, onBack }: { userId: string; onBack: () => void }) {
  const t = useText()
  const may = useMay()
  const talk = useList(getTalk, { userId }, { everyMs: 5_000, keep: true })
  const newest = talk.data?.items[0]?.messageId
  const { run: read } = useAct(postRead, { refresh: [listTalks, countTalks], refused: () => true })
  const mayRead = may("messages:send")
  useEffect(() => {
    if (newest && mayRead) read({ userId })
    // What is on the screen is read once, when it comes.
  }, [newest, mayRead, userId])
  return (
    <section className="line-talk" aria-label={t({ ja: "開いているトーク", en: "The open talk" })}>
      <span className="line-back">
        <Button look="text" label={{ ja: "一覧に戻る", en: "Back to the list" }} onClick={onBack} />
      </span>
      <Loaded of={talk} what={{ ja: "トークを読み込めませんでした", en: "The talk could not be loaded" }}>
        {({ items, first }) => (
          <>
            {first && <Head friend={first.friend} />}
            <Bubbles items={items} />
            {talk.more && <Pager shown={items.length} more busy={talk.isFetchingNextPage} onMore={talk.readMore} />}
            {first && may("messages:send") && <Answer friend={first.friend} />}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Head({ friend }: { friend: Whole["friend"] }) {
  const t = useText()
  const names = useCustomerNames([friend.customerId])
  return (
    <div className="line-talk-head">
      <Link to={`/customers/${friend.customerId}`}>
        {names?.get(friend.customerId) ??
          friend.displayName ??
          t({ ja: "名前のない友だち", en: "A friend without a name" })}
      </Link>
      <span className="small quiet">
        {friend.state === "blocked"
          ? t({ ja: "ブロックされています", en: "Has blocked the account" })
          : friend.linkedAt
            ? t({ ja: "連携済みの友だち", en: "A friend, linked" })
            : t({ ja: "友だち", en: "A friend" })}
      </span>
      <Linking friend={friend} />
    </div>
  )
}

/** Asks a friend to link their LINE with who they are at the shop, or undoes that. */
function Linking({ friend: { userId, linkedAt, state } }: { friend: Whole["friend"] }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const invite = useAct(postInvitation, {
    refresh: [getTalk],
    done: () => toast({ words: { ja: "連携の案内を送りました。", en: "The invitation is on its way." } }),
  })
  const unlink = useAct(deleteLink, { refresh: [getTalk, listTalks] })
  if (linkedAt === null)
    return may("messages:send") && state === "following" ? (
      <Button
        look="text"
        label={{ ja: "連携の案内を送る", en: "Invite to link" }}
        busy={invite.busy}
        onClick={() => invite.run({ userId })}
      />
    ) : null
  if (!may("customers:write")) return null
  return (
    <>
      <Button
        look="text"
        label={{ ja: "連携を解く", en: "Unlink" }}
        busy={unlink.busy}
        onClick={() => setAsking(true)}
      />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        look="danger"
        title={{ ja: "LINEの連携を解きますか", en: "Unlink this LINE?" }}
        confirm={{ ja: "連携を解く", en: "Unlink" }}
        onConfirm={() => {
          setAsking(false)
          unlink.run({ userId })
        }}
      >
        <p>
          {t({
            ja: "このLINEはお客様の記録から離れ、LINEでお便りを受け取る同意も終わります。お客様はいつでもつなぎ直せます。",
            en: "This LINE leaves the customer's record, and the consent to letters by LINE ends. They may link it again.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}

function Bubbles({ items }: { items: readonly Said[] }) {
  const t = useText()
  const place = useRef<HTMLDivElement>(null)
  const newest = items[0]?.messageId
  useEffect(() => {
    place.current?.scrollTo({ top: place.current.scrollHeight })
  }, [newest])
  return (
    // A list that scrolls must be reachable by keyboard.
    <div className="line-bubbles" ref={place} tabIndex={0} role="log" aria-label={t({ ja: "トーク", en: "Talk" })}>
      {items.toReversed().map((said) => (
        <Bubble key={said.messageId} said={said} />
      ))}
    </div>
  )
}

function Bubble({ said }: { said: Said }) {
  const t = useText()
  const { staff } = useSession()
  const writer =
    said.direction === "in"
      ? undefined
      : said.writtenBy?.staffId === staff.staffId
        ? { ja: "あなた", en: "you" }
        : { ja: "スタッフ", en: "staff" }
  return (
    <div className={said.direction === "out" ? "line-said out" : "line-said"}>
      <div className={said.text === null ? "line-bubble wordless" : "line-bubble"}>
        {said.text ?? t(kindWords(said.kind))}
      </div>
      <span className="tiny quiet">
        {writer && <>{t(writer)} · </>}
        <DateText at={said.at} />
        <Standing said={said} />
      </span>
    </div>
  )
}

function Standing({ said }: { said: Said }) {
  const t = useText()
  if (said.state === "waiting") return <> · {t({ ja: "送っています", en: "on its way" })}</>
  if (said.state === "accepted")
    return (
      <>
        {" · "}
        {said.reason === "reply"
          ? t({ ja: "LINEが受け取りました（無料の返信）", en: "taken over by LINE, free of charge" })
          : t({ ja: "LINEが受け取りました", en: "taken over by LINE" })}
      </>
    )
  if (said.state === "failed") return <> · {t(failureWords(said.reason))}</>
  if (said.state === "unknown")
    return <> · {t({ ja: "届いたかどうか分かりません", en: "nobody knows whether it arrived" })}</>
  return null
}

function Answer({ friend }: { friend: Whole["friend"] }) {
  const t = useText()
  const format = useFormat()
  const [text, setText] = useState("")
  const answer = useAct(postAnswer, { refresh: [getTalk, listTalks, countTalks], done: () => setText("") })
  if (friend.state === "blocked")
    return (
      <p className="small quiet">
        {t({
          ja: "ブロックが解かれるまで、LINEでは届きません。",
          en: "Nothing arrives by LINE until they unblock the account.",
        })}
      </p>
    )
  return (
    <form
      className="line-answer"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== "") answer.run({ userId: friend.userId, text: text.trim() })
      }}
    >
      <Field
        label={{ ja: "返事", en: "Answer" }}
        hint={
          friend.freeUntil
            ? {
                ja: `${format.time(friend.freeUntil)}までは無料の返信で届きます。`,
                en: `Free of charge until ${format.time(friend.freeUntil)}.`,
              }
            : { ja: "1通として数えられます。", en: "Counts as one message of the month." }
        }
      >
        <TextArea value={text} onChange={setText} rows={3} maxLength={5_000} />
      </Field>
      <div className="button-row">
        <Button look="go" submit label={{ ja: "送る", en: "Send" }} busy={answer.busy} dimmed={text.trim() === ""} />
      </div>
    </form>
  )
}
