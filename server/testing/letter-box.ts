import { createRenderPool, mailRenderer, mailTransports, type OutgoingMail, type SendOutcome } from "#messages"
import { type Plug, plug } from "#kernel/ports"
import type { TestContext } from "./context.ts"
import { agreed, letter } from "./signups.ts"

/** Takes every mail over and keeps it, for tests of what happens after a mail has left; `answer` says otherwise for one. */
export function letterBox(answer?: (mail: OutgoingMail) => SendOutcome | undefined, name = "box") {
  const box: OutgoingMail[] = []
  const renderer = createRenderPool()
  const send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    const other = answer?.(mail)
    if (other) return other
    box.push(mail)
    return { kind: "accepted", response: "250 taken" }
  }
  const plugs: Plug[] = [plug(mailRenderer, renderer), plug(mailTransports, { wayFor: () => ({ name, send }) })]
  return { plugs, box, close: () => renderer.close() }
}

/** A letter that was sent to somebody who agreed to letters, and taken over. */
export async function sentLetter(ctx: TestContext, address: string, key = address) {
  const customerId = await agreed(ctx, address)
  const { messageId } = await letter(ctx, customerId, address, key)
  await ctx.drain()
  return { customerId, messageId, acceptedAt: ctx.now() }
}

/** She stops our letters, or says yes to them again, as she does on our pages. */
export { agree as agreeAgain, refuse as stopLetters } from "../capabilities/signups/subscription.ts"
