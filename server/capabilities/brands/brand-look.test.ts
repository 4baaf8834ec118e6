import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { brandLook, changeIdentity, changeLook, publicUrl } from "./brand-look.ts"
import { contrast, mix, nearestPassing, neededContrast, textOn } from "./contrast-rules.ts"
import { firstRunLink } from "./first-run.ts"
import { IdentitySettings, LookSettings } from "./model-look.ts"
import { changeSetting, settingHistory, settingVersion } from "./settings.ts"

// Checked against the worked examples of WCAG's technique G18 and of common contrast checkers.
test.each([
  ["#000000", "#ffffff", 21],
  ["#ffffff", "#ffffff", 1],
  ["#777777", "#ffffff", 4.48],
  ["#767676", "#ffffff", 4.54],
  ["#ff0000", "#ffffff", 4.0],
  ["#0000ff", "#ffffff", 8.59],
])("contrast of %s on %s is %f", (a, b, ratio) => {
  expect(contrast(a, b)).toBeCloseTo(ratio, 1)
  expect(contrast(b, a)).toBe(contrast(a, b))
})

test("the nearest colour that can be read passes, is near, and is the colour itself when that passes", () => {
  for (const wanted of ["#ffd54f", "#8bc34a", "#f48fb1", "#777777", "#2f5d50"]) {
    for (const paper of ["#ffffff", "#14171b"]) {
      const near = nearestPassing(wanted, [paper])
      expect(contrast(near ?? paper, paper)).toBeGreaterThanOrEqual(neededContrast)
      if (contrast(wanted, paper) >= neededContrast) expect(near).toBe(wanted)
    }
  }
  expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080")
  expect(textOn("#2f5d50")).toBe("#ffffff")
  expect(textOn("#ffd54f")).toBe("#10151b")
})

test("a brand that has set nothing can speak to its shoppers all the same", async () => {
  const ctx = await testContext()
  expect(await brandLook(ctx)).toMatchObject({
    name: "ひなた",
    wordmark: "ひなた",
    senderName: "ひなた",
    colours: { brand: "#1c4a80", onBrand: "#ffffff", paper: "#ffffff" },
    supportText: { ja: expect.stringContaining("ご返信"), en: expect.stringContaining("reply") },
  })
})

test("a colour in which text can't be read is refused with the nearest that can, in light and in dark", async () => {
  const ctx = await testContext()
  const pale = LookSettings.parse({ light: { brand: "#ffd54f", paper: "#ffffff" } })
  const refused = await changeLook(ctx, pale).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: "brands.TooLittleContrast",
    status: 422,
    details: { field: "light.brand", nearest: expect.stringMatching(/^#/) },
  })
  const dark = LookSettings.parse({ dark: { brand: "#2f5d50", paper: "#14171b" } })
  await expect(changeLook(ctx, dark)).rejects.toMatchObject({ details: { field: "dark.brand" } })
  // safe: it was just checked to be an error with details
  const { nearest } = (refused as { details: { nearest: string } }).details
  expect(await changeLook(ctx, LookSettings.parse({ light: { brand: nearest, paper: "#ffffff" } }))).toBe(1)
  expect((await brandLook(ctx)).colours.brand).toBe(nearest)
})

test("settings keep every version, and a change that was based on an old one is refused", async () => {
  const ctx = await testContext()
  const identity = (legalName: string) => IdentitySettings.parse({ legalName, registrationNumber: "T1234567890123" })
  expect(await settingVersion(ctx, "identity")).toBe(0)
  expect(await changeIdentity(ctx, identity("株式会社ひなた"), 0)).toBe(1)
  await expect(changeIdentity(ctx, identity("他社"), 0)).rejects.toMatchObject({
    code: "brands.SettingsMoved",
    details: { current: 1 },
  })
  expect(await changeIdentity(ctx, identity("ひなた合同会社"), 1)).toBe(2)
  expect(await settingHistory(ctx, "identity")).toMatchObject([
    { version: 2, value: { legalName: "ひなた合同会社" } },
    { version: 1, value: { legalName: "株式会社ひなた" } },
  ])
  const writers = await Promise.allSettled(
    [1, 2, 3].map(() => changeSetting(ctx, "identity", IdentitySettings, identity("a"), 2)),
  )
  expect(writers.filter((w) => w.status === "fulfilled")).toHaveLength(1)
})

test.each([
  ["a sender's name with a line break in it", { senderName: "a\r\nBcc: x@y.example" }],
  ["a policy that is a script", { policies: { privacy: "javascript:alert(1)" } }],
  ["an invoice number that is none", { registrationNumber: "T123" }],
])("S04 %s is refused", (_what, wrong) => expect(IdentitySettings.safeParse(wrong).success).toBe(false))

test("links begin with the address we were started under", async () => {
  const ctx = await testContext()
  await firstRunLink(ctx.platform, "https://maido.example.jp/")
  expect(await publicUrl(ctx, "/s/hinata/track")).toBe("https://maido.example.jp/s/hinata/track")
  await firstRunLink(ctx.platform, "http://localhost:7100")
})
