import { z } from "zod"

/** The key with which a brand signs its mails; the public half stands in DNS at `<selector>._domainkey.<domain>`. */
const DkimSetting = z.strictObject({
  domain: z.string().max(253),
  selector: z.string().regex(/^[a-z0-9]{1,63}$/),
  /** PEM (PKCS#8), sealed. */
  sealedKey: z.string().max(5_000),
  /** Base64 of the SubjectPublicKeyInfo. */
  publicKey: z.string().max(2_000),
  /** Mails are signed once somebody has put the public half into DNS: before that a signature would count as broken. */
  isActive: z.boolean(),
})

/** How a brand's mails leave, and how long what they said is kept. */
export const MailSettings = z.strictObject({
  /** The brand's own mail server, `smtps://user:password@host`, sealed. Empty: the installation's. */
  sealedServer: z.string().max(2_000).default(""),
  /** Its host, to be shown. */
  serverHost: z.string().max(253).default(""),
  /** Where failures are reported to: `b+<token>@` this domain. Empty: to the sender. */
  bounceDomain: z.union([z.literal(""), z.string().regex(/^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/)]).default(""),
  dkim: DkimSetting.nullable().default(null),
  /** Days that the text of a sent mail can be read; after that only its hash is kept (S71). */
  keepBodyDays: z.int().min(1).max(3650).default(30),
})
export type MailSettings = z.output<typeof MailSettings>
