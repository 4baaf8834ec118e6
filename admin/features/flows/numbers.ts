import type { FlowNumbers, StepNumbers } from "../../../server/capabilities/flows/model-flow.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import type { Text } from "../../../ui/text.ts"

export type Figure = {
  readonly label: Text
  readonly count: number /** A share of what arrived, in basis points, instead of the count. */
  readonly rateBp?: number
  readonly tone?: "needed" | "failed" | undefined
}

export const numbersByStep = (numbers: FlowNumbers | undefined): ReadonlyMap<string, StepNumbers> =>
  new Map(numbers?.steps.map((step) => [step.step, step]))

/** How many went on by a way; undefined while nobody has. */
export const countOfWay = (numbers: StepNumbers | undefined, way: string): number | undefined => {
  const counts = numbers?.ways.filter((one) => one.way === way) ?? []
  return counts.length > 0 ? counts.reduce((sum, { count }) => sum + count, 0) : undefined
}

const counting = (numbers: StepNumbers, states: readonly string[]) =>
  (numbers.letters ?? []).filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)

/** What stands at the foot of a message's card: sent, left out, and what still waits for somebody or for its moment. */
export function figuresOf(step: Step, numbers: StepNumbers | undefined): readonly Figure[] {
  if (step.kind !== "message" || !numbers) return []
  const held = counting(numbers, ["held"])
  const failed = counting(numbers, ["failed", "unknown"])
  const waiting = counting(numbers, ["planned", "deferred", "attempting", "retrying"])
  const third: Figure =
    held > 0 || step.status === "manual"
      ? { label: { ja: "確認待ち", en: "To confirm" }, count: held, tone: held > 0 ? "needed" : undefined }
      : failed > 0
        ? { label: { ja: "届かず", en: "Failed" }, count: failed, tone: "failed" }
        : waiting === 0 && numbers.clicks && numbers.clicks.rateBp !== null
          ? { label: { ja: "クリック", en: "Clicked" }, count: numbers.clicks.clicked, rateBp: numbers.clicks.rateBp }
          : { label: { ja: "これから", en: "To come" }, count: waiting }
  return [
    { label: { ja: "送信", en: "Sent" }, count: counting(numbers, ["accepted"]) },
    { label: { ja: "見送り", en: "Left out" }, count: counting(numbers, ["skipped", "expired", "merged"]) },
    third,
  ]
}
