import { randomBytes } from "node:crypto"
import { inTransaction } from "#kernel/context"
import { beginTotp } from "../capabilities/brands/contract-sign-in.ts"
import { hashPassword } from "../capabilities/brands/passwords.ts"
import { forPlatform } from "../capabilities/brands/storage-crossing.ts"
import { insertMember } from "../capabilities/brands/storage-members.ts"
import { insertStaff } from "../capabilities/brands/storage-staff.ts"
import { codeOf, fromBase32, stepAt } from "../capabilities/brands/totp-rules.ts"
import { type Browser, openBrowser } from "./browser.ts"
import type { TestContext } from "./context.ts"

export type Person = {
  readonly staffId: string
  readonly email: string
  readonly password: string
  readonly browser: Browser
  readonly totp: { secret: string }
}

const password = "みかんとねこのひるさがり"
let hashed: Promise<string> | undefined

/** Someone with an account and a role in the context's brand, not signed in yet. */
export async function newPerson(
  ctx: TestContext,
  origin: string,
  role: string | null,
  how: { runsInstallation?: boolean } = {},
): Promise<Person> {
  const staffId = ctx.id()
  const email = `p-${randomBytes(6).toString("hex")}@hinata.example`
  // One hash for all: making one is slow on purpose.
  hashed ??= hashPassword({ bytes: (n) => randomBytes(n) }, password)
  const hash = await hashed
  await forPlatform(ctx.platform, (ctx) =>
    insertStaff(
      ctx,
      {
        staffId,
        name: "店長 花子",
        email,
        language: "ja",
        runsInstallation: how.runsInstallation ?? false,
        disabledAt: null,
      },
      hash,
    ),
  )
  if (role) await inTransaction(ctx, (ctx) => insertMember(ctx, staffId, role))
  return { staffId, email, password, browser: openBrowser(origin), totp: { secret: "" } }
}

/** The six digits that the person's phone shows at the context's time. */
export const codeNow = (ctx: Pick<TestContext, "now">, person: Pick<Person, "totp">): string =>
  codeOf(fromBase32(person.totp.secret), stepAt(ctx.now()))

/** Signs in with password and authenticator app, setting the app up the first time. */
export async function signInAs(ctx: TestContext, person: Person): Promise<Person> {
  const { browser } = person
  const { body } = await browser.send("POST", "/auth/sign-in", { email: person.email, password: person.password })
  if (JSON.stringify(body).includes('"enrol"')) {
    const begun = await browser.send("POST", "/auth/totp/begin", {})
    person.totp.secret = beginTotp.reply.parse(begun.body).secret
    await browser.send("POST", "/auth/totp/confirm", { code: codeNow(ctx, person) })
  } else {
    // A code works once: the phone has moved on since the last sign-in.
    ctx.pass(30_000)
    await browser.send("POST", "/auth/code", { code: codeNow(ctx, person) })
  }
  return person
}

/** A new person with this role, signed in. */
export const signedInPerson = async (
  ctx: TestContext,
  origin: string,
  role: string | null,
  how: { runsInstallation?: boolean } = {},
): Promise<Person> => signInAs(ctx, await newPerson(ctx, origin, role, how))
