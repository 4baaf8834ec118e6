import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto"

/** A browser's half of Web Push (RFC 8291), so that tests read what a reader would see. */
export function pushBrowser(endpoint: string) {
  const pair = createECDH("prime256v1")
  pair.generateKeys()
  const auth = randomBytes(16)
  const publicKey = pair.getPublicKey()
  return {
    subscription: { endpoint, keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") } },
    /** Decrypts one record of `aes128gcm` (RFC 8188) and parses it as JSON. */
    read: (body: Buffer): Record<string, unknown> => {
      const salt = body.subarray(0, 16)
      const idLength = body.readUInt8(20)
      const theirs = body.subarray(21, 21 + idLength)
      const sealed = body.subarray(21 + idLength)
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, theirs])
      const ikm = Buffer.from(hkdfSync("sha256", pair.computeSecret(theirs), auth, info, 32))
      const key = Buffer.from(hkdfSync("sha256", ikm, salt, "Content-Encoding: aes128gcm\0", 16))
      const nonce = Buffer.from(hkdfSync("sha256", ikm, salt, "Content-Encoding: nonce\0", 12))
      const decipher = createDecipheriv("aes-128-gcm", key, nonce)
      decipher.setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      // What follows the last delimiter (2) is padding.
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString("utf8"))
    },
  }
}
