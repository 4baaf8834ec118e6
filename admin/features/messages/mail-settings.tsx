import { changeMailSettings, getMailSettings } from "../../../server/capabilities/messages/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { DkimKey } from "./dkim.tsx"
import { SenderNotes } from "./sender-notes.tsx"
import "./messages.css"

type Settings = Reply<typeof getMailSettings>

/** By which server the brand's mails leave, where failures are reported, and how long texts are kept. */
export function MailSettings() {
  const settings = useCall(getMailSettings, {})
  return (
    <Page
      title={{ ja: "メールの送り方", en: "How mails leave" }}
      above={[{ label: { ja: "設定", en: "Settings" }, to: "/settings" }]}
    >
      <SenderNotes />
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => (
          <Columns split="7-5">
            <Form key={JSON.stringify([found.ownServer, found.bounceDomain, found.keepBodyDays])} settings={found} />
            <Stack>
              <Now settings={found} />
              <DkimKey settings={found} />
            </Stack>
          </Columns>
        )}
      </Loaded>
    </Page>
  )
}

function Now({ settings }: { settings: Settings }) {
  const t = useText()
  const { from } = settings
  return (
    <Section title={{ ja: "いま", en: "Now" }}>
      <Rows
        rows={[
          {
            label: { ja: "メールの行き先", en: "Mails go to" },
            value: settings.isCaught ? (
              <Status
                is="waiting"
                label={{ ja: "受け取り箱（お客様には届きません）", en: "The catcher; no customer gets them" }}
              />
            ) : (
              <Status is="live" label={{ ja: `お客様（${settings.way}）`, en: `Customers, by ${settings.way}` }} />
            ),
          },
          { label: { ja: "差出人", en: "From" }, value: `${from.name ?? ""} <${from.address}>` },
          ...(settings.replyTo ? [{ label: { ja: "返信先", en: "Reply to" }, value: settings.replyTo }] : []),
        ]}
      />
      <p className="small messages-gap">
        <Link to="/settings/identity">{t({ ja: "差出人を変える", en: "Change the sender" })}</Link>
      </p>
    </Section>
  )
}

type Values = {
  way: "installation" | "own"
  host: string
  user: string
  password: string
  security: "smtps" | "smtp"
  bounceDomain: string
  keepBodyDays: number | null
}

/** The address that the server stores; null for the installation's, undefined when nothing about it changed. */
function serverOf(values: Values, settings: Settings): string | null | undefined {
  if (values.way === "installation") return settings.ownServer === null ? undefined : null
  const touched = values.host !== (settings.ownServer ?? "") || values.user !== "" || values.password !== ""
  if (!touched) return undefined
  const sign = values.user === "" ? "" : `${encodeURIComponent(values.user)}:${encodeURIComponent(values.password)}@`
  return `${values.security}://${sign}${values.host.trim()}`
}

