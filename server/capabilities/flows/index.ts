export { type AtStep, type FlowStep, flowSteps } from "./contributions.ts"
export { flowReached } from "./events.ts"
export { FlowDocument } from "./model.ts"
