import { named } from "./header-names-rules.ts"
import type { Field } from "./model.ts"

const people: readonly Field[] = [
  {
    key: "customerId",
    label: { ja: "会員番号", en: "Customer number" },
    reads: "text",
    personal: true,
    names: named(
      "customer id|customer number|customer no|member id|user id|会員番号|会員id|顧客id|顧客番号|顧客コード|会員no|購入者id",
    ),
  },
  {
    key: "email",
    label: { ja: "メールアドレス", en: "E-mail" },
    reads: "text",
    personal: true,
    names: named(
      "email|customer email|mail address|bill mail address|メールアドレス|注文者メールアドレス|購入者メールアドレス|注文者e-mail|eメール|メール|mail",
    ),
  },
  {
    key: "phone",
    label: { ja: "電話番号", en: "Phone" },
    reads: "text",
    personal: true,
    joins: "-",
    names: named(
      "billing phone|phone|customer phone|bill phone number|注文者電話番号|注文者電話番号1|注文者電話番号2|注文者電話番号3|購入者電話番号|電話番号|電話番号1|電話番号2|電話番号3|tel|tel1|tel2|tel3",
    ),
  },
  {
    key: "familyName",
    label: { ja: "姓", en: "Family name" },
    reads: "text",
    personal: true,
    names: named(
      "注文者姓|注文者名字|注文者氏名(姓)|お名前(姓)|姓|名字|last name|family name|billing last name|bill last name",
    ),
  },
  {
    key: "givenName",
    label: { ja: "名", en: "Given name" },
    reads: "text",
    personal: true,
    names: named("注文者名|注文者氏名(名)|お名前(名)|名|first name|given name|billing first name|bill first name"),
  },
  {
    key: "familyKana",
    label: { ja: "セイ", en: "Family name, kana" },
    reads: "text",
    personal: true,
    names: named(
      "注文者姓カナ|注文者氏名(セイ)|お名前(セイ)|姓(カナ)|セイ|フリガナ(姓)|フリガナ(セイ)|bill last name kana",
    ),
  },
  {
    key: "givenKana",
    label: { ja: "メイ", en: "Given name, kana" },
    reads: "text",
    personal: true,
    names: named(
      "注文者名カナ|注文者氏名(メイ)|お名前(メイ)|名(カナ)|メイ|フリガナ(名)|フリガナ(メイ)|bill first name kana",
    ),
  },
  {
    key: "fullName",
    label: { ja: "氏名", en: "Name" },
    reads: "text",
    personal: true,
    joins: " ",
    names: named("billing name|customer name|bill name|注文者氏名|注文者名前|購入者名|氏名|お名前|顧客名|会員名"),
  },
]

const recipient = (key: string, ja: string, en: string, joins: string, names: readonly string[]): Field => ({
  key,
  label: { ja, en },
  reads: "text",
  personal: true,
  joins,
  names,
})

const shipTo: readonly Field[] = [
  recipient(
    "shipName",
    "お届け先のお名前",
    "Recipient",
    " ",
    named("shipping name|ship name|送付先氏名|送付先姓|送付先名|お届け先氏名|お届け先名|配送先氏名|届け先氏名"),
  ),
  recipient(
    "shipPostalCode",
    "お届け先の郵便番号",
    "Recipient's postal code",
    "-",
    named("shipping zip|ship zip code|送付先郵便番号|送付先郵便番号1|送付先郵便番号2|お届け先郵便番号|配送先郵便番号"),
  ),
  recipient(
    "shipPrefecture",
    "お届け先の都道府県",
    "Recipient's prefecture or state",
    " ",
    named(
      "shipping province|shipping province name|ship prefecture|送付先住所都道府県|お届け先都道府県|配送先都道府県",
    ),
  ),
  recipient(
    "shipCity",
    "お届け先の市区町村",
    "Recipient's city",
    " ",
    named("shipping city|ship city|送付先住所郡市区|お届け先市区町村|お届け先住所1|配送先市区町村|配送先住所1"),
  ),
  recipient(
    "shipStreet",
    "お届け先の番地",
    "Recipient's street",
    " ",
    named(
      "shipping street|shipping address1|ship address1|送付先住所それ以降の住所|お届け先番地|お届け先住所2|配送先住所2",
    ),
  ),
  recipient(
    "shipBuilding",
    "お届け先の建物",
    "Recipient's building",
    " ",
    named("shipping address2|ship address2|お届け先建物名|お届け先住所3|配送先建物名"),
  ),
  recipient(
    "shipPhone",
    "お届け先の電話番号",
    "Recipient's phone",
    "-",
    named(
      "shipping phone|ship phone number|送付先電話番号|送付先電話番号1|送付先電話番号2|送付先電話番号3|お届け先電話番号|配送先電話番号",
    ),
  ),
]

const country: Field = {
  key: "country",
  label: { ja: "国", en: "Country" },
  reads: "country",
  names: named("shipping country|shipping country code|country|country code|billing country|国|配送先国"),
}

