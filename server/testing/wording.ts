import type { MailRenderer, MessageKind } from "#messages"
import type { Language } from "#kernel/text"
import { checkMail } from "../capabilities/messages/check-mail.ts"
import { factsOf } from "../capabilities/messages/message-kind.ts"
import { sampleLook } from "../capabilities/messages/sample-mail.ts"

/** What the check that operators are asked to heed says about a kind's own wording, with every sample that it has. */
export async function checkWording(kind: MessageKind, language: Language, renderer: MailRenderer) {
  const samples = Object.entries(kind.samples).map(([name, facts]) => [name, factsOf(kind, facts)] as const)
  const { findings, renderings } = await checkMail(
    {
      document: kind.document[language],
      look: sampleLook,
      language,
      purpose: kind.purpose,
      isForStaff: kind.isForStaff,
      zone: "Asia/Tokyo",
    },
    Object.fromEntries(samples),
    renderer,
  )
  return { findings, renderings, samples: samples.map(([name]) => name) }
}
