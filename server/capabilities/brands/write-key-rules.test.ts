import { expect, test } from "vitest"
import { originAllowed, publicMaySend, readOrigin } from "./write-key-rules.ts"

test.each([
  ["https://shop.example.jp/path?x=1", "https://shop.example.jp"],
  ["https://SHOP.example.jp:443", "https://shop.example.jp"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["http://shop.example.jp", undefined],
  ["javascript:alert(1)", undefined],
  ["null", undefined],
  ["*", undefined],
  ["", undefined],
])("S30 the site in %j is %j", (text, origin) => expect(readOrigin(text)).toBe(origin))

test.each([
  ["https://shop.example.jp", true],
  ["https://shop.example.jp.evil.example", false],
  ["https://evil.example/https://shop.example.jp", false],
  ["https://shop.example.jp@evil.example", false],
  ["http://shop.example.jp", false],
  ["null", false],
  [undefined, false],
])("S30 a key for https://shop.example.jp used from %j: %j", (origin, allowed) =>
  expect(originAllowed(origin, ["https://shop.example.jp"])).toBe(allowed),
)

test.each([
  "Order Placed",
  "order.placed",
  "ORDER_REFUNDED",
  " Order  Shipped",
  "Order\u3000Placed",
  "Points Earned",
  "points.awarded",
  "Consent Given",
  "consent.withdrawn",
  "Order Delivered",
  "Stock Allocated",
  "Store Visited",
  "Tier Changed",
  "Rank Reached",
  "Member Enrolled",
  "Referral Rewarded",
  "Friend Joined",
  "Reward Redeemed",
  "Quest Completed",
  "Sign-up Confirmed",
])("S30 a browser cannot state: %s", (name) => expect(publicMaySend(name)).toBe(false))
test.each([
  "Product Viewed",
  "Cart Viewed",
  "Product Added",
  "Checkout Started",
  "Products Searched",
  "Ordering Guide Read",
  "Pointer Moved",
  "Coupon Entered",
  "Payment Info Entered",
])("S30 a browser may say: %s", (name) => expect(publicMaySend(name)).toBe(true))
