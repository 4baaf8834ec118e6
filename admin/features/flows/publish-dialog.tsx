import { useState } from "react"
import { flowInside, publishFlow } from "../../../server/capabilities/flows/contract.ts"
import type { Flow, FlowVersion } from "../../../server/capabilities/flows/model-flow.ts"
import { Button } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { FlowChanges } from "./flow-changes.tsx"
import type { FlowNames } from "./naming.ts"
import type { FlowDraft } from "./use-flow-draft.ts"

type Props = { flow: Flow; draft: FlowDraft; live: FlowVersion | null; names: FlowNames; onClose: () => void }
type Inside = "stay" | "move" | "exit"
type Mode = "live" | "shadow"

/** Publishing asks two things: whether it sends or runs in the shadow, and what those inside do. */
export function PublishDialog({ flow, draft, live, names, onClose }: Props) {
  const t = useText()
  const toast = useToast()
  const { number } = useFormat()
  const [inside, setInside] = useState<Inside>("stay")
  const [mode, setMode] = useState<Mode>(flow.liveVersion === null ? "live" : flow.mode)
  const people = useCall(flowInside, { flowId: flow.flowId }, { when: flow.liveVersion !== null })
  const publish = useAct(publishFlow, {
    done: (published) => {
      draft.revision.current = published.flow.revision
      toast({
        words:
          mode === "shadow"
            ? {
                ja: "影で動かし始めました。作ったものは、確かめるまで送りません。",
                en: "It runs in the shadow. Nothing is sent until you have looked.",
              }
            : {
                ja: "公開しました。これから起きるきっかけで動きます。",
                en: "Published. It starts with what happens from now on.",
              },
      })
      onClose()
    },
  })
  const count = people.data?.inside ?? 0
  const lost = people.data?.steps.filter(({ isKept }) => !isKept).reduce((sum, one) => sum + one.count, 0) ?? 0
  const run = async () => {
    if (!(await draft.save())) return
    publish.run({ flowId: flow.flowId, revision: draft.revision.current, inside, mode })
  }
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={
        flow.liveVersion === null
          ? { ja: "このフローを公開しますか", en: "Publish this flow?" }
          : { ja: `第${flow.liveVersion + 1}版を公開しますか`, en: `Publish version ${flow.liveVersion + 1}?` }
      }
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} first />
          <Button
            look="go"
            label={
              mode === "shadow" ? { ja: "影で動かす", en: "Run in the shadow" } : { ja: "公開する", en: "Publish" }
            }
            busy={publish.busy || draft.busy}
            onClick={() => void run()}
          />
        </>
      }
    >
      <div className="flow-publish">
        {live && <FlowChanges before={live.document} after={draft.document} names={names} />}
        <Field group label={{ ja: "動かし方", en: "How it runs" }}>
          <Radios<Mode>
            value={mode}
            onChange={setMode}
            options={[
              {
                value: "live",
                label: { ja: "本番で動かす", en: "Live" },
                hint: { ja: "「配信」の一通は、そのまま送ります。", en: "Messages that are live are sent." },
              },
              {
                value: "shadow",
                label: { ja: "影で動かす", en: "In the shadow" },
                hint: {
                  ja: "本物のお客様で動かし、お便りは送らずにとっておきます。",
                  en: "Real people go through it; letters are kept, not sent.",
                },
              },
            ]}
          />
        </Field>
        {count > 0 && (
          <Field group label={{ ja: `いま途中にいる ${number(count)}人は`, en: `The ${number(count)} people inside` }}>
            <Radios<Inside>
              value={inside}
              onChange={setInside}
              options={[
                {
                  value: "stay",
                  label: {
                    ja: `前の版のまま進む（${number(count)}人）`,
                    en: `Go on in their version (${number(count)})`,
                  },
                },
                {
                  value: "move",
                  label: {
                    ja: `新しい版の同じ手順へ移る（${number(count - lost)}人）`,
                    en: `Move to the same step of the new version (${number(count - lost)})`,
                  },
                  ...(lost > 0 && {
                    hint: {
                      ja: `手順がなくなった ${number(lost)}人は止まり、行き先を決めるのを待ちます。`,
                      en: `${number(lost)} stand at a step that is gone: they are parked until you decide.`,
                    },
                  }),
                },
                {
                  value: "exit",
                  label: { ja: `フローを終える（${number(count)}人）`, en: `Leave the flow (${number(count)})` },
                },
              ]}
            />
          </Field>
        )}
        <p className="quiet small">
          {t({
            ja: "公開した版は変わらずに残ります。いつでも一時停止できます。",
            en: "A published version stays as it is. You can pause the flow at any time.",
          })}
        </p>
      </div>
    </Dialog>
  )
}
