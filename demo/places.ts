import type { PrefectureCode } from "#kernel/prefectures"

export type Town = {
  readonly prefecture: PrefectureCode
  readonly city: string
  /** The first three digits of its postal codes. */
  readonly zip: string
  /** Latin letters, for those who write so. */
  readonly latin: string
}

const town = (prefecture: PrefectureCode, city: string, zip: string, latin: string, weight: number) =>
  [{ prefecture, city, zip, latin }, weight] as const

/** Where customers live, and how many of a hundred or so live there: all 47 prefectures, most around the stores. */
export const towns: readonly (readonly [Town, number])[] = [
  town("01", "札幌市中央区", "060", "Chuo-ku, Sapporo", 3),
  town("01", "函館市", "040", "Hakodate", 0.6),
  town("02", "青森市", "030", "Aomori", 0.6),
  town("03", "盛岡市", "020", "Morioka", 0.6),
  town("04", "仙台市青葉区", "980", "Aoba-ku, Sendai", 2),
  town("05", "秋田市", "010", "Akita", 0.5),
  town("06", "山形市", "990", "Yamagata", 0.5),
  town("07", "郡山市", "963", "Koriyama", 0.9),
  town("08", "つくば市", "305", "Tsukuba", 1.4),
  town("09", "宇都宮市", "320", "Utsunomiya", 1),
  town("10", "高崎市", "370", "Takasaki", 1),
  town("11", "さいたま市浦和区", "330", "Urawa-ku, Saitama", 3.5),
  town("11", "川越市", "350", "Kawagoe", 1.5),
  town("12", "千葉市中央区", "260", "Chuo-ku, Chiba", 2),
  town("12", "船橋市", "273", "Funabashi", 2),
  town("13", "新宿区", "162", "Shinjuku-ku", 5),
  town("13", "世田谷区", "154", "Setagaya-ku", 5),
  town("13", "杉並区", "166", "Suginami-ku", 3),
  town("13", "文京区", "112", "Bunkyo-ku", 3),
  town("13", "武蔵野市", "180", "Musashino", 2),
  town("13", "江東区", "135", "Koto-ku", 2.5),
  town("14", "鎌倉市", "248", "Kamakura", 6),
  town("14", "藤沢市", "251", "Fujisawa", 4),
  town("14", "横浜市中区", "231", "Naka-ku, Yokohama", 4),
  town("14", "逗子市", "249", "Zushi", 1.5),
  town("15", "新潟市中央区", "951", "Chuo-ku, Niigata", 1.2),
  town("16", "富山市", "930", "Toyama", 0.6),
  town("17", "金沢市", "920", "Kanazawa", 1),
  town("18", "福井市", "910", "Fukui", 0.5),
  town("19", "甲府市", "400", "Kofu", 0.6),
  town("20", "松本市", "390", "Matsumoto", 1),
  town("21", "岐阜市", "500", "Gifu", 0.9),
  town("22", "静岡市葵区", "420", "Aoi-ku, Shizuoka", 1.6),
  town("23", "名古屋市千種区", "464", "Chikusa-ku, Nagoya", 3.5),
  town("23", "豊橋市", "440", "Toyohashi", 1),
  town("24", "津市", "514", "Tsu", 0.8),
  town("25", "大津市", "520", "Otsu", 0.8),
  town("26", "京都市左京区", "606", "Sakyo-ku, Kyoto", 2),
  town("27", "大阪市北区", "530", "Kita-ku, Osaka", 4),
  town("27", "豊中市", "560", "Toyonaka", 1.8),
  town("28", "神戸市中央区", "650", "Chuo-ku, Kobe", 2),
  town("28", "西宮市", "662", "Nishinomiya", 1.4),
  town("29", "奈良市", "630", "Nara", 0.8),
  town("30", "和歌山市", "640", "Wakayama", 0.5),
  town("31", "鳥取市", "680", "Tottori", 0.3),
  town("32", "松江市", "690", "Matsue", 0.4),
  town("33", "岡山市北区", "700", "Kita-ku, Okayama", 1.1),
  town("34", "広島市中区", "730", "Naka-ku, Hiroshima", 1.6),
  town("35", "下関市", "750", "Shimonoseki", 0.6),
  town("36", "徳島市", "770", "Tokushima", 0.4),
  town("37", "高松市", "760", "Takamatsu", 0.6),
  town("38", "松山市", "790", "Matsuyama", 0.7),
  town("39", "高知市", "780", "Kochi", 0.4),
  town("40", "福岡市中央区", "810", "Chuo-ku, Fukuoka", 2.6),
  town("40", "北九州市小倉北区", "802", "Kokurakita-ku, Kitakyushu", 1),
  town("41", "佐賀市", "840", "Saga", 0.4),
  town("42", "長崎市", "850", "Nagasaki", 0.6),
  town("43", "熊本市中央区", "860", "Chuo-ku, Kumamoto", 0.9),
  town("44", "大分市", "870", "Oita", 0.6),
  town("45", "宮崎市", "880", "Miyazaki", 0.5),
  town("46", "鹿児島市", "890", "Kagoshima", 0.8),
  town("47", "那覇市", "900", "Naha", 0.9),
]

/** Streets that could be anywhere. */
export const streets: readonly [string, ...string[]] = [
  "本町",
  "中央",
  "緑町",
  "栄町",
  "旭町",
  "東町",
  "若葉町",
  "桜木町",
  "泉町",
  "日の出町",
  "見晴町",
  "花園町",
]
export const buildings: readonly [string, ...string[]] = [
  "ひだまりハイツ",
  "グリーンコート",
  "サンライズ",
  "コーポ若葉",
  "メゾン桜",
  "ハイム泉",
  "リバーサイド",
  "パークホームズ",
]
