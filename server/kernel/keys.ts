import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto"
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** The installation's own keys, derived from one secret that lives outside the database (S13). */
export type Keys = {
  /** The key with which `purpose` signs. 32 bytes. */
  readonly signing: (purpose: string) => Uint8Array
  /** What only we can write under `data` for `purpose`: HMAC-SHA256 with the key of `signing`. 32 bytes. */
  readonly mac: (purpose: string, data: string | Uint8Array) => Buffer
  /** Encrypts a secret for storage: AES-256-GCM with a key id, so that keys can be changed (S12). */
  readonly seal: (secret: string) => string
  /** The secret again. Throws when it was tampered with or sealed with a key we do not have. */
  readonly open: (sealed: string) => string
  /** A hash that only we can make: finds an address again without storing it. Hex. */
  readonly fingerprint: (value: string) => string
}

const keyId = "k1"
const keepKeys = 200

export function keysFrom(secret: Uint8Array): Keys {
  const derive = (purpose: string) => new Uint8Array(hkdfSync("sha256", secret, "maido", purpose, 32))
  // A key that is read anew for each name costs ten times the hash itself, one that is derived anew thirty times.
  const sealing = createSecretKey(derive("seal"))
  const fingerprinting = createSecretKey(derive("fingerprint"))
  const macKeys = new Map<string, KeyObject>()
  const macKey = (purpose: string): KeyObject => {
    const known = macKeys.get(purpose)
    if (known) return known
    const key = createSecretKey(derive(purpose))
    if (macKeys.size >= keepKeys) macKeys.clear()
    macKeys.set(purpose, key)
    return key
  }
  return {
    signing: derive,
    mac: (purpose, data) => createHmac("sha256", macKey(purpose)).update(data).digest(),
    seal: (value) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce)
      const body = Buffer.concat([cipher.update(value, "utf8"), cipher.final()])
      return [
        keyId,
        nonce.toString("base64url"),
        body.toString("base64url"),
        cipher.getAuthTag().toString("base64url"),
      ].join(".")
    },
    open: (sealed) => {
      const [id, nonce = "", body = "", tag = ""] = sealed.split(".")
      if (id !== keyId) throw new Error(`sealed with an unknown key ${id}`)
      const decipher = createDecipheriv("aes-256-gcm", sealing, Buffer.from(nonce, "base64url"))
      decipher.setAuthTag(Buffer.from(tag, "base64url"))
      return decipher.update(Buffer.from(body, "base64url")).toString("utf8") + decipher.final("utf8")
    },
    fingerprint: (value) => createHmac("sha256", fingerprinting).update(value).digest("hex"),
  }
}

/** The installation's secret: made on first start, readable by its owner only. */
export function loadKeys(file: string): Keys {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 })
    chmodSync(file, 0o600)
  }
  const secret = Buffer.from(readFileSync(file, "utf8").trim(), "base64url")
  if (secret.length < 32) throw new Error(`${file} must hold 32 random bytes in base64url`)
  return keysFrom(secret)
}
