import { exportFormats, exportKinds } from "../../../server/capabilities/exports/model.ts"
import { postExport } from "../../../server/capabilities/exports/contract.ts"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select } from "../../../ui/inputs.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { formatWords, kindWords } from "./words.ts"

type Values = { what: (typeof exportKinds)[number]; format: (typeof exportFormats)[number]; segmentId: string }

const check = ({ what, segmentId }: Values) => ({
  segmentId:
    what === "segment-members" && segmentId === ""
      ? { ja: "どのセグメントか選んでください。", en: "Choose the segment." }
      : undefined,
})

export function BeginExport({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const may = useMay()
  const form = useForm<Values>({ what: "customers", format: "csv", segmentId: "" }, check)
  const isOfSegment = form.values.what === "segment-members"
  const segments = useCall(listSegments, {}, { when: isOfSegment && may("segments:read") }).data?.items ?? []
  const begin = useAct(postExport, {
    done: () => {
      onClose()
      toast({ words: { ja: "書き出しを始めました", en: "The export has begun" } })
    },
    refused: (error) => form.refuse("what", error.sentence),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "書き出す", en: "Export" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "書き出す", en: "Export" }}
            busy={begin.busy}
            onClick={() =>
              form.submit(({ what, format, segmentId }) =>
                begin.run({ what, format, ...(what === "segment-members" && { segmentId }) }),
              )
            }
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "何を", en: "What" }} error={form.errors.what}>
          <Select {...form.input("what")} options={exportKinds.map((value) => ({ value, label: kindWords[value] }))} />
        </Field>
        {isOfSegment && (
          <Field label={{ ja: "セグメント", en: "Segment" }} error={form.errors.segmentId}>
            <Select
              {...form.input("segmentId")}
              options={segments.map(({ segmentId, name }) => ({ value: segmentId, label: name }))}
            />
          </Field>
        )}
        <Field
          label={{ ja: "形式", en: "Format" }}
          hint={{
            ja: "全件です。CSV は表計算で数式として動かない形にします。",
            en: "Everything. In CSV nothing can be run by a spreadsheet.",
          }}
        >
          <Select
            {...form.input("format")}
            options={exportFormats.map((value) => ({ value, label: formatWords[value] }))}
          />
        </Field>
      </Fields>
    </Dialog>
  )
}
