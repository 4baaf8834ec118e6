export { pushLink } from "./ask-page.ts"
export type { Notice, Subscription } from "./model.ts"
export {
  type PushAnswer,
  type PushPages,
  type PushPost,
  type PushToSend,
  pushPages,
  pushPost,
  type VapidKeys,
} from "./push-port.ts"
