import { expect, test } from "vitest"
import { addressAfterSignIn, signInAddress } from "./address.ts"

test("sign-in leads back to the page that was asked for", () => {
  const address = signInAddress("/customers?q=佐藤")
  const then = new URL(address, "http://local").searchParams.get("then")
  expect(addressAfterSignIn(then ?? undefined)).toBe("/customers?q=佐藤")
})

test.each([["https://evil.example"], ["//evil.example"], ["/sign-in?then=/"], [undefined]])(
  "but never to %s",
  (then) => {
    expect(addressAfterSignIn(then)).toBe("/")
  },
)