function Form({ settings }: { settings: Settings }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const form = useForm<Values>(
    {
      way: settings.ownServer === null ? "installation" : "own",
      host: settings.ownServer ?? "",
      user: "",
      password: "",
      security: "smtps",
      bounceDomain: settings.bounceDomain,
      keepBodyDays: settings.keepBodyDays,
    },
    ({ way, host, keepBodyDays }) => ({
      host:
        way === "own" && host.trim() === ""
          ? { ja: "サーバーの名前を入れてください。", en: "Enter the server's name." }
          : undefined,
      keepBodyDays:
        keepBodyDays === null || keepBodyDays < 1 || keepBodyDays > 3650
          ? { ja: "1〜3,650日で入れてください。", en: "Between 1 and 3,650 days." }
          : undefined,
    }),
  )
  const save = useAct(changeMailSettings, {
    done: () => {
      form.restart({ ...form.values, user: "", password: "" })
      toast({ words: { ja: "保存しました。次のメールから使います。", en: "Saved; the next mail uses it." } })
    },
    refused: (error) => (error.field === "server" ? void form.refuse("host", error.sentence) : false),
  })
  const submit = () =>
    form.submit((values) => {
      const server = serverOf(values, settings)
      save.run({
        ...(server !== undefined && { server }),
        bounceDomain: values.bounceDomain.trim(),
        keepBodyDays: values.keepBodyDays ?? settings.keepBodyDays,
        basedOn: settings.version,
      })
    })
  return (
    <Section first title={{ ja: "メールサーバー", en: "Mail server" }}>
      <UnsavedGuard changed={form.changed} />
      <div className="messages-gap">
        <Fields>
          <Field group label={{ ja: "どこから送るか", en: "Send by" }}>
            <Radios
              {...form.input("way")}
              options={[
                {
                  value: "installation",
                  label: { ja: "この Maido のメールサーバー", en: "This installation's mail server" },
                  hint: {
                    ja: "起動時の SMTP_URL です。設定がなければ、メールは受け取り箱に入ります。",
                    en: "SMTP_URL at start; without it mails go to the catcher.",
                  },
                },
                { value: "own", label: { ja: "このブランドのメールサーバー", en: "The brand's own mail server" } },
              ]}
            />
          </Field>
          {form.values.way === "own" && <OwnServer form={form} known={settings.ownServer !== null} />}
          <Field
            optional
            label={{ ja: "不達の報告を受けるドメイン", en: "Domain for failure reports" }}
            hint={{
              ja: "例：bounce.hinata.example。空なら差出人に返ります。",
              en: "Such as bounce.hinata.example; empty: they return to the sender.",
            }}
          >
            <TextInput {...form.input("bounceDomain")} />
          </Field>
          <Field
            label={{ ja: "本文を残す日数", en: "Keep texts for" }}
            error={form.errors.keepBodyDays}
            hint={{
              ja: "過ぎると本文は消え、送った事実と内容の指紋だけが残ります。",
              en: "After that the text is gone; that it was sent, and its hash, stay.",
            }}
          >
            <NumberInput {...form.input("keepBodyDays")} unit={{ ja: "日", en: "days" }} />
          </Field>
          {may("brand:write") ? (
            <ButtonRow>
              <Button
                look="go"
                label={{ ja: "保存する", en: "Save" }}
                busy={save.busy}
                dimmed={!form.changed}
                onClick={submit}
              />
            </ButtonRow>
          ) : (
            <p className="small quiet">
              {t({ ja: "変えるには設定の権限が要ります。", en: "You need the right to change settings." })}
            </p>
          )}
        </Fields>
      </div>
    </Section>
  )
}

function OwnServer({ form, known }: { form: ReturnType<typeof useForm<Values>>; known: boolean }) {
  return (
    <>
      <Field
        label={{ ja: "サーバーの名前", en: "Server" }}
        hint={{ ja: "例：smtp.example.jp:465", en: "Such as smtp.example.jp:465" }}
        error={form.errors.host}
      >
        <TextInput {...form.input("host")} />
      </Field>
      <Field group label={{ ja: "つなぎ方", en: "Connection" }}>
        <Radios
          {...form.input("security")}
          options={[
            { value: "smtps", label: { ja: "はじめから暗号化（465）", en: "Encrypted from the start (465)" } },
            { value: "smtp", label: { ja: "STARTTLS（587）", en: "STARTTLS (587)" } },
          ]}
        />
      </Field>
      <Field
        optional
        label={{ ja: "ユーザー名", en: "User" }}
        hint={
          known
            ? {
                ja: "入れると、いまのものと置き換わります。保存した値は表示しません。",
                en: "Replaces the present one. What is stored is never shown.",
              }
            : undefined
        }
      >
        <TextInput {...form.input("user")} />
      </Field>
      <Field optional label={{ ja: "パスワード", en: "Password" }}>
        <TextInput type="password" {...form.input("password")} autoComplete="new-password" />
      </Field>
    </>
  )
}
