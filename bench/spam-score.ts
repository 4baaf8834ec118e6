import { spawnSync } from "node:child_process"
import { composeMail, messageText } from "../server/adapters/email/mime.ts"
import { capabilities } from "../server/capabilities.ts"
import { readyFlows } from "../server/capabilities/flows/gallery/ready-flows.ts"
import { compileMail } from "../server/capabilities/messages/compile-mail.ts"
import { factsOf, type MessageKind, messageKinds } from "../server/capabilities/messages/message-kind.ts"
import { letterDocument } from "../server/capabilities/messages/model-letter.ts"
import { type MailDocument, mailDocument } from "../server/capabilities/messages/model-blocks.ts"
import type { MailFacts, Purpose } from "../server/capabilities/messages/model.ts"
import { renderMail } from "../server/capabilities/messages/render-mail.ts"
import { sampleLook } from "../server/capabilities/messages/sample-mail.ts"
import { readyTemplates } from "../server/capabilities/templates/ready/ready-templates.ts"
import { letterSamples } from "../server/capabilities/templates/samples.ts"
import type { Bar } from "./bar.ts"

/** SpamAssassin calls a mail spam from here on. */
const spamFrom = 5
const languages = ["ja", "en"] as const

type Shipped = {
  readonly name: string
  readonly document: MailDocument
  readonly language: "ja" | "en"
  readonly purpose: Purpose
  readonly facts: MailFacts
}

/**
 * Every wording and every letter that comes with the product, filled in with its sample, composed as it would leave, scored by SpamAssassin (Debian's, local rules only: nothing is asked of the network). The highest score counts.
 */
export async function measure(): Promise<Bar[]> {
  if (spawnSync("spamassassin", ["--version"]).status !== 0)
    return [bar(Number.NaN, false, "not measured: install spamassassin (apt-get install spamassassin)")]
  const now = new Date()
  // A letter of one name may belong to several plays.
  const shipped = [...kinds(), ...letters(now)].map((one, index) => ({ ...one, id: `${index}-${idOf(one)}` }))
  const mails: string[] = []
  for (const one of shipped) mails.push(await asItLeaves(one, now))
  // A box as mail programs of old keep it: each mail begins with a line of its own.
  const [day, date, month, year, time] = now.toUTCString().replace(",", "").split(" ")
  const from = `From - ${day} ${month} ${date} ${time} ${year}\n`
  const box = mails.map((mail) => from + mail.replaceAll("\r\n", "\n").replace(/^From /gm, ">From ")).join("\n\n")
  const asked = { input: box, maxBuffer: 1 << 30, encoding: "utf8" } as const
  const { stdout } = spawnSync("spamassassin", ["-L", "--mbox"], asked)
  const scores = new Map(
    stdout.split(/^X-Spam-Checker-Version:/m).flatMap((mail): [string, { score: number; tests: string }][] => {
      const [, score] = /^X-Spam-Status: (?:Yes|No), score=(-?[\d.]+)/m.exec(mail) ?? []
      const [, tests = ""] = /tests=([A-Z0-9_,\s]+?)(?:autolearn|version)/.exec(mail) ?? []
      const [, id] = /^Message-ID:\s+<([^@>]+)@/m.exec(mail) ?? []
      return score === undefined || id === undefined
        ? []
        : [[id, { score: Number(score) + 0, tests: tests.replace(/\s/g, "") }]]
    }),
  )
  if (scores.size !== shipped.length) throw new Error(`${scores.size} of ${shipped.length} mails were scored`)
  const ranked = shipped
    .map((one) => ({ name: `${one.name} (${one.language})`, ...scores.get(one.id) }))
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const worst = ranked[0]
  return [
    bar(
      worst?.score ?? Number.NaN,
      (worst?.score ?? spamFrom) < spamFrom,
      `highest of ${shipped.length} mails: ${worst?.name}, by ${worst?.tests}; median ${ranked[Math.floor(ranked.length / 2)]?.score}`,
    ),
  ]
}

const bar = (value: number, pass: boolean, note: string): Bar => ({
  bar: "spam",
  value,
  unit: "points",
  limit: spamFrom,
  ratio: value / spamFrom,
  rival: null,
  pass,
  note,
})

function kinds(): Shipped[] {
  const all = capabilities
    .flatMap(({ contributes = [] }) => contributes)
    .filter(({ name }) => name === messageKinds.name)
    // safe: capabilities contribute message kinds at this point
    .flatMap(({ items }) => items as readonly MessageKind[])
  return all.flatMap((kind) =>
    languages.map((language) => ({
      name: kind.name,
      document: kind.document[language],
      language,
      purpose: kind.purpose,
      facts: { ...factsOf(kind, Object.values(kind.samples)[0]), consents: { marketing: true } },
    })),
  )
}

function letters(now: Date): Shipped[] {
  const all = [
    ...readyTemplates.map(({ key, purpose, document }) => ({ name: `template ${key}`, purpose, document })),
    ...readyFlows.flatMap(({ letters }) =>
      letters.map(({ key, document }) => ({ name: `letter ${key}`, purpose: undefined, document })),
    ),
  ]
  return all.flatMap(({ name, purpose, document }) =>
    languages.flatMap((language): Shipped[] => {
      const words = letterDocument.parse(document).words[language]
      if (!words?.mail) return []
      const mail = mailDocument.parse({ version: 1, ...words.mail, blocks: words.blocks })
      return [
        { name, document: mail, language, purpose: purpose ?? "marketing", facts: letterSamples(language, now).sample },
      ]
    }),
  )
}

const idOf = ({ name, language }: Pick<Shipped, "name" | "language">) =>
  `${name.replaceAll(/[^a-z0-9]/gi, "-")}-${language}`

async function asItLeaves(
  { id, document, language, purpose, facts }: Shipped & { readonly id: string },
  date: Date,
): Promise<string> {
  const zone = "Asia/Tokyo"
  const mail = renderMail(await compileMail(document, { look: sampleLook, language, purpose, zone }), facts)
  const { fields, body } = composeMail({
    messageId: `${id}@mail.hinata.example`,
    from: { name: mail.fromName, address: "letter@mail.hinata.example" },
    to: { name: "佐藤 美咲", address: "misaki@customer.example" },
    returnPath: "b@bounce.hinata.example",
    date,
    zone,
    language,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    ...(purpose === "marketing" ? { unsubscribe: { url: "https://hinata.example/u/abc" } } : {}),
    headers: { "Auto-Submitted": "auto-generated" },
  })
  return messageText(fields, body)
}
