import type { Language } from "#kernel/text"
import type { BlockOf } from "./model-blocks.ts"
import { words } from "./words.ts"

type Line = { readonly when: string; readonly label: string; readonly text: string }

/** What stands below a balance, each as Liquid for any channel: how points come about, and the reward that is nearest. */
export function belowPoints({ shows }: BlockOf<"points">, language: Language): readonly Line[] {
  const name = "{{ rewards.next.name }}"
  const gap = "{{ rewards.next.gap | points }}"
  return shows.map((show) =>
    show === "loyalty.earning"
      ? { when: "loyalty.earning", label: words.pointsEarned[language], text: "{{ loyalty.earning }}" }
      : {
          when: "rewards.next",
          label: words.nextReward[language],
          text: language === "ja" ? `${name}まで、あと${gap}` : `${gap} to go to ${name}`,
        },
  )
}

/** The list that a block of benefits reads from the facts, as Liquid: each item is one output of plain words. */
export function toldBenefits({ from }: BlockOf<"benefits">): { readonly list: string; readonly item: string } | null {
  if (from === "written") return null
  return from === "member.benefits"
    ? { list: "member.benefits", item: "{{ item }}" }
    : { list: "loyalty.actions", item: "{{ item.line }}" }
}
