import { membership, oneQuestion, reviewAsk, secondPurchase, thankYou } from "./after.ts"
import { cartReminder, newArrival, winBack } from "./left.ts"
import type { ReadyTemplate } from "./model-ready.ts"
import { reEngagement, welcomeStory } from "./welcome.ts"

/** Letters that come with the product, in the order of a customer's way. */
export const readyTemplates: readonly ReadyTemplate[] = [
  welcomeStory,
  cartReminder,
  thankYou,
  reviewAsk,
  secondPurchase,
  newArrival,
  membership,
  oneQuestion,
  reEngagement,
  winBack,
]
