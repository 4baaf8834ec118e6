import { port } from "#kernel/ports"
import type {
  AskView,
  ByLineView,
  CardOnlyView,
  MyPageView,
  OrdersView,
  PublicPageView,
  SignInView,
} from "./model-pages.ts"

/** The shoppers' pages of this capability, as whole HTML documents, and the scripts that they load. */
export type MyPagePages = {
  readonly my: (view: MyPageView) => string
  readonly ask: (view: AskView) => string
  readonly signIn: (view: SignInView) => string
  readonly byLine: (view: ByLineView) => string
  readonly card: (view: CardOnlyView) => string
  readonly orders: (view: OrdersView) => string
  readonly rewards: (view: PublicPageView) => string
  /** What the page does where scripts run: a brighter card, sharing, keeping the card. */
  readonly script: string
  /** The service worker that keeps the card. */
  readonly worker: string
  /** What shops put on their own pages. */
  readonly widget: string
}

export const myPagePages = port<MyPagePages>("mypage.pages")
