import { tellTeam } from "#relay"
import { type Context, inTransaction } from "#kernel/context"
import { isAlarm } from "./alarm-rules.ts"
import type { Programme } from "./model.ts"
import { countFeelings, type Feeling, writeFeeling } from "./storage-claims.ts"
import { insertAlarm, selectContent, writeContentPause } from "./storage-contents.ts"

type Said = {
  readonly linkId: string
  readonly contentId: string | null
  readonly visitor: string
  readonly feeling: Feeling
}

/** Somebody says what she felt (J16). When it turns bad, the team is told once and, by the brand's wish, it pauses (J20). */
export const saidFeeling = (ctx: Context, said: Said, { alarm }: Programme): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await writeFeeling(ctx, said)
    if (said.feeling !== "negative") return
    const { contentId } = said
    const day = new Date(ctx.now().getTime() - 86_400_000)
    const answers = await countFeelings(ctx, contentId, day)
    if (!isAlarm(answers, alarm)) return
    const pauses = alarm.pauses && contentId !== null
    const alarmId = await insertAlarm(ctx, {
      contentId,
      negative: answers.negative,
      answers: answers.all,
      hasPaused: pauses,
    })
    if (alarmId === null) return
    if (pauses && contentId) await writeContentPause(ctx, contentId, true)
    const title = contentId ? (await selectContent(ctx, contentId))?.document.title : null
    const about = title ? `「${title}」` : ""
    await tellTeam(ctx, {
      key: `referrals:alarm:${alarmId}`,
      text: `紹介${about}への否定的な反応が増えています（24時間で${answers.negative}件/${answers.all}件）。${pauses ? "自動で止めました。" : "「紹介」の画面ですぐに止められます。"}\nNegative answers to what is shared are rising: ${answers.negative} of ${answers.all} within a day.`,
    })
  })
