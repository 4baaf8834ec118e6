export { type PlannedVolume, type PlannedVolumes, plannedVolume } from "./volume.ts"
export { CampaignError } from "./errors.ts"
export { CampaignPlan } from "./model.ts"
export { createCampaign } from "./edit-campaign.ts"
