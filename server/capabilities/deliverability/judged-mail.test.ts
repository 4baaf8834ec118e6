import { authenticate } from "mailauth"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type FakeSmtp, type ReceivedMail, startFakeSmtp } from "#testing/fake-smtp"
import { type LetterContext, letterContext, planLetter, readers } from "#testing/letter-scene"
import { planCampaign, planReceipt } from "#testing/mail"
import { newDkimKey, sendFrom, switchDkimOn } from "#testing/mail-settings"

// Mails as they truly leave, judged by somebody else's implementation of SPF, DKIM and DMARC.
let server: FakeSmtp
let ctx: LetterContext
const closing: (() => Promise<void>)[] = []
const records = new Map<string, string>([
  ["bounce.hinata.example", "v=spf1 ip4:192.0.2.25 -all"],
  ["_dmarc.hinata.example", "v=DMARC1; p=reject; adkim=r; aspf=r"],
])

let letter: ReceivedMail | undefined
// Its address to unsubscribe at is https, as that of a letter is wherever Maido stands behind a name of its own.
let news: ReceivedMail | undefined
let receipt: ReceivedMail | undefined

beforeAll(async () => {
  server = await startFakeSmtp({ raw: true })
  ctx = await letterContext({ smtpUrl: server.url, keepOpen: (close) => void closing.push(close) })
  await sendFrom(ctx, "shop@hinata.example", "bounce.hinata.example")
  const key = await newDkimKey(ctx)
  if (key) records.set(key.record.name, key.record.value)
  await switchDkimOn(ctx)
  const [customerId = ""] = await readers(ctx, ["misaki"])
  await planLetter(ctx, customerId)
  await planCampaign(ctx, "c:1", { to: { name: "佐藤 美咲", address: "reader@customer.example" } })
  await planReceipt(ctx, "r:1", { to: { name: "佐藤 美咲", address: "buyer@customer.example" } })
  await ctx.drain()
  const to = (address: string) => server.received().find((mail) => mail.to.includes(address))
  ;[letter, news, receipt] = ["misaki", "reader", "buyer"].map((name) => to(`${name}@customer.example`))
})
afterAll(async () => {
  for (const close of closing) await close()
  await server.stop()
})

/** As a receiver judges who took it from `ip`. */
async function judged(mail: ReceivedMail | undefined, change = (raw: string) => raw, ip = "192.0.2.25") {
  const raw = Buffer.from(mail?.raw ?? "", "base64").toString("latin1")
  const notFound = Object.assign(new Error("no such name"), { code: "ENOTFOUND" })
  const { dkim, spf, dmarc } = await authenticate(Buffer.from(change(raw), "latin1"), {
    ip,
    helo: "mx.hinata.example",
    sender: mail?.from ?? "",
    mta: "mx.customer.example",
    disableArc: true,
    disableBimi: true,
    resolver: async (name: string, type: string) => {
      const found = type === "TXT" ? records.get(name) : undefined
      if (found === undefined) throw notFound
      return [[found]]
    },
  })
  const [signature] = dkim.results
  return {
    dkim: signature?.status.result,
    isAligned: signature?.status.aligned,
    signed: signature?.signingHeaders?.keys?.toLowerCase().split(/\s*[:;,]\s*/) ?? [],
    spf: spf && spf.status.result,
    dmarc: dmarc && dmarc.status.result,
  }
}

describe("M01 C14 a mail as it leaves", () => {
  test("M01 M04 a letter passes DKIM, SPF and DMARC", async () => {
    const { signed: _, ...verdict } = await judged(letter)
    expect(verdict).toEqual({ dkim: "pass", isAligned: "hinata.example", spf: "pass", dmarc: "pass" })
  })

  test("M01 news passes too, both unsubscribe fields under the signature, with one https address", async () => {
    const { signed, ...verdict } = await judged(news)
    const fields = news?.headers.filter((header) => /^list-unsubscribe/i.test(header)) ?? []
    expect(fields).toEqual([
      "List-Unsubscribe: <https://hinata.example/u/abc>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ])
    expect(verdict).toEqual({ dkim: "pass", isAligned: "hinata.example", spf: "pass", dmarc: "pass" })
    expect(signed).toEqual(
      expect.arrayContaining([
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
      ]),
    )
  })

  test("M03 a receipt passes too, and has nothing to unsubscribe from by one click", async () => {
    const { signed, ...verdict } = await judged(receipt)
    expect(verdict).toEqual({ dkim: "pass", isAligned: "hinata.example", spf: "pass", dmarc: "pass" })
    expect(signed).not.toContain("list-unsubscribe-post")
    expect(receipt?.headers.filter((header) => /^list-unsubscribe-post:/i.test(header))).toEqual([])
  })

  test.each([
    [
      "another address to unsubscribe at",
      (raw: string) => raw.replace(/(List-Unsubscribe: <https?:\/\/)/, "$1evil.example/"),
    ],
    ["another subject", (raw: string) => raw.replace(/^Subject: /m, "Subject: Re: ")],
    ["a second From", (raw: string) => `From: evil@example.com\r\n${raw}`],
  ])("M01 with %s the signature is void", async (_what, change) => {
    expect((await judged(news, change)).dkim).toBe("fail")
  })

  test("M05 relayed from elsewhere SPF fails, and DMARC stands by the signature", async () => {
    expect(await judged(letter, undefined, "198.51.100.9")).toMatchObject({ dkim: "pass", spf: "fail", dmarc: "pass" })
  })
})
