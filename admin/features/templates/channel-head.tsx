import type { LetterChannel } from "../../../server/capabilities/templates/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { type EditedWords, freshHead, writtenChannels } from "./edited-letter.ts"
import { QuickReplies } from "./quick-replies.tsx"
import { channelWords } from "./words.ts"

export type HeadProps = {
  words: EditedWords
  mistakes: ReadonlyMap<string, string>
  onChange: (next: (words: EditedWords) => EditedWords) => void
}

const missing: Text = {
  ja: "書いてください。長すぎるときは短くします。",
  en: "Write something; shorten it if it is too long.",
}

/** What one channel puts before the blocks, or the way to begin with it. */
export function ChannelHead({ channel, ...props }: HeadProps & { channel: LetterChannel }) {
  const t = useText()
  const { words, onChange } = props
  const name = channelWords[channel]
  if (!words[channel])
    return (
      <Section first title={{ ja: `${name.ja}では送りません`, en: `Not sent by ${name.en}` }}>
        <p className="templates-gap">
          {t({
            ja: "書くと、この方法でも届けられるようになります。どれで届けるかは、送るときにお客様ごとに決まります。",
            en: "Once written, it can go this way, too. Which way each person gets it is decided when it is sent.",
          })}
        </p>
        <Button
          label={{ ja: `${name.ja}でも送る`, en: `Send by ${name.en}, too` }}
          onClick={() => onChange((now) => freshHead(now, channel))}
        />
      </Section>
    )
  return (
    <Section
      first
      title={headTitles[channel]}
      beside={
        writtenChannels(words).length > 1 && (
          <button type="button" className="link" onClick={() => onChange((now) => ({ ...now, [channel]: null }))}>
            {t({ ja: `${name.ja}では送らない`, en: `Don't send by ${name.en}` })}
          </button>
        )
      }
    >
      <div className="templates-gap">
        <Fields>
          {channel === "mail" && <MailFields {...props} />}
          {channel === "line" && <LineFields {...props} />}
          {channel === "sms" && <SmsFields {...props} />}
          {channel === "push" && <PushFields {...props} />}
          {channel === "dm" && <DmFields {...props} />}
        </Fields>
      </div>
    </Section>
  )
}

const headTitles: Readonly<Record<LetterChannel, Text>> = {
  mail: { ja: "受信箱での見え方", en: "In the mailbox" },
  line: { ja: "トークでの見え方", en: "In the talk" },
  sms: { ja: "SMSの文", en: "Text of the SMS" },
  push: { ja: "通知の文", en: "Text of the notice" },
  dm: { ja: "InstagramとMessengerのDM", en: "On Instagram and Messenger" },
}

function MailFields({ words: { mail }, mistakes, onChange }: HeadProps) {
  if (!mail) return null
  const input = (key: "fromName" | "subject" | "preheader") => ({
    value: mail[key],
    onChange: (value: string) => onChange((now) => ({ ...now, mail: { ...mail, [key]: value } })),
  })
  return (
    <>
      <Field label={{ ja: "件名", en: "Subject" }} error={mistakes.has("mail.subject") ? missing : undefined}>
        <TextInput {...input("subject")} maxLength={200} />
      </Field>
      <Field
        label={{ ja: "一覧に出る文", en: "Preheader" }}
        hint={{ ja: "受信箱で件名のあとに続く一文です。", en: "The line that follows the subject in mailboxes." }}
        error={mistakes.has("mail.preheader") ? missing : undefined}
      >
        <TextInput {...input("preheader")} maxLength={300} />
      </Field>
      <Field
        optional
        label={{ ja: "差出人の名前", en: "From name" }}
        hint={{
          ja: "空ならブランドの名前。「佐藤（ひなた）」のように人の名前にもできます。",
          en: "The brand's name when empty; a person's name is fine, too.",
        }}
      >
        <TextInput {...input("fromName")} maxLength={60} />
      </Field>
    </>
  )
}

