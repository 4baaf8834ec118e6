import { expect, test } from "vitest"
import { fieldsOf } from "./field-rules.ts"
import { columnNames, delimiterOf, headerRowOf } from "./layout-rules.ts"
import { matchColumns, missingFields } from "./match-columns-rules.ts"

const orders = fieldsOf("orders")

test("the headers of a retailer's ledger are recognised", () => {
  const columns = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
  ]
  expect(matchColumns(orders, columns)).toEqual({
    number: ["InvoiceNo"],
    sku: ["StockCode"],
    title: ["Description"],
    quantity: ["Quantity"],
    placedAt: ["InvoiceDate"],
    unitPrice: ["UnitPrice"],
    customerId: ["CustomerID"],
    country: ["Country"],
  })
})

test("the headers of Shopify's order export are recognised", () => {
  const columns =
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Billing Name,Billing Phone,Shipping Name,Shipping Zip,Shipping City,Shipping Address1,Shipping Country,Notes,Cancelled at,Payment Method,Refunded Amount,Phone,Id,Lineitem discount".split(
      ",",
    )
  expect(matchColumns(orders, columns)).toMatchObject({
    number: ["Name"],
    email: ["Email"],
    status: ["Financial Status"],
    paidAt: ["Paid at"],
    currency: ["Currency"],
    shipping: ["Shipping"],
    tax: ["Taxes"],
    total: ["Total"],
    discount: ["Discount Amount"],
    placedAt: ["Created at"],
    quantity: ["Lineitem quantity"],
    title: ["Lineitem name"],
    unitPrice: ["Lineitem price"],
    sku: ["Lineitem sku"],
    lineDiscount: ["Lineitem discount"],
    fullName: ["Billing Name"],
    phone: ["Billing Phone"],
    shipPostalCode: ["Shipping Zip"],
    cancelledAt: ["Cancelled at"],
    refunded: ["Refunded Amount"],
  })
})

test("the headers of Rakuten's order export are recognised, parts of one value together", () => {
  const columns = [
    "注文番号",
    "注文日",
    "注文時間",
    "注文者姓",
    "注文者名",
    "注文者姓カナ",
    "注文者名カナ",
    "注文者メールアドレス",
    "注文者電話番号1",
    "注文者電話番号2",
    "注文者電話番号3",
    "送付先姓",
    "送付先名",
    "送付先郵便番号1",
    "送付先郵便番号2",
    "送付先住所都道府県",
    "送付先住所郡市区",
    "送付先住所それ以降の住所",
    "商品名",
    "商品管理番号",
    "単価",
    "個数",
    "送料合計",
    "消費税合計",
    "クーポン利用総額",
    "請求金額",
    "支払方法",
  ]
  expect(matchColumns(orders, columns)).toMatchObject({
    number: ["注文番号"],
    placedAt: ["注文日"],
    placedTime: ["注文時間"],
    familyName: ["注文者姓"],
    givenName: ["注文者名"],
    familyKana: ["注文者姓カナ"],
    givenKana: ["注文者名カナ"],
    email: ["注文者メールアドレス"],
    phone: ["注文者電話番号1", "注文者電話番号2", "注文者電話番号3"],
    shipName: ["送付先姓", "送付先名"],
    shipPostalCode: ["送付先郵便番号1", "送付先郵便番号2"],
    shipPrefecture: ["送付先住所都道府県"],
    title: ["商品名"],
    sku: ["商品管理番号"],
    unitPrice: ["単価"],
    quantity: ["個数"],
    shipping: ["送料合計"],
    tax: ["消費税合計"],
    discount: ["クーポン利用総額"],
    total: ["請求金額"],
    paymentMethod: ["支払方法"],
  })
})

test.each([
  [
    "Yahoo! Shopping",
    [
      "OrderId",
      "OrderTime",
      "BillName",
      "BillMailAddress",
      "BillPhoneNumber",
      "Title",
      "ItemId",
      "Quantity",
      "UnitPrice",
      "ShipCharge",
      "TotalPrice",
    ],
    ["number", "placedAt", "fullName", "email", "phone", "title", "quantity", "unitPrice", "shipping", "total"],
  ],
  [
    "futureshop",
    [
      "受注番号",
      "受注日時",
      "注文者氏名(姓)",
      "注文者氏名(名)",
      "注文者E-Mail",
      "商品番号",
      "商品名",
      "数量",
      "販売価格",
      "会員番号",
    ],
    ["number", "placedAt", "familyName", "givenName", "email", "sku", "title", "quantity", "unitPrice", "customerId"],
  ],
  [
    "EC-CUBE",
    [
      "注文番号",
      "お名前(姓)",
      "お名前(名)",
      "お名前(セイ)",
      "お名前(メイ)",
      "メールアドレス",
      "TEL",
      "注文日",
      "商品名",
      "商品コード",
      "数量",
      "単価",
      "送料",
      "お支払い合計",
      "対応状況",
    ],
    [
      "number",
      "familyName",
      "givenName",
      "familyKana",
      "givenKana",
      "email",
      "phone",
      "placedAt",
      "title",
      "sku",
      "quantity",
      "unitPrice",
      "shipping",
      "total",
      "status",
    ],
  ],
] as const)("the headers of %s are recognised", (_shop, columns, fields) => {
  const mapping = matchColumns(orders, columns)
  expect(Object.keys(mapping).sort()).toEqual([...fields].sort())
  expect(missingFields(orders, mapping)).toEqual([])
})

test("what nobody can guess is left open, and what is needed is named", () => {
  const mapping = matchColumns(orders, ["A", "B", "C"])
  expect(mapping).toEqual({})
  expect(missingFields(orders, mapping).map((field) => field.key)).toEqual(["number", "placedAt"])
})

test.each([
  ['注文番号,商品名,数量\n1,"a;b;c",2\n2,d,3', ","],
  ["注文番号\t商品名\n1\ta,b\n2\tc,d", "\t"],
  ["Order;Name\n1;a\n2;b", ";"],
  ["only\none\ncolumn", ","],
] as const)("what parts the cells is found out: %j", (text, mark) => {
  expect(delimiterOf(text)).toBe(mark)
})

test("a title above the header is passed over, and a file without header has numbered columns", () => {
  expect(
    headerRowOf(
      [["受注一覧 2026年4月"], [""], ["注文番号", "注文日時", "商品名"], ["1", "2026/4/1", "石けん"]],
      orders,
    ),
  ).toBe(3)
  expect(
    headerRowOf(
      [
        ["1001", "2026/4/1", "石けん"],
        ["1002", "2026/4/1", "クリーム"],
      ],
      orders,
    ),
  ).toBe(0)
  expect(
    headerRowOf(
      [
        ["Foo", "Bar"],
        ["1", "2"],
      ],
      orders,
    ),
  ).toBe(1)
  expect(columnNames(["a", "", "a", "b"], 1)).toEqual(["a", "#2", "a (2)", "b"])
  expect(columnNames(["x", "y"], 0)).toEqual(["#1", "#2"])
})
