import { named } from "./header-names-rules.ts"
import type { Field } from "./model.ts"

/** What a file of products may tell; one line is one variant, and lines with the same product id are one product. */
export const productFields: readonly Field[] = [
  {
    key: "productId",
    label: { ja: "商品ID", en: "Product id" },
    reads: "text",
    required: true,
    names: named("handle|product id|id|商品管理番号（商品url）|商品管理番号|商品id|商品コード|商品番号|code|item code"),
  },
  {
    key: "title",
    label: { ja: "商品名", en: "Name" },
    reads: "text",
    required: true,
    names: named("title|product name|name|item name|商品名|品名"),
  },
  {
    key: "description",
    label: { ja: "説明", en: "Description" },
    reads: "text",
    names: named("body (html)|description|caption|explanation|商品説明文|商品説明|説明|商品説明(詳細)|pc用商品説明文"),
  },
  {
    key: "vendor",
    label: { ja: "メーカー", en: "Maker" },
    reads: "text",
    names: named("vendor|brand|maker|メーカー|ブランド|ブランド名"),
  },
  {
    key: "productType",
    label: { ja: "分類", en: "Type" },
    reads: "text",
    names: named("type|product type|product category|category|カテゴリ|商品カテゴリ|商品カテゴリ(名称)|分類|ジャンル"),
  },
  { key: "tags", label: { ja: "タグ", en: "Tags" }, reads: "text", names: named("tags|タグ") },
  {
    key: "url",
    label: { ja: "商品ページ", en: "Page" },
    reads: "text",
    names: named("url|link|product url|商品url|商品ページurl"),
  },
  {
    key: "imageUrl",
    label: { ja: "画像", en: "Picture" },
    reads: "text",
    names: named("image src|image|image url|image link|商品画像|画像url|商品画像パス1"),
  },
  {
    key: "status",
    label: { ja: "公開状態", en: "Status" },
    reads: "text",
    names: named("status|published|公開ステータス|公開ステータス(名称)|公開状態|倉庫指定|販売状態"),
  },
  {
    key: "variantId",
    label: { ja: "種類のID", en: "Variant id" },
    reads: "text",
    names: named("variant id|sku管理番号|商品規格id"),
  },
  {
    key: "variantTitle",
    label: { ja: "種類の名前", en: "Variant name" },
    reads: "text",
    joins: " / ",
    names: named(
      "variant title|option1 value|option2 value|option3 value|規格分類1|規格分類2|規格分類1(名称)|規格分類2(名称)|バリエーション|バリエーション名|種類名",
    ),
  },
  {
    key: "sku",
    label: { ja: "SKU", en: "SKU" },
    reads: "text",
    names: named("variant sku|sku|stock code|システム連携用sku番号|商品sku|品番"),
  },
  {
    key: "barcode",
    label: { ja: "JANコード", en: "Barcode" },
    reads: "text",
    names: named("variant barcode|barcode|jan|ean|gtin|janコード|jancode"),
  },
  {
    key: "price",
    label: { ja: "価格", en: "Price" },
    reads: "money",
    names: named("variant price|price|sale price|販売価格|価格|通常購入販売価格|単価"),
  },
  {
    key: "compareAtPrice",
    label: { ja: "元の価格", en: "Price before" },
    reads: "money",
    names: named("variant compare at price|compare at price|original price|通常価格|表示価格|定価"),
  },
  { key: "currency", label: { ja: "通貨", en: "Currency" }, reads: "text", names: named("currency|通貨") },
  {
    key: "stock",
    label: { ja: "在庫数", en: "Pieces in stock" },
    reads: "count",
    names: named("variant inventory qty|stock|inventory|quantity|在庫数|在庫"),
  },
]
