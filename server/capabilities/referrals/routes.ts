import { shownCode } from "#offers"
import { brandAtHand } from "#tracking"
import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { answerInvitation, inviteAmbassadors, showAmbassadors } from "./ambassadors.ts"
import { maySuggest, noteSuggestion } from "./ask-to-share.ts"
import * as c from "./contract.ts"
import * as r from "./contract-results.ts"
import {
  changeCampaign,
  changeContent,
  closeAlarm,
  makeCampaign,
  makeContent,
  pauseContent,
  pauseLink,
} from "./edit-contents.ts"
import type { Programme } from "./model.ts"
import {
  changePartner,
  listPartners,
  makePartner,
  partnerLink,
  pausePartner,
  payOut,
  payoutsCsv,
  showPartner,
} from "./partners.ts"
import {
  findingsOf,
  pauseProgramme,
  programmeVersion,
  publishProgramme,
  saveProgramme,
  showProgramme,
} from "./programme.ts"
import { listCampaigns, listContents, showResults, showSpread } from "./results.ts"
import { reviewReferral } from "./review.ts"
import { shareLink } from "./share-link.ts"
import { postText } from "./share-rules.ts"
import { listReferralsBy, noteClaim, showOwn } from "./show-referrals.ts"
import { giftsOf } from "./tell-gift.ts"

const done = { done: true } as const
const act = async (work: Promise<unknown>) => {
  await work
  return done
}
const coded = <T extends { readonly token: string }>(link: T) => ({ ...link, code: shownCode(link.token) })
const giftsFor = async (ctx: Context, document: Programme) => {
  const { terms, ...rest } = await giftsOf(ctx, document)
  return { ...rest, terms: [...terms] }
}

const sampleUrl = "https://hinata.example/s/hinata/r/3CDFGHJKMNPQRT"

async function check(ctx: Context, document: Programme) {
  const post = (language: "ja" | "en") => postText(document, { title: null, hashtag: "" }, sampleUrl, language)
  return {
    findings: await findingsOf(ctx, document),
    gifts: await giftsFor(ctx, document),
    post: { ja: post("ja"), en: post("en") },
  }
}

export const routes = [
  route(c.getProgramme, async (ctx) => {
    const { live, findings, versions, ...view } = await showProgramme(ctx)
    const { currency } = (await brandAtHand(ctx)).brand
    const gifts = await giftsFor(ctx, view.draft)
    return { ...view, live, findings: [...findings], versions: [...versions], gifts, currency }
  }),
  route(c.postCheck, (ctx, { document }) => check(ctx, document)),
  route(c.putProgramme, (ctx, { document, basedOn }) => saveProgramme(ctx, document, basedOn)),
  route(c.postPublish, (ctx, { basedOn }) => publishProgramme(ctx, basedOn)),
  route(c.putPause, (ctx, { paused, reason }) => act(pauseProgramme(ctx, paused ? reason : null))),
  route(c.getVersion, async (ctx, { version }) => ({ version, document: await programmeVersion(ctx, version) })),
  route(c.listReferrals, listReferralsBy),
  route(c.postReview, (ctx, { referralId, ...verdict }) => act(reviewReferral(ctx, referralId, verdict))),
  route(c.postLink, async (ctx, wish) => coded(await shareLink(ctx, wish))),
  route(c.putLinkPause, (ctx, { linkId, paused }) => act(pauseLink(ctx, linkId, paused))),
  route(c.postClaim, (ctx, said) => act(noteClaim(ctx, said))),
  route(c.getReferralsOf, (ctx, { customerId }) => showOwn(ctx, customerId)),
  route(c.getPrompt, async (ctx, { customerId }) => ({ mayAsk: await maySuggest(ctx, customerId) })),
  route(c.postPrompt, (ctx, { customerId, what }) => act(noteSuggestion(ctx, customerId, what))),
  route(c.getAmbassadors, async (ctx) => {
    const { ambassadors, candidates } = await showAmbassadors(ctx)
    return {
      ambassadors: ambassadors.map((one) => ({ ...one, why: [...one.why] })),
      candidates: candidates.map((one) => ({ ...one, why: [...one.why] })),
    }
  }),
  route(c.postInvitations, (ctx, { customerIds }) => inviteAmbassadors(ctx, customerIds)),
  route(c.postAnswer, (ctx, { customerId, answer }) => act(answerInvitation(ctx, customerId, answer))),
  route(r.getResults, (ctx, { days }) => showResults(ctx, days)),
  route(r.postAlarmSettled, (ctx, { alarmId }) => act(closeAlarm(ctx, alarmId))),
  route(r.getContents, (ctx, { days }) => listContents(ctx, days)),
  route(r.getSpread, (ctx, { contentId, days }) => showSpread(ctx, contentId === "none" ? null : contentId, days)),
  route(r.postContent, (ctx, { document }) => makeContent(ctx, document)),
  route(r.patchContent, (ctx, { contentId, document, basedOn }) =>
    act(changeContent(ctx, contentId, document, basedOn)),
  ),
  route(r.putContentPause, (ctx, { contentId, paused }) => act(pauseContent(ctx, contentId, paused))),
  route(r.getCampaigns, (ctx, { days }) => listCampaigns(ctx, days)),
  route(r.postCampaign, (ctx, { document }) => makeCampaign(ctx, document)),
  route(r.patchCampaign, (ctx, { campaignId, document, basedOn }) =>
    act(changeCampaign(ctx, campaignId, document, basedOn)),
  ),
  route(r.getPartners, listPartners),
  route(r.getPartner, (ctx, { partnerId }) => showPartner(ctx, partnerId)),
  route(r.postPartner, (ctx, { document }) => makePartner(ctx, document)),
  route(r.patchPartner, (ctx, { partnerId, document, basedOn }) =>
    act(changePartner(ctx, partnerId, document, basedOn)),
  ),
  route(r.putPartnerPause, (ctx, { partnerId, paused }) => act(pausePartner(ctx, partnerId, paused))),
  route(r.postPartnerLink, async (ctx, { partnerId, ...wish }) => coded(await partnerLink(ctx, partnerId, wish))),
  route(r.postPayout, (ctx, { partnerId }) => payOut(ctx, partnerId)),
  route(r.getPayoutsCsv, payoutsCsv),
]
