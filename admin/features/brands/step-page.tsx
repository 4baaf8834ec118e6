import { useQueryClient } from "@tanstack/react-query"
import { type ReactNode, useEffect, useState } from "react"
import type { Step } from "../../../server/capabilities/brands/contract.ts"
import { Centered } from "../../../ui/centered.tsx"
import { useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { addressAfterSignIn } from "../../app/address.ts"
import { Enrol } from "./enrol.tsx"
import { SpeakSwitch } from "./parts.tsx"
import { RecoveryCodes } from "./recovery-codes.tsx"
import { SecondFactor } from "./second-factor.tsx"

type Words = { title: Text; lead?: Text | undefined }
type StepPageProps = Words & {
  then?: string | undefined
  above?: ReactNode
  first: (onStep: (step: Step) => void) => ReactNode
  start?: Step | undefined
}

const later: Record<"enrol" | "factor" | "codes", Words> = {
  enrol: {
    title: { ja: "二段階認証を用意する", en: "Set up two-step sign-in" },
    lead: {
      ja: "お客様の情報を守るため、パスワードだけでは入れないようにします。",
      en: "A password alone must not open your customers' data.",
    },
  },
  factor: { title: { ja: "本人の確認", en: "Is it you?" } },
  codes: {
    title: { ja: "リカバリーコードを控える", en: "Keep your recovery codes" },
    lead: {
      ja: "端末をなくしたときに入るためのコードです。この画面でしか見られません。",
      en: "They let you in when your device is lost. They are shown only here.",
    },
  },
}

/** A page of signing in: its own first form, then whatever proof the server still asks for, then the console. */
export function StepPage({ title, lead, then, above, first, start }: StepPageProps) {
  const t = useText()
  const client = useQueryClient()
  const { go } = useWay()
  const [step, setStep] = useState<Step | undefined>(start)
  const shown = step && (step.recoveryCodes ? "codes" : step.step)
  const words = shown && shown !== "done" ? later[shown] : { title, lead }
  const enter = () => {
    client.clear()
    go(addressAfterSignIn(then))
  }
  const arrive = (next: Step) => (next.step === "done" && !next.recoveryCodes ? enter() : setStep(next))
  useEffect(() => {
    document.title = `${t(words.title)}｜Maido`
  }, [t, words])
  return (
    <Centered title={words.title} lead={words.lead} above={above} corner={<SpeakSwitch />}>
      {shown === undefined && first(arrive)}
      {shown === "enrol" && <Enrol onStep={arrive} />}
      {shown === "factor" && step && <SecondFactor factors={step.factors} onStep={arrive} />}
      {shown === "codes" && <RecoveryCodes codes={step?.recoveryCodes ?? []} onKept={enter} />}
    </Centered>
  )
}