const order: readonly Field[] = [
  {
    key: "number",
    label: { ja: "注文番号", en: "Order number" },
    reads: "text",
    required: true,
    names: named(
      "order number|order no|order id|invoice no|invoice|invoice number|注文番号|受注番号|注文id|注文コード|受注id|受注コード|伝票番号|オーダー番号|name",
    ),
  },
  {
    key: "placedAt",
    label: { ja: "注文日時", en: "Ordered at" },
    reads: "date",
    required: true,
    names: named(
      "created at|order date|order time|ordered at|purchase date|invoice date|date|注文日時|受注日時|注文日|受注日|購入日時|購入日|日時",
    ),
  },
  {
    key: "placedTime",
    label: { ja: "注文時刻（日付と別のとき）", en: "Time of day, when apart from the date" },
    reads: "time",
    names: named("注文時間|受注時間|注文時刻|time"),
  },
  {
    key: "status",
    label: { ja: "状態", en: "Status" },
    reads: "text",
    names: named(
      "financial status|status|order status|ステータス|対応状況|受注ステータス|注文ステータス|状態|入金状況",
    ),
  },
  {
    key: "paidAt",
    label: { ja: "入金日時", en: "Paid at" },
    reads: "date",
    names: named("paid at|pay date|payment date|入金日|入金日時|支払日|決済日|決済日時"),
  },
  {
    key: "cancelledAt",
    label: { ja: "キャンセル日時", en: "Cancelled at" },
    reads: "date",
    names: named("cancelled at|canceled at|キャンセル日|キャンセル日時|取消日"),
  },
  {
    key: "currency",
    label: { ja: "通貨", en: "Currency" },
    reads: "text",
    names: named("currency|currency code|通貨|通貨コード"),
  },
  {
    key: "channel",
    label: { ja: "店舗コード（店頭のとき）", en: "Store, when bought in one" },
    reads: "text",
    names: named("store id|store code|location|店舗コード|店舗id|店舗名|購入店舗"),
  },
]

const money: readonly Field[] = [
  {
    key: "shipping",
    label: { ja: "送料", en: "Shipping" },
    reads: "money",
    names: named("shipping|shipping fee|ship charge|送料合計|送料|配送料"),
  },
  {
    key: "tax",
    label: { ja: "消費税", en: "Tax" },
    reads: "money",
    names: named("taxes|tax|消費税合計|消費税|税額|税"),
  },
  {
    key: "discount",
    label: { ja: "注文の値引き", en: "Discount on the order" },
    reads: "money",
    names: named("discount amount|discount|クーポン利用総額|クーポン利用額|値引き|値引額|割引額|割引金額"),
  },
  {
    key: "total",
    label: { ja: "合計金額", en: "Total" },
    reads: "money",
    names: named("total|total price|order total|合計金額|合計|お支払い合計|支払合計|請求金額|総合計"),
  },
  {
    key: "refunded",
    label: { ja: "返金額", en: "Refunded" },
    reads: "money",
    names: named("refunded amount|refunded|返金額|返金金額"),
  },
  {
    key: "paymentMethod",
    label: { ja: "支払方法", en: "Payment method" },
    reads: "text",
    names: named("payment method|pay method name|支払方法|お支払い方法|決済方法"),
  },
  {
    key: "note",
    label: { ja: "備考", en: "Note" },
    reads: "text",
    personal: true,
    names: named("notes|note|備考|コメント|お客様メモ|要望"),
  },
]

const line: readonly Field[] = [
  {
    key: "sku",
    label: { ja: "商品番号", en: "Product code" },
    reads: "text",
    names: named(
      "lineitem sku|sku|stock code|item code|product code|sub code|商品番号|商品コード|品番|商品管理番号|システム連携用sku番号",
    ),
  },
  {
    key: "title",
    label: { ja: "商品名", en: "Product name" },
    reads: "text",
    names: named("lineitem name|product name|item name|title|description|item title|商品名|品名"),
  },
  {
    key: "variantTitle",
    label: { ja: "種類", en: "Variant" },
    reads: "text",
    joins: " / ",
    names: named("variant|variant title|規格1|規格2|規格|項目・選択肢|バリエーション|item option value"),
  },
  {
    key: "quantity",
    label: { ja: "数量", en: "Quantity" },
    reads: "count",
    names: named("lineitem quantity|quantity|qty|個数|数量|注文数|購入数"),
  },
  {
    key: "unitPrice",
    label: { ja: "単価", en: "Price for one" },
    reads: "money",
    names: named("lineitem price|unit price|price|単価|販売価格|商品単価|価格"),
  },
  {
    key: "lineTotal",
    label: { ja: "小計（明細）", en: "Price of the line" },
    reads: "money",
    names: named("line total|lineitem total|amount|line sub total|金額|商品小計|明細金額"),
  },
  {
    key: "lineDiscount",
    label: { ja: "明細の値引き", en: "Discount on the line" },
    reads: "money",
    names: named("lineitem discount|line discount|明細値引|商品値引額"),
  },
  {
    key: "taxRate",
    label: { ja: "税率", en: "Tax rate" },
    reads: "rate",
    names: named("tax rate|item tax ratio|税率|消費税率|商品税率"),
  },
  {
    key: "lineId",
    label: { ja: "明細番号", en: "Line number" },
    reads: "text",
    names: named("line id|line number|明細番号|明細id|行番号|受注明細番号"),
  },
  {
    key: "productId",
    label: { ja: "商品ID", en: "Product id" },
    reads: "text",
    names: named("product id|商品id"),
  },
]

/** What a file of orders may tell; one line of the file is one line of an order. */
export const orderFields: readonly Field[] = [...order, ...line, ...people, ...money, country, ...shipTo]
