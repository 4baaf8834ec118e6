import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransportFuture,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server"
import type { Context } from "#kernel/context"
import { SignInError } from "./errors.ts"
import { enrolled } from "./second-factor.ts"
import { openSession, type Stepped, sessionForFactors, sessionIn, signedIn } from "./sessions.ts"
import { forPlatform } from "./storage-crossing.ts"
import { insertPasskey, type Passkey, selectPasskey, selectPasskeys, usePasskey } from "./storage-passkeys.ts"
import { countWrongAnswer, keepPending, type Session, selectLiveSession } from "./storage-sessions.ts"
import { selectStaff } from "./storage-staff.ts"
import { secretHash } from "./secrets.ts"
import type { Visit } from "./visit.ts"

// W3C Web Authentication, level 3. A passkey is bound to our host's name, so a look-alike site gets nothing.
const hostOf = (visit: Visit) => new URL(visit.origin).hostname
// safe: what the browser said when it registered; used as a hint to it only
const transportsOf = (passkey: Passkey) => passkey.transports as AuthenticatorTransportFuture[]
const handleOf = (staffId: string) => Uint8Array.from(Buffer.from(staffId.replaceAll("-", ""), "hex"))

/** What the browser needs to make a passkey. */
export async function beginPasskey(platform: Context, visit: Visit): Promise<{ challenge: string }> {
  return forPlatform(platform, async (ctx) => {
    const session = await sessionForFactors(ctx, visit)
    const staff = await selectStaff(ctx, session.staffId)
    if (!staff) throw SignInError.StartOver()
    const options = await generateRegistrationOptions({
      rpName: "Maido",
      rpID: hostOf(visit),
      userID: handleOf(staff.staffId),
      userName: staff.email,
      userDisplayName: staff.name,
      challenge: Uint8Array.from(ctx.bytes(32)),
      attestationType: "none",
      excludeCredentials: (await selectPasskeys(ctx, staff.staffId)).map((p) => ({
        id: p.passkeyId,
        transports: transportsOf(p),
      })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    })
    await keepPending(ctx, session.sessionId, { challenge: options.challenge })
    return options
  })
}

/** Keeps the passkey that the browser made. Throws `sign-in.PasskeyRefused`. */
export async function registerPasskey(
  platform: Context,
  visit: Visit,
  given: { name: string; response: unknown },
): Promise<Stepped> {
  const result = await forPlatform(platform, async (ctx) => {
    const session = await sessionForFactors(ctx, visit)
    const made = session.challenge === null ? undefined : await verifyNew(visit, session.challenge, given.response)
    if (!made || (await selectPasskey(ctx, made.passkeyId)))
      return void (await countWrongAnswer(ctx, session.sessionId))
    await insertPasskey(ctx, { ...made, staffId: session.staffId, name: given.name })
    await keepPending(ctx, session.sessionId, { challenge: null })
    return enrolled(ctx, session, visit, "passkey")
  })
  if (!result) throw SignInError.PasskeyRefused()
  return result
}

async function verifyNew(visit: Visit, expectedChallenge: string, response: unknown) {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON, // safe: the library checks every part and throws at the first that is wrong
      expectedChallenge,
      expectedOrigin: visit.origin,
      expectedRPID: hostOf(visit),
      requireUserVerification: true,
    })
    if (!registrationInfo) return undefined
    const { credential, credentialBackedUp } = registrationInfo
    const { id, publicKey, counter, transports = [] } = credential
    return {
      passkeyId: id,
      publicKey: Buffer.from(publicKey),
      counter,
      transports: transports.map(String),
      backedUp: credentialBackedUp,
    }
  } catch {
    // Whatever is wrong with it, the answer is the same: refused.
    return undefined
  }
}

/** Asks for a passkey: of the person whose sign-in is under way, or, without any, of whoever it may be. */
export async function askPasskey(
  platform: Context,
  visit: Visit,
): Promise<{ reply: { challenge: string }; token?: string }> {
  return forPlatform(platform, async (ctx) => {
    const session = await sessionIn(ctx, visit)
    const isUnderWay = session?.stage === "factor" || session?.stage === "full"
    const passkeys = isUnderWay && session.staffId ? await selectPasskeys(ctx, session.staffId) : []
    const options = await generateAuthenticationOptions({
      rpID: hostOf(visit),
      challenge: Uint8Array.from(ctx.bytes(32)),
      allowCredentials: passkeys.map((p) => ({ id: p.passkeyId, transports: transportsOf(p) })),
      userVerification: "required",
    })
    if (isUnderWay) {
      await keepPending(ctx, session.sessionId, { challenge: options.challenge })
      return { reply: options }
    }
    const token = await openSession(ctx, visit, { staffId: null, stage: "passkey" })
    const opened = await selectLiveSession(ctx, secretHash(token))
    if (opened) await keepPending(ctx, opened.sessionId, { challenge: options.challenge })
    return { reply: options, token }
  })
}

/**
 * The passkey's answer. It proves possession and, since the device asked for finger, face or PIN, the person: good as a
 * second factor and as a whole sign-in. Throws `sign-in.PasskeyRefused`, `sign-in.StartOver`.
 */
export async function givePasskey(
  platform: Context,
  visit: Visit,
  given: { response: { id: string } },
): Promise<Stepped> {
  const result = await forPlatform(platform, async (ctx) => {
    const session = await sessionIn(ctx, visit)
    if (!session?.challenge || session.stage === "enrol") throw SignInError.StartOver()
    const passkey = await selectPasskey(ctx, given.response.id)
    const counter = passkey && (await verifyAnswer(ctx, visit, session, passkey, given.response))
    if (!passkey || counter === undefined) return void (await countWrongAnswer(ctx, session.sessionId))
    await usePasskey(ctx, passkey.passkeyId, counter)
    return signedIn(ctx, session, passkey.staffId, visit, "passkey")
  })
  if (!result) throw SignInError.PasskeyRefused()
  return result
}

/** The authenticator's new counter when the answer is right and the passkey is this person's. */
async function verifyAnswer(
  ctx: Context,
  visit: Visit,
  session: Session,
  passkey: Passkey,
  response: unknown,
): Promise<number | undefined> {
  if (session.staffId !== null && session.staffId !== passkey.staffId) return undefined
  const staff = await selectStaff(ctx, passkey.staffId)
  if (!staff || staff.disabledAt || session.challenge === null) return undefined
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON, // safe: the library checks every part and throws at the first that is wrong
      expectedChallenge: session.challenge,
      expectedOrigin: visit.origin,
      expectedRPID: hostOf(visit),
      credential: { id: passkey.passkeyId, publicKey: Uint8Array.from(passkey.publicKey), counter: passkey.counter },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}