function LineFields({ words: { line }, mistakes, onChange }: HeadProps) {
  if (!line) return null
  const set = (part: Partial<typeof line>) => onChange((now) => ({ ...now, line: { ...line, ...part } }))
  return (
    <>
      <Field
        label={{ ja: "トーク一覧に出る文", en: "Line in the list of talks" }}
        hint={{ ja: "通知と、トークの一覧に出ます。", en: "Shown in the notice and in the list of talks." }}
        error={mistakes.has("line.altText") ? missing : undefined}
      >
        <TextInput value={line.altText} onChange={(altText) => set({ altText })} maxLength={400} />
      </Field>
      <Field
        optional
        label={{ ja: "はじめの吹き出し", en: "First bubble" }}
        hint={{ ja: "下のカードの前に、ひとこと。", en: "A few words before the card below." }}
      >
        <TextArea value={line.text} onChange={(text) => set({ text })} rows={3} maxLength={5000} />
      </Field>
      <Field group optional label={{ ja: "クイックリプライ（13個まで）", en: "Quick replies (up to 13)" }}>
        <QuickReplies value={line.quickReplies} onChange={(quickReplies) => set({ quickReplies })} />
      </Field>
    </>
  )
}

function SmsFields({ words: { sms }, mistakes, onChange }: HeadProps) {
  const { number } = useFormat()
  if (!sms) return null
  const count = [...sms.text].length
  return (
    <Field
      label={{ ja: "文", en: "Text" }}
      hint={{
        ja: `${number(count)}文字。70文字までが1通分です。ブランド名と、止める方法を入れます。`,
        en: `${number(count)} characters; up to 70 cost one message. Name the brand and say how to stop.`,
      }}
      error={mistakes.has("sms.text") ? missing : undefined}
    >
      <TextArea
        value={sms.text}
        onChange={(text) => onChange((now) => ({ ...now, sms: { text } }))}
        rows={4}
        maxLength={660}
      />
    </Field>
  )
}

function PushFields({ words: { push }, mistakes, onChange }: HeadProps) {
  if (!push) return null
  const set = (part: Partial<typeof push>) => onChange((now) => ({ ...now, push: { ...push, ...part } }))
  return (
    <>
      <Field label={{ ja: "題", en: "Title" }} error={mistakes.has("push.title") ? missing : undefined}>
        <TextInput value={push.title} onChange={(title) => set({ title })} maxLength={60} />
      </Field>
      <Field label={{ ja: "文", en: "Text" }} error={mistakes.has("push.text") ? missing : undefined}>
        <TextArea value={push.text} onChange={(text) => set({ text })} rows={2} maxLength={200} />
      </Field>
      <Field
        label={{ ja: "押したときの行き先", en: "Leads to" }}
        hint={{
          ja: "https:// で始まるアドレスか、{{ links.shop }} のような項目",
          en: "An address that begins with https://, or a fact such as {{ links.shop }}",
        }}
        error={mistakes.has("push.to") ? missing : undefined}
      >
        <TextInput value={push.to} onChange={(to) => set({ to })} />
      </Field>
    </>
  )
}

function DmFields({ words: { dm }, mistakes, onChange }: HeadProps) {
  if (!dm) return null
  const set = (part: Partial<typeof dm>) => onChange((now) => ({ ...now, dm: { ...dm, ...part } }))
  return (
    <>
      <Field
        label={{ ja: "文", en: "Text" }}
        hint={{
          ja: "日本語で300文字ほどまで。お客様の最後のメッセージから24時間のあいだだけ届きます。止める方法も入れます。",
          en: "Up to about 900 Latin letters. It arrives only within 24 hours of the person’s last message. Say how to stop.",
        }}
        error={mistakes.has("dm.text") ? missing : undefined}
      >
        <TextArea value={dm.text} onChange={(text) => set({ text })} rows={4} maxLength={600} />
      </Field>
      <Field group optional label={{ ja: "クイックリプライ（13個まで）", en: "Quick replies (up to 13)" }}>
        <QuickReplies
          linkless
          value={dm.quickReplies}
          onChange={(replies) => set({ quickReplies: replies.map(({ to: _to, ...reply }) => reply) })}
        />
      </Field>
    </>
  )
}
