import { getSms, putSmsSettings } from "../../../server/capabilities/sms/contract.ts"
import type { SmsSettings } from "../../../server/capabilities/sms/model.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { Below, Save } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct } from "../../app/use-call.ts"
import "./sms.css"

/** What one part costs, by which channels are compared, and how many parts one message may take. */
export function Cost({ settings, version }: { settings: SmsSettings; version: number }) {
  const toast = useToast()
  const form = useForm<{ partYen: number | null; mostParts: number | null }>(
    { partYen: settings.partMilliYen / 1_000, mostParts: settings.mostParts },
    ({ partYen, mostParts }) => ({
      partYen:
        partYen === null || partYen < 0 || partYen > 1_000
          ? { ja: "0〜1,000円です。", en: "Between 0 and 1,000 yen." }
          : undefined,
      mostParts:
        mostParts === null || mostParts < 1 || mostParts > 10
          ? { ja: "1〜10通分です。", en: "Between 1 and 10." }
          : undefined,
    }),
  )
  const save = useAct(putSmsSettings, {
    refresh: [getSms],
    done: () => toast({ words: { ja: "変えました。", en: "Changed." } }),
  })
  return (
    <Section title={{ ja: "費用と長さ", en: "Cost and length" }}>
      <UnsavedGuard changed={form.changed} />
      <Below>
        <Fields two>
          <Field
            label={{ ja: "1通分の費用", en: "What one part costs" }}
            hint={{
              ja: "日本語は70文字で1通分、それより長いと67文字ごとに1通分です。",
              en: "Japanese takes a part for 70 characters; longer ones a part for every 67.",
            }}
            error={form.errors.partYen}
          >
            <NumberInput {...form.input("partYen")} unit={{ ja: "円", en: "yen" }} digits={3} />
          </Field>
          <Field
            label={{ ja: "1回に使ってよい上限", en: "At most, for one message" }}
            hint={{ ja: "これより長いものは送らず、理由を残します。", en: "Longer ones are not sent, and say why." }}
            error={form.errors.mostParts}
          >
            <NumberInput {...form.input("mostParts")} unit={{ ja: "通分", en: "parts" }} />
          </Field>
        </Fields>
        <Save
          right="brand:write"
          changed={form.changed}
          busy={save.busy}
          onSave={() =>
            form.submit(({ partYen, mostParts }) =>
              save.run({
                partMilliYen: Math.round((partYen ?? 0) * 1_000),
                mostParts: mostParts ?? settings.mostParts,
                basedOn: version,
              }),
            )
          }
        />
      </Below>
    </Section>
  )
}
