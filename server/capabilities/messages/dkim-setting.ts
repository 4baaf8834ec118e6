import { generateKeyPair } from "node:crypto"
import { promisify } from "node:util"
import { changeSetting } from "#brands"
import type { Context } from "#kernel/context"
import { type Dress, dressOf, forgetDress, mailSettings } from "./dress.ts"
import { MessageError } from "./errors.ts"
import { MailSettings } from "./model-settings.ts"
import type { DkimSigner } from "./ports.ts"

const newKeyPair = promisify(generateKeyPair)

/**
 * Makes a key pair (RSA of 2048 bits, which every receiver can check) for the sender's domain; an earlier one is
 * forgotten. Mails are signed with it once `activateDkim` was called. Throws `brands.SettingsMoved`.
 */
export async function makeDkimKey(ctx: Context, { basedOn }: { basedOn: number }): Promise<{ version: number }> {
  const { from } = await dressOf(ctx)
  const { publicKey, privateKey } = await newKeyPair("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  })
  const day = ctx.now().toISOString().slice(0, 10).replaceAll("-", "")
  const dkim = {
    domain: domainOf(from.address),
    // A name of its own for each key, so that the record of the one before may stay until its last mails have arrived.
    selector: `maido${day}${Buffer.from(ctx.bytes(2)).toString("hex")}`,
    sealedKey: ctx.keys.seal(privateKey),
    publicKey: publicKey.toString("base64"),
    isActive: false,
  }
  return change(ctx, dkim, basedOn)
}

/** Begins or stops signing. Throws `messages.NoDkimKey`, `brands.SettingsMoved`. */
export async function activateDkim(
  ctx: Context,
  { isActive, basedOn }: { isActive: boolean; basedOn: number },
): Promise<{ version: number }> {
  const { dkim } = await mailSettings(ctx)
  if (!dkim) throw MessageError.NoDkimKey()
  return change(ctx, { ...dkim, isActive }, basedOn)
}

/** Forgets the key. Throws `brands.SettingsMoved`. */
export const dropDkimKey = (ctx: Context, { basedOn }: { basedOn: number }): Promise<{ version: number }> =>
  change(ctx, null, basedOn)

async function change(ctx: Context, dkim: MailSettings["dkim"], basedOn: number): Promise<{ version: number }> {
  const version = await changeSetting(ctx, "mail", MailSettings, { ...(await mailSettings(ctx)), dkim }, basedOn)
  ctx.afterCommit(() => forgetDress(ctx))
  return { version }
}

/** The key as the console shows it: the record to put into DNS, never the private half. */
export function shownDkim({ settings: { dkim }, from }: Pick<Dress, "settings" | "from">) {
  if (!dkim) return null
  const { domain, selector, publicKey, isActive } = dkim
  const record = { name: `${selector}._domainkey.${domain}`, type: "TXT", value: `v=DKIM1; k=rsa; p=${publicKey}` }
  return { domain, isActive, record, fitsSender: domain === domainOf(from.address) }
}

/** What signs this brand's mails; undefined when nothing does, or the key is for another domain than the sender's. */
export function dkimSignerOf(ctx: Context, { settings: { dkim }, from }: Dress): DkimSigner | undefined {
  if (!dkim?.isActive || dkim.domain !== domainOf(from.address)) return undefined
  const { domain, selector, sealedKey } = dkim
  try {
    return { domain, selector, privateKey: ctx.keys.open(sealedKey) }
  } catch (err) {
    ctx.log.error({ err, domain }, "the DKIM key cannot be read: mails leave unsigned; make a new one")
    return undefined
  }
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase()
