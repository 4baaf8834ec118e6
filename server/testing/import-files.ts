import iconv from "encoding-japanese"
import { sql } from "kysely"
import { inTransaction } from "#kernel/context"
import {
  addPiece,
  beginImport,
  type ImportKind,
  type ImportSettings,
  importById,
  startImport,
  surveyImport,
} from "#imports"
import type { TestContext } from "./context.ts"

/** Three orders as a Japanese shop's back office writes them, one of them over two lines. */
export const ledger = `受注一覧
注文番号,注文日時,お名前(姓),お名前(名),メールアドレス,電話番号,商品番号,商品名,数量,単価,送料,合計,支払方法,対応状況
1001,2026/3/1 10:05,渡邉,花子,hanako@example.jp,090-1234-5678,SOAP-1,石けん「ゆず」,2,¥880,550,"¥5,610",クレジットカード,発送済み
1002,2026/3/1 11:00,髙橋,一郎,ichiro@example.jp,,CREAM-50,クリーム 50g,1,"3,300",0,"3,300",代金引換,キャンセル
1001,2026/3/1 10:05,,,,,CREAM-50,クリーム 50g,1,３３００,,,,
1003,2026/3/2 09:00,,,,,SOAP-1,石けん「ゆず」,1,880,0,880,現金,
`
/** Orders of which some cannot be read. */
export const broken = `注文番号,注文日時,商品番号,商品名,数量,単価,メールアドレス
2001,2026-03-01,A,りんご,1,100,taro@example.jp
2001,2026-03-01,B,みかん,two,100,taro@example.jp
2002,soon,C,ぶどう,1,"1,234.5",jiro@example.jp
,2026-03-01,D,なし,1,100,
2004,2026-03-01,,,1,100,saburo@
2005,2026-03-01,E,"=HYPERLINK(""x"")",1,100,shiro@example.jp
`
export const utf8 = (text: string) => Buffer.from(`\ufeff${text}`)
export const shiftJis = (text: string) =>
  Buffer.from(iconv.convert(iconv.stringToCode(text), { to: "SJIS", from: "UNICODE" }))

type More = { kind?: ImportKind; source?: string; settings?: Partial<ImportSettings> }

/** A file that is read and waits to be started. */
export async function ready(
  ctx: TestContext,
  bytes: Buffer,
  { kind = "orders", source = "", settings = {} }: More = {},
) {
  const { importId } = await beginImport(ctx, { kind, name: "三月の注文", source, settings })
  await addPiece(ctx, importId, { fileNo: 0, pieceNo: 0, fileName: "注文.csv", bytes })
  return { importId, survey: await surveyImport(ctx, importId) }
}

/** A file that is brought in to the end. */
export async function brought(ctx: TestContext, bytes: Buffer, more: More = {}) {
  const { importId } = await ready(ctx, bytes, more)
  await startImport(ctx, importId)
  await ctx.drain()
  return importById(ctx, importId)
}

/** How many rows a table holds; a condition may follow its name. */
export const count = async (ctx: TestContext, table: string) =>
  inTransaction(
    ctx,
    async (ctx) =>
      (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(ctx.db)).rows[0]?.n,
  )
