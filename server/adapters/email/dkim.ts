import { createHash, createPrivateKey, type KeyObject, sign } from "node:crypto"
import { promisify } from "node:util"
import type { Field } from "./mime.ts"

/** A brand's signing key: the public half stands in DNS at `<selector>._domainkey.<domain>`. */
export type DkimKey = { readonly domain: string; readonly selector: string; readonly key: KeyObject }

/** RSA (2048 bits or more) or Ed25519, in PEM. Throws on anything else. */
export function dkimKey(domain: string, selector: string, pem: string): DkimKey {
  const key = createPrivateKey(pem)
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== "ed25519" && !(key.asymmetricKeyType === "rsa" && bits >= 1024)) {
    throw new Error("a DKIM key must be RSA of 1024 bits or more, or Ed25519")
  }
  return { domain, selector, key }
}

/** Every field that a reader or a machine acts on. Both unsubscribe fields must be covered for one click to count (M01). */
const signedFields = [
  "from",
  "to",
  "reply-to",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
  "list-unsubscribe",
  "list-unsubscribe-post",
]

const signAsync = promisify<string | null, Buffer, KeyObject, Buffer>(sign)

/** The DKIM-Signature field of RFC 6376, relaxed/relaxed. Signing runs outside the event loop. */
export async function dkimField(
  fields: readonly Field[],
  body: string,
  { domain, selector, key }: DkimKey,
  at: Date,
): Promise<Field> {
  const present = signedFields.filter((name) => fields.some((field) => field.name.toLowerCase() === name))
  // Naming From once more than it occurs makes a second From, added on the way, break the signature.
  const named = [...present, "from"]
  const isRsa = key.asymmetricKeyType === "rsa"
  const bodyHash = createHash("sha256").update(relaxedBody(body)).digest("base64")
  const tags = [
    `v=1; a=${isRsa ? "rsa" : "ed25519"}-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};`,
    `t=${Math.floor(at.getTime() / 1000)}; h=${named.join(":")};`,
    `bh=${bodyHash};`,
    "b=",
  ]
  const unsigned = tags.join("\r\n ")
  const signed = present.map((name) => relaxedField(lastField(fields, name)) + "\r\n").join("")
  const data = Buffer.from(signed + relaxedField({ name: "DKIM-Signature", value: unsigned }))
  const signature = isRsa
    ? await signAsync("sha256", data, key)
    : await signAsync(null, createHash("sha256").update(data).digest(), key)
  return {
    name: "DKIM-Signature",
    value: unsigned + signature.toString("base64").replace(/.{72}/g, "$&\r\n ").trimEnd(),
  }
}

/** When a field occurs more than once, DKIM takes the lowest first. */
function lastField(fields: readonly Field[], name: string): Field {
  const found = fields.findLast((field) => field.name.toLowerCase() === name)
  if (!found) throw new Error(`no field ${name}`)
  return found
}

/** RFC 6376 section 3.4.2. */
const relaxedField = ({ name, value }: Field) =>
  `${name.toLowerCase()}:${value
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim()}`

/** RFC 6376 section 3.4.4: runs of space become one, none at line ends, no empty lines at the end. */
export function relaxedBody(body: string): string {
  const lines = /[ \t]/.test(body) ? body.replace(/[ \t]+/g, " ").replace(/ \r\n/g, "\r\n") : body
  const kept = lines.replace(/ ?$/, "").replace(/(\r\n)+$/, "")
  return kept === "" ? "" : `${kept}\r\n`
}
