import type { CampaignPlan } from "../../../server/capabilities/campaigns/model.ts"
import { listTemplates } from "../../../server/capabilities/templates/contract.ts"
import { useText } from "../../../ui/language.tsx"
import { useCall } from "../../app/use-call.ts"

/** What each of a campaign's letters is called: by its own name, else by its subject or template and how it differs. */
export function useLetterName({ variants }: Pick<CampaignPlan, "variants">): (key: string) => string {
  const t = useText()
  const list = useCall(listTemplates, { state: "all" })
  return (key) => {
    const variant = variants.find((one) => one.key === key)
    const template = list.data?.items.find(({ templateId }) => templateId === variant?.templateId)
    const { ja = "", en = ja } = variant?.subject ?? {}
    const name = variant?.name || t({ ja, en }) || (template ? t(template.name) : "")
    const look = variant?.look === "plain" ? t({ ja: "（飾りなし）", en: " (plain)" }) : ""
    return name === "" ? t({ ja: `文面 ${key.toUpperCase()}`, en: `Words ${key.toUpperCase()}` }) : `${name}${look}`
  }
}
