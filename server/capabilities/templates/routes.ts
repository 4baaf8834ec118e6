import { route } from "#kernel/capability"
import { checkAudience } from "./check-audience.ts"
import * as contract from "./contract.ts"
import {
  archiveTemplate,
  binTemplate,
  changeTemplate,
  createTemplate,
  discardDraft,
  duplicateTemplate,
  publishTemplate,
  restoreTemplate,
  saveDraft,
} from "./edit-templates.ts"
import { installTemplate } from "./install-template.ts"
import { listReady } from "./list-ready.ts"
import { previewForCustomer, previewTemplate } from "./preview-template.ts"
import { sendChannelTest } from "./send-channel-test.ts"
import { sendTest } from "./send-test.ts"
import { readyShared } from "./ready-shared.ts"
import { createShared, listShared, oneShared, publishShared, putAwayShared } from "./shared-blocks.ts"
import { listTemplates, templateVersion, wholeTemplate } from "./show-templates.ts"

export const routes = [
  route(contract.listTemplates, listTemplates),
  route(contract.listReady, listReady),
  route(contract.installReady, (ctx, { key }) => installTemplate(ctx, key)),
  route(contract.postTemplate, (ctx, wanted) => createTemplate(ctx, wanted)),
  route(contract.getTemplate, (ctx, { templateId }) => wholeTemplate(ctx, templateId)),
  route(contract.getTemplateVersion, (ctx, { templateId, version }) => templateVersion(ctx, templateId, version)),
  route(contract.patchTemplate, (ctx, { templateId, ...changes }) => changeTemplate(ctx, templateId, changes)),
  route(contract.saveTemplateDraft, (ctx, { templateId, document, revision }) =>
    saveDraft(ctx, templateId, document, revision),
  ),
  route(contract.discardTemplateDraft, (ctx, { templateId }) => discardDraft(ctx, templateId)),
  route(contract.publishTemplate, (ctx, { templateId, ...how }) => publishTemplate(ctx, templateId, how)),
  route(contract.duplicateTemplate, (ctx, { templateId, name }) => duplicateTemplate(ctx, templateId, name)),
  route(contract.archiveTemplate, (ctx, { templateId }) => archiveTemplate(ctx, templateId)),
  route(contract.binTemplate, (ctx, { templateId }) => binTemplate(ctx, templateId)),
  route(contract.restoreTemplate, (ctx, { templateId }) => restoreTemplate(ctx, templateId)),
  route(contract.previewTemplate, previewTemplate),
  route(contract.previewForCustomer, (ctx, { customerId, ...wanted }) => previewForCustomer(ctx, wanted, customerId)),
  route(contract.sendTemplateTest, sendTest),
  route(contract.sendTemplateChannelTest, sendChannelTest),
  route(contract.checkTemplateAudience, checkAudience),
  route(contract.listShared, listShared),
  route(contract.listReadyShared, () => Promise.resolve({ items: readyShared })),
  route(contract.getShared, (ctx, { sharedId }) => oneShared(ctx, sharedId)),
  route(contract.postShared, (ctx, { name, blocks }) => createShared(ctx, name, blocks)),
  route(contract.publishShared, (ctx, { sharedId, ...next }) => publishShared(ctx, sharedId, next)),
  route(contract.putAwayShared, (ctx, { sharedId }) => putAwayShared(ctx, sharedId)),
]
