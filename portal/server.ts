import type { LinePages } from "../server/capabilities/line/link-port.ts"
import type { MyPagePages } from "../server/capabilities/mypage/ports.ts"
import type { OfferPages } from "../server/capabilities/offers/ports.ts"
import type { PushPages } from "../server/capabilities/push/push-port.ts"
import type { ReferralPages } from "../server/capabilities/referrals/ports.ts"
import type { SignupPages } from "../server/capabilities/signups/ports.ts"
import type { TrackingPages } from "../server/capabilities/tracking/ports.ts"
import { cartPage } from "./features/offers/cart-page.tsx"
import { linkPage } from "./features/line/link-page.tsx"
import { myPage } from "./features/mypage/my-page.tsx"
import {
  askPage as askFirstPage,
  byLinePage,
  cardPage,
  ordersPage,
  signInPage,
} from "./features/mypage/other-pages.tsx"
import { rewardsPage } from "./features/mypage/rewards-page.tsx"
import { scripts } from "./features/mypage/scripts.ts"
import { askPage } from "./features/push/ask-page.tsx"
import { landingPage } from "./features/referrals/landing-page.tsx"
import { joinPage } from "./features/signups/join-page.tsx"
import { preferencesPage } from "./features/signups/preferences-page.tsx"
import { lookUpPage, wordPage } from "./features/tracking/look-up-page.tsx"
import { trackingPage } from "./features/tracking/tracking-page.tsx"

/** The shoppers' pages, rendered on the server: what main.ts plugs in behind the capabilities' ports. */
export const trackingPortal: TrackingPages = { tracking: trackingPage, lookUp: lookUpPage, word: wordPage }
export const signupPortal: SignupPages = { join: joinPage, preferences: preferencesPage }
export const offerPortal: OfferPages = { cart: cartPage }
export const referralPortal: ReferralPages = { landing: landingPage }
export const linePortal: LinePages = { link: linkPage }
export const pushPortal: PushPages = { ask: askPage }
export const myPagePortal: MyPagePages = {
  my: myPage,
  ask: askFirstPage,
  signIn: signInPage,
  byLine: byLinePage,
  card: cardPage,
  orders: ordersPage,
  rewards: rewardsPage,
  ...scripts,
}
