import { sql } from "kysely"
import { expect, test } from "vitest"
import { consentsHeld, customerById, defineProperty, resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { brought, shiftJis } from "#testing/import-files"
import { importProblems } from "./index.ts"

test("A15 people come in with the brand's own properties, their consents as unverified, and as the members that they are", async () => {
  const ctx = await testContext()
  const label = (word: string) => ({ ja: word, en: word })
  await inTransaction(ctx, (ctx) =>
    defineProperty(ctx, {
      key: "skin_type",
      type: "choice",
      label: { ja: "肌質", en: "Skin type" },
      choices: [
        { value: "dry", label: { ja: "乾燥肌", en: "Dry" } },
        { value: "oily", label: label("脂性肌") },
      ],
      personal: false,
    }),
  )
  const done = await brought(
    ctx,
    shiftJis(`会員番号,姓,名,セイ,メイ,メールアドレス,電話番号1,電話番号2,電話番号3,郵便番号,都道府県,市区町村,番地,生年月日,メルマガ,肌質,会員フラグ,会員登録日
M1,佐藤,花子,サトウ,ハナコ,hanako@example.jp,090,1234,5678,150-0001,東京都,渋谷区,神宮前1-2-3,昭和60年2月3日,はい,乾燥肌,はい,2024/05/01
M2,鈴木,一郎,,,,,,,,,,,,,普通肌,はい,
,名無し,,,,,,,,,,,,,,,,
`),
    { kind: "customers" },
  )
  expect(done).toMatchObject({ state: "finished", tally: { created: 1, refused: 2 } })
  const found = await inTransaction(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "external", issuer: "import", value: "M1" }],
      source: "web",
      at: ctx.now(),
    }),
  )
  expect(found.created).toBe(false)
  const hanako = await inTransaction(ctx, (ctx) => customerById(ctx, found.customerId))
  expect(hanako).toMatchObject({
    familyName: "佐藤",
    givenName: "花子",
    familyKana: "サトウ",
    email: "hanako@example.jp",
    phone: "090-1234-5678",
    bornOn: "1985-02-03",
    address: { country: "JP", postalCode: "150-0001", prefecture: "東京都", city: "渋谷区", street: "神宮前1-2-3" },
    properties: { skin_type: "dry" },
  })
  expect(await inTransaction(ctx, (ctx) => consentsHeld(ctx, found.customerId))).toMatchObject([
    { channel: "email", purpose: "marketing", state: "imported_unverified" },
  ])
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ customer_id: string; enrolled_at: Date; door: string }>`select customer_id, enrolled_at, door
      from members.members`.execute(ctx.db),
  )
  // Who is refused is no member either.
  expect(rows).toEqual([
    { customer_id: found.customerId, enrolled_at: new Date("2024-05-01T00:00:00+09:00"), door: "import" },
  ])
  const { items } = await importProblems(ctx, done.importId, { limit: 10 })
  expect(items.map((p) => [p.rowInFile, p.code])).toEqual([
    [3, "WrongValue"],
    [4, "NobodyNamed"],
  ])
})

test("A15 a reading in one column is parted at its space, as the name beside it is", async () => {
  const ctx = await testContext()
  const file = shiftJis(`会員番号,氏名,フリガナ,メールアドレス
M1,高橋 彩,タカハシ　アヤ,aya@example.jp
M2,ひなた商店,ヒナタショウテン,shop@example.jp
`)
  expect(await brought(ctx, file, { kind: "customers" })).toMatchObject({ tally: { created: 2, refused: 0 } })
  const kana = async (value: string) => {
    const identities = [{ kind: "external" as const, issuer: "import", value }]
    const { customerId } = await inTransaction(ctx, (ctx) =>
      resolveCustomer(ctx, { identities, source: "web", at: ctx.now() }),
    )
    const found = await inTransaction(ctx, (ctx) => customerById(ctx, customerId))
    return [found?.familyKana, found?.givenKana]
  }
  expect([await kana("M1"), await kana("M2")]).toEqual([
    ["タカハシ", "アヤ"],
    ["ヒナタショウテン", null],
  ])
})
