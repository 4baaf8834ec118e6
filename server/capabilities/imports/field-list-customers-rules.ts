import { named } from "./header-names-rules.ts"
import type { Field } from "./model.ts"

const text = (key: string, ja: string, en: string, names: readonly string[], joins?: string): Field => ({
  key,
  label: { ja, en },
  reads: "text",
  personal: true,
  names,
  ...(joins === undefined ? {} : { joins }),
})

/** What a file of customers may tell; one line is one person. One of number, e-mail and phone is needed. */
export const customerFields: readonly Field[] = [
  text(
    "customerId",
    "会員番号",
    "Customer number",
    named("customer id|id|customer number|member id|user id|会員番号|会員id|顧客id|顧客番号|顧客コード|会員no"),
  ),
  text("email", "メールアドレス", "E-mail", named("email|mail address|メールアドレス|eメール|メール|mail")),
  text(
    "phone",
    "電話番号",
    "Phone",
    named(
      "phone|default address phone|phone number|mobile|電話番号|電話番号1|電話番号2|電話番号3|携帯電話番号|tel|tel1|tel2|tel3",
    ),
    "-",
  ),
  text("familyName", "姓", "Family name", named("last name|family name|surname|姓|名字|お名前(姓)|氏名(姓)")),
  text("givenName", "名", "Given name", named("first name|given name|名|お名前(名)|氏名(名)")),
  text(
    "familyKana",
    "セイ",
    "Family name, kana",
    named("セイ|姓(カナ)|フリガナ(姓)|フリガナ(セイ)|お名前(セイ)|last name kana"),
  ),
  text(
    "givenKana",
    "メイ",
    "Given name, kana",
    named("メイ|名(カナ)|フリガナ(名)|フリガナ(メイ)|お名前(メイ)|first name kana"),
  ),
  text(
    "fullKana",
    "フリガナ",
    "Name, kana",
    named(
      "フリガナ|ふりがな|カナ|氏名カナ|氏名(カナ)|氏名(フリガナ)|お名前(フリガナ)|お名前(カナ)|会員名カナ|顧客名カナ|name kana",
    ),
    " ",
  ),
  text("fullName", "氏名", "Name", named("name|full name|customer name|氏名|お名前|顧客名|会員名|名前"), " "),
  text(
    "postalCode",
    "郵便番号",
    "Postal code",
    named("zip|postal code|zip code|default address zip|郵便番号|郵便番号1|郵便番号2"),
    "-",
  ),
  text(
    "prefecture",
    "都道府県",
    "Prefecture or state",
    named("prefecture|province|state|default address province code|都道府県"),
  ),
  text("city", "市区町村", "City", named("city|default address city|市区町村|郡市区|住所1")),
  text(
    "street",
    "番地",
    "Street",
    named("address1|street|address|default address address1|番地|住所2|住所|それ以降の住所"),
    " ",
  ),
  text("building", "建物", "Building", named("address2|building|default address address2|建物名|住所3|マンション名")),
  text("company", "会社名", "Company", named("company|default address company|会社名|法人名")),
  {
    key: "country",
    label: { ja: "国", en: "Country" },
    reads: "country",
    names: named("country|country code|default address country code|国"),
  },
  {
    key: "bornOn",
    label: { ja: "生年月日", en: "Date of birth" },
    reads: "date",
    personal: true,
    names: named("birthday|birth date|date of birth|生年月日|誕生日"),
  },
  { key: "language", label: { ja: "言語", en: "Language" }, reads: "text", names: named("language|locale|言語") },
  {
    key: "seenAt",
    label: { ja: "登録日時", en: "Known since" },
    reads: "date",
    names: named("created at|registered at|sign-up date|登録日時|登録日|会員登録日|入会日|作成日"),
  },
  {
    key: "isMember",
    label: { ja: "会員である", en: "Is a member" },
    reads: "flag",
    names: named("member|is member|loyalty member|rewards member|会員|会員である|会員フラグ|ポイント会員"),
  },
  {
    key: "emailConsent",
    label: { ja: "メール配信の同意", en: "Agreed to marketing mail" },
    reads: "flag",
    names: named(
      "accepts email marketing|accepts marketing|email consent|newsletter|メルマガ|メルマガ希望|メールマガジン|メルマガ受信|メールマガジン送付について",
    ),
  },
  {
    key: "consentAt",
    label: { ja: "同意した日時", en: "Agreed at" },
    reads: "date",
    names: named("email consent at|consent date|opt-in date|同意日時|同意日"),
  },
]
