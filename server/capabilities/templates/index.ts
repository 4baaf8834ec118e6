export { type LetterAudience, letterAudiences } from "./audiences.ts"
export {
  createTemplate,
  type NewTemplate,
  publishTemplate,
  saveDraft as saveTemplateDraft,
} from "./edit-templates.ts"
export { TemplateError } from "./errors.ts"
export { installLetter, installTemplate } from "./install-template.ts"
export { lettersLacking } from "./lacking.ts"
export type { Template, TemplateUse, WrittenLetter, WrittenLetterDraft } from "./model.ts"
export { previewForCustomer } from "./preview-template.ts"
export { readyShared } from "./ready-shared.ts"
export type { ReadyTemplate } from "./ready/model-ready.ts"
export { readyTemplates } from "./ready/ready-templates.ts"
export { letterSamples } from "./samples.ts"
export { createShared } from "./shared-blocks.ts"
export { listTemplates, showTemplate } from "./show-templates.ts"
export { type TemplateUses, templateUses } from "./uses.ts"
