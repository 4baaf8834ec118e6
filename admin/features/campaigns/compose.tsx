import "./campaigns.css"
import { useState } from "react"
import {
  getCampaign,
  listCampaigns,
  postCampaign,
  putCampaign,
} from "../../../server/capabilities/campaigns/contract.ts"
import { CampaignPlan } from "../../../server/capabilities/campaigns/model.ts"
import type { CampaignView } from "../../../server/capabilities/campaigns/model-views.ts"
import { Button } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { AudienceForm } from "./audience-form.tsx"
import { ReachPanel } from "./reach-panel.tsx"
import { SendForm } from "./send-form.tsx"
import { VariantsForm } from "./variants-form.tsx"
import { WhenForm } from "./when-form.tsx"

const above = [{ label: { ja: "キャンペーン", en: "Campaigns" }, to: "/campaigns" }]

/** A campaign that is not there yet: it is made with the first save, once, whatever the line does. */
export function NewCampaign({ search }: PageProps<"/campaigns/new">) {
  const [campaignId] = useState(() => crypto.randomUUID())
  const { go } = useWay()
  const create = useAct(postCampaign, {
    refresh: [listCampaigns],
    done: (made) => go(`/campaigns/${made.campaignId}`),
  })
  const start = CampaignPlan.parse({
    version: 1,
    ...(search.segment && { audience: { include: [search.segment] } }),
    ...(search.day && { when: { kind: "at", day: search.day, time: "10:00" } }),
  })
  return (
    <Composer
      title={{ ja: "キャンペーンを作る", en: "New campaign" }}
      above={above}
      start={{ name: "", plan: start }}
      busy={create.busy}
      isSaved={create.reply !== undefined}
      onSave={(draft) => create.run({ campaignId, ...draft })}
    />
  )
}

export function EditCampaign({ params }: PageProps<"/campaigns/$campaignId/edit">) {
  const campaign = useCall(getCampaign, { campaignId: params.campaignId })
  return (
    <Loaded of={campaign} what={{ ja: "キャンペーンを読み込めませんでした", en: "The campaign could not be loaded" }}>
      {(found) => <Edit key={`${found.campaignId}:${found.revision}`} campaign={found} />}
    </Loaded>
  )
}

function Edit({ campaign: { campaignId, revision, name, plan } }: { campaign: CampaignView }) {
  const { go } = useWay()
  const save = useAct(putCampaign, {
    refresh: [listCampaigns, getCampaign],
    done: () => go(`/campaigns/${campaignId}`),
  })
  return (
    <Composer
      title={same(name)}
      above={[...above, { label: same(name), to: `/campaigns/${campaignId}` }]}
      start={{ name, plan }}
      busy={save.busy}
      isSaved={save.reply !== undefined}
      onSave={(draft) => save.run({ campaignId, revision, ...draft })}
    />
  )
}

type Draft = { readonly name: string; readonly plan: CampaignPlan }
type ComposerProps = {
  title: Text
  above: readonly { label: Text; to: string }[]
  start: Draft
  busy: boolean
  isSaved: boolean
  onSave: (draft: Draft) => void
}

/** One calm form: what for, whom, what, when, how it is measured; beside it who gets it, counted as it is written. */
function Composer({ title, above, start, busy, isSaved, onSave }: ComposerProps) {
  const [name, setName] = useState(start.name)
  const [plan, setPlan] = useState(start.plan)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<CampaignPlan>) => setPlan((before) => ({ ...before, ...part }))
  const changed = name !== start.name || JSON.stringify(plan) !== JSON.stringify(start.plan)
  const save = () => {
    setTried(true)
    if (name.trim() !== "") onSave({ name, plan })
  }
  return (
    <Page
      title={title}
      above={above}
      actions={<Button look="go" label={{ ja: "保存して確かめる", en: "Save and check" }} busy={busy} onClick={save} />}
    >
      <UnsavedGuard changed={changed && !busy && !isSaved} />
      <Columns split="8-4">
        <Stack>
          <Section title={{ ja: "何のために", en: "What for" }} first>
            <Fields>
              <Field
                label={{ ja: "名前", en: "Name" }}
                error={
                  tried && name.trim() === "" ? { ja: "名前を入れてください。", en: "Give it a name." } : undefined
                }
                hint={{ ja: "お客様には見えません。", en: "Customers don't see it." }}
              >
                <TextInput value={name} onChange={setName} maxLength={120} />
              </Field>
              <Field
                label={{ ja: "なぜこの人たちに、なぜいま", en: "Why these people, why now" }}
                optional
                hint={{ ja: "一文で。チームのための覚え書きです。", en: "In one sentence, for the team." }}
              >
                <TextArea value={plan.why} onChange={(why) => change({ why })} rows={2} maxLength={400} />
              </Field>
            </Fields>
          </Section>
          <AudienceForm audience={plan.audience} onChange={(audience) => change({ audience })} />
          <VariantsForm plan={plan} onChange={change} />
          <WhenForm plan={plan} onChange={change} />
          <SendForm plan={plan} onChange={change} />
        </Stack>
        <ReachPanel plan={plan} />
      </Columns>
    </Page>
  )
}
