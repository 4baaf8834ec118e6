import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto"

type Options = { readonly challenge: string; readonly user?: unknown }
type Wrong = { readonly origin?: string; readonly userVerified?: boolean; readonly counter?: number }

/**
 * An authenticator as a phone holds one: makes a P-256 key pair, answers WebAuthn challenges with real signatures
 * (attestation "none"). Stands in for the hardware only; what it says is checked as a phone's word would be.
 */
export function authenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const id = randomBytes(32)
  const jwk = publicKey.export({ format: "jwk" })
  let counter = 0
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  const data = (flags: number, count: number, attested = Buffer.alloc(0)) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(flags, 0)
    head.writeUInt32BE(count, 1)
    return Buffer.concat([sha256(Buffer.from(new URL(origin).hostname)), head, attested])
  }
  const shell = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
  }
  return {
    id: shell.id,
    /** Answers `PublicKeyCredentialCreationOptionsJSON`. */
    create: (options: Options, wrong: Wrong = {}) => {
      // A COSE key (RFC 9053): kty EC2, alg ES256, crv P-256, x, y.
      const cose = map([
        [uint(1), uint(2)],
        [uint(3), negative(7)],
        [negative(1), uint(1)],
        [negative(2), bytes(part(jwk.x))],
        [negative(3), bytes(part(jwk.y))],
      ])
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose])
      const authData = data(wrong.userVerified === false ? 0x41 : 0x45, counter, attested)
      const attestationObject = map([
        [text("fmt"), text("none")],
        [text("attStmt"), map([])],
        [text("authData"), bytes(authData)],
      ])
      const clientDataJSON = clientData("webauthn.create", options.challenge, wrong.origin ?? origin)
      return {
        ...shell,
        response: {
          clientDataJSON: clientDataJSON.toString("base64url"),
          attestationObject: attestationObject.toString("base64url"),
          transports: ["internal"],
        },
      }
    },
    /** Answers `PublicKeyCredentialRequestOptionsJSON`. */
    get: (options: Options, wrong: Wrong = {}) => {
      const authData = data(wrong.userVerified === false ? 0x01 : 0x05, wrong.counter ?? ++counter)
      const clientDataJSON = clientData("webauthn.get", options.challenge, wrong.origin ?? origin)
      const signature = sign("sha256", Buffer.concat([authData, sha256(clientDataJSON)]), privateKey)
      const response = { clientDataJSON, authenticatorData: authData, signature }
      return {
        ...shell,
        response: Object.fromEntries(
          Object.entries(response).map(([name, value]) => [name, value.toString("base64url")]),
        ),
      }
    },
  }
}

const sha256 = (value: Buffer) => createHash("sha256").update(value).digest()
const part = (value: string | undefined) => Buffer.from(value ?? "", "base64url")

// As much of CBOR (RFC 8949) as a passkey needs.
const head = (major: number, n: number) =>
  n < 24
    ? Buffer.from([(major << 5) | n])
    : n < 256
      ? Buffer.from([(major << 5) | 24, n])
      : Buffer.from([(major << 5) | 25, n >> 8, n & 255])
const uint = (n: number) => head(0, n)
const negative = (n: number) => head(1, n - 1)
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()])
