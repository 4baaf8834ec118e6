import { z } from "zod"

/**
 * The doors of signing in stand under /auth/, beside the API, since they hand out and take back the session cookie. All
 * are POST with a JSON body and the header `x-maido-csrf: 1`, except `readState`. Refusals have the API's usual form.
 */
type Door<B, R> = {
  readonly method: "GET" | "POST"
  readonly path: `/auth/${string}`
  readonly body: z.ZodType<B>
  readonly reply: z.ZodType<R>
}
const door = <B, R>(path: `/auth/${string}`, body: z.ZodType<B>, reply: z.ZodType<R>): Door<B, R> => ({
  method: "POST",
  path,
  body,
  reply,
})

const nothing = z.strictObject({})
const email = z.string().trim().max(254).pipe(z.email())
const password = z.string().min(1).max(512)
const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/)
const personName = z.string().trim().min(1).max(80)
const language = z.enum(["ja", "en"])
/** What the browser's credentials API gave, as JSON (`PublicKeyCredential.toJSON()`). */
const credential = z.looseObject({
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal("public-key"),
  response: z.looseObject({}),
})
/** What to hand to `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()`. */
const options = z.looseObject({ challenge: z.string() })

/**
 * Where a sign-in stands. `enrol`: the password was right, now a second factor must be set up. `factor`: now a code or a
 * passkey is asked for. `done`: signed in. `recoveryCodes` come once, with the first second factor: show them, they never come again.
 */
export const Step = z.object({
  step: z.enum(["enrol", "factor", "done"]),
  factors: z.array(z.enum(["totp", "passkey", "recovery"])),
  recoveryCodes: z.array(z.string()).optional(),
})
export type Step = z.infer<typeof Step>

/** Opens the first account with the token after the # of the printed link. `brand` may be left out while there is one (the demo). */
export const firstRun = door(
  "/auth/first-run",
  z.strictObject({
    token: z.string().max(200),
    name: personName,
    email,
    password,
    language: language.default("ja"),
    brand: z
      .strictObject({
        name: z.string().trim().min(1).max(80),
        slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/),
        zone: z.string().max(60).default("Asia/Tokyo"),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .default("JPY"),
      })
      .optional(),
  }),
  Step,
)

export const signIn = door("/auth/sign-in", z.strictObject({ email, password }), Step)
/** The second factor: a code of the authenticator app, or one of the recovery codes. */
export const giveCode = door(
  "/auth/code",
  z.union([z.strictObject({ code }), z.strictObject({ recoveryCode: z.string().trim().max(40) })]),
  Step,
)

/** A new secret for the authenticator app: `uri` as a QR code, `secret` to type in. Valid once `confirmTotp` was given a code. */
export const beginTotp = door("/auth/totp/begin", nothing, z.object({ secret: z.string(), uri: z.string() }))
export const confirmTotp = door("/auth/totp/confirm", z.strictObject({ code }), Step)

export const beginPasskey = door("/auth/passkey/register-options", nothing, options)
export const registerPasskey = door(
  "/auth/passkey/register",
  z.strictObject({ name: z.string().trim().min(1).max(60), response: credential }),
  Step,
)
/** Asks for a passkey: as the second factor, as a fresh proof when signed in, or, without any session, as the whole sign-in. */
export const askPasskey = door("/auth/passkey/options", nothing, options)
export const givePasskey = door("/auth/passkey/verify", z.strictObject({ response: credential }), Step)

/** Proves anew who one is, for sensitive changes within the next 15 minutes (`kernel.FreshSignInNeeded` asks for it). */
export const prove = door("/auth/prove", z.strictObject({ password, code }), Step)
export const leave = door("/auth/sign-out", nothing, z.object({ done: z.literal(true) }))

/** How far this browser's sign-in has come; `none` when it has not begun. */
export const readState = {
  method: "GET",
  path: "/auth/state",
  body: nothing,
  reply: z.object({
    step: z.enum(["none", "enrol", "factor", "done"]),
    factors: z.array(z.enum(["totp", "passkey", "recovery"])),
    /** Whether a sensitive change is possible right now. */
    fresh: z.boolean(),
    /** Whether the installation still waits for its first account. */
    firstRun: z.boolean(),
  }),
} as const

/** What an invitation's link (the token after its #) invites to. `hasAccount`: sign in as that person first, then accept. */
export const readInvitation = door(
  "/auth/invitation",
  z.strictObject({ token: z.string().max(2_000) }),
  z.object({
    brand: z.string(),
    email: z.string(),
    role: z.object({ ja: z.string(), en: z.string() }),
    hasAccount: z.boolean(),
  }),
)
/** Accepts: newcomers give name and password and go on to `enrol`; whoever has an account does it signed in. */
export const acceptInvitation = door(
  "/auth/invitation/accept",
  z.strictObject({
    token: z.string().max(2_000),
    name: personName.optional(),
    password: password.optional(),
    language: language.default("ja"),
  }),
  Step,
)
/** Sets a new password with the token of a reset link. */
export const resetPassword = door("/auth/reset", z.strictObject({ token: z.string().max(2_000), password }), Step)
