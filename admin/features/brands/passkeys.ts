import type { z } from "zod"
import {
  askPasskey,
  beginPasskey,
  givePasskey,
  registerPasskey,
  type Step,
} from "../../../server/capabilities/brands/contract.ts"
import { knock } from "../../app/call.ts"

export const canUsePasskeys = () =>
  typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential

/** Asks the device for a passkey and shows it to the server: as the whole sign-in, as second factor, or as a fresh proof. */
export async function signInWithPasskey(): Promise<Step> {
  const options = await knock(askPasskey, {})
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json(options))
  return knock(givePasskey, { response: asJson(await navigator.credentials.get({ publicKey })) })
}

export async function addPasskey(name: string): Promise<Step> {
  const options = await knock(beginPasskey, {})
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json(options))
  return knock(registerPasskey, { name, response: asJson(await navigator.credentials.create({ publicKey })) })
}

// safe: both sides speak the WebAuthn JSON form, of which the contract promises only a part
const json = <T>(options: unknown) => options as T

type CredentialJson = z.output<typeof givePasskey.body>["response"]

function asJson(credential: Credential | null): CredentialJson {
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no passkey was given")
  return json<CredentialJson>(credential.toJSON())
}

/** What to call a passkey made here, until its owner gives it a name. */
export const thisDevice = () =>
  /iPhone|iPad/.exec(navigator.userAgent)?.[0] ??
  (/Mac/.test(navigator.userAgent)
    ? "Mac"
    : /Windows/.test(navigator.userAgent)
      ? "Windows"
      : /Android/.test(navigator.userAgent)
        ? "Android"
        : "Linux")
