import { createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet, jwtVerify } from "jose"

/** Who has shown a LINE to be theirs: the user id within the provider of the channel. Nothing else of the token counts (S11). */
export type LineWho = { readonly userId: string }

export type TokenToRead = {
  readonly token: string
  readonly channelId: string
  readonly channelSecret: string
  /** What was given along; null for LIFF, which knows none. */
  readonly nonce: string | null
  /** LINE's public keys, asked for only when the token says that it is signed by one. */
  readonly keys: () => Promise<JSONWebKeySet | undefined>
  readonly now: Date
}

const issuer = "https://access.line.me"
const clockTolerance = 60

/**
 * Reads an ID token of LINE Login. Signature, issuer, audience, end and nonce must hold; it is signed by the channel's secret
 * (HS256, in browsers) or by LINE's key (ES256, in LIFF), and by nothing else. Undefined when it does not hold. From LINE
 * Developers, "Get profile information from ID tokens".
 */
export async function readIdToken(wanted: TokenToRead): Promise<LineWho | undefined> {
  const { token, channelId: audience, channelSecret, nonce, now: currentDate } = wanted
  try {
    const { alg } = decodeProtectedHeader(token)
    const rules = { issuer, audience, currentDate, clockTolerance, requiredClaims: ["sub", "exp", "iat"] }
    const { payload } =
      alg === "HS256"
        ? await jwtVerify(token, new TextEncoder().encode(channelSecret), { ...rules, algorithms: ["HS256"] })
        : await jwtVerify(token, createLocalJWKSet((await wanted.keys()) ?? { keys: [] }), {
            ...rules,
            algorithms: ["ES256"],
          })
    if (nonce !== null && payload.nonce !== nonce) return undefined
    return payload.sub && /^U[0-9a-f]{32}$/.test(payload.sub) ? { userId: payload.sub } : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined
    throw error
  }
}
