/** @jsxImportSource preact */
import type { Step, TrackingView } from "../../../server/capabilities/tracking/model.ts"

const said: Record<Step["state"], { ja: string; en: string }> = {
  done: { ja: "完了", en: "Done" },
  now: { ja: "いまここ", en: "Here now" },
  alert: { ja: "止まっています", en: "Held up" },
  next: { ja: "これから", en: "To come" },
}

/** What has happened and what comes, by shape and word, never by colour alone. */
export const Steps = ({ steps, language }: { steps: readonly Step[]; language: TrackingView["language"] }) => (
  <ol class="steps">
    {steps.map((step, i) => (
      <li key={i} class={step.state} aria-current={step.state === "now" || step.state === "alert" ? "step" : undefined}>
        <Mark state={step.state} />
        <span class="unseen">{said[step.state][language]}</span>
        <h3>{step.title}</h3>
        {step.when && <span class="when">{step.when}</span>}
        {step.detail && <p>{step.detail}</p>}
      </li>
    ))}
  </ol>
)

function Mark({ state }: Pick<Step, "state">) {
  const inside = {
    done: (
      <>
        <circle cx="12" cy="12" r="11" fill="var(--brand)" />
        <path
          d="M7 12.300l3.400 3.400L17 9"
          fill="none"
          stroke="var(--on-brand)"
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </>
    ),
    now: (
      <>
        <circle cx="12" cy="12" r="10" fill="var(--paper)" stroke="var(--brand)" stroke-width="2" />
        <circle cx="12" cy="12" r="5" fill="var(--brand)" />
      </>
    ),
    alert: (
      <>
        <circle cx="12" cy="12" r="10" fill="var(--paper)" stroke="var(--kaki)" stroke-width="2" />
        <path d="M12 6.800v6.400M12 16.600v.3" stroke="var(--kaki)" stroke-width="2.200" stroke-linecap="round" />
      </>
    ),
    next: <circle cx="12" cy="12" r="7" fill="var(--paper)" stroke="var(--line-2)" stroke-width="2" />,
  }
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      {inside[state]}
    </svg>
  )
}
