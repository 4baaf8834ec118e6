import { useState } from "react"
import { deleteChat, listChats, postChat } from "../../../server/capabilities/relay/contract.ts"
import { chatKindOf } from "../../../server/capabilities/relay/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { Below, SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Chat = Reply<typeof listChats>["items"][number]
const kinds = { slack: "Slack", discord: "Discord" } as const

/** Where the team is told beside its mail: channels of Slack and Discord. */
export function TeamChats() {
  const may = useMay()
  const chats = useCall(listChats, {}, { everyMs: 30_000 })
  const [adding, setAdding] = useState(false)
  const add = may("brand:write") && (
    <Button look="go" label={{ ja: "チャットをつなぐ", en: "Connect a chat" }} onClick={() => setAdding(true)} />
  )
  return (
    <SettingsPage title={{ ja: "チームのチャット", en: "Team chat" }} actions={add || undefined}>
      <Loaded of={chats} what={{ ja: "チャットを読み込めませんでした", en: "The chats could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだつないでいません", en: "No chat is connected yet" }}
              why={{
                ja: "つなぐと、フローの「チームに知らせる」が、メールに加えてここにも届きます。",
                en: "Then “Tell the team” in flows arrives here as well as by mail.",
              }}
              action={add || undefined}
            />
          ) : (
            <Stack>
              {items.map((chat) => (
                <OneChat key={chat.chatId} chat={chat} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {adding && <Connect onClose={() => setAdding(false)} />}
    </SettingsPage>
  )
}

function OneChat({ chat }: { chat: Chat }) {
  const may = useMay()
  const t = useText()
  const toast = useToast()
  const remove = useAct(deleteChat, {
    refresh: [listChats],
    done: () => toast({ words: { ja: "外しました。", en: "Removed." } }),
  })
  return (
    <Section
      title={same(chat.name)}
      scope={same(kinds[chat.kind])}
      beside={
        may("brand:write") && (
          <Button
            look="text"
            label={{ ja: "外す", en: "Remove" }}
            busy={remove.busy}
            onClick={() => remove.run({ chatId: chat.chatId })}
          />
        )
      }
    >
      <Below>
        <Rows
          rows={[
            {
              label: { ja: "様子", en: "State" },
              value: chat.offBecause ? (
                <Status
                  is="failed"
                  label={{ ja: "断られました。つなぎ直してください", en: "It refuses us; connect it anew" }}
                />
              ) : (
                <Status is="live" label={{ ja: "届いています", en: "Connected" }} />
              ),
            },
            {
              label: { ja: "最後のお知らせ", en: "Last told" },
              value: chat.toldAt ? <DateText at={chat.toldAt} beside /> : t({ ja: "まだ", en: "not yet" }),
            },
          ]}
        />
      </Below>
    </Section>
  )
}

function Connect({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const form = useForm({ name: "", url: "" }, ({ name, url }) => ({
    name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Enter a name." } : undefined,
    url:
      chatKindOf(url.trim()) === undefined
        ? {
            ja: "Slack か Discord の Incoming Webhook のURLを入れてください。",
            en: "Enter the address of an incoming webhook of Slack or Discord.",
          }
        : undefined,
  }))
  const connect = useAct(postChat, {
    refresh: [listChats],
    done: () => {
      onClose()
      toast({ words: { ja: "つなぎました。チャットに一言届いています。", en: "Connected. A word has arrived there." } })
    },
    refused: (error) => (error.field === "url" ? void form.refuse("url", error.sentence) : false),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "チームのチャットをつなぐ", en: "Connect a chat of the team" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "つなぐ", en: "Connect" }}
            busy={connect.busy}
            onClick={() => form.submit(({ name, url }) => connect.run({ name: name.trim(), url: url.trim() }))}
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "名前", en: "Name" }} error={form.errors.name}>
          <TextInput
            {...form.input("name")}
            maxLength={60}
            example={{ ja: "お店のチャンネル", en: "The shop's channel" }}
          />
        </Field>
        <Field
          label={{ ja: "Incoming Webhook のURL", en: "Address of the incoming webhook" }}
          hint={{
            ja: "Slack は「アプリを追加」から、Discord はチャンネルの設定の「連携サービス」から作れます。封をして保存します。",
            en: "Slack: add an app. Discord: integrations of a channel. Stored sealed.",
          }}
          error={form.errors.url}
        >
          <TextInput type="password" {...form.input("url")} autoComplete="off" />
        </Field>
      </Fields>
    </Dialog>
  )
}
