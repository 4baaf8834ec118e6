/**
 * Characters that are written for one another in names and addresses; the first of each group stands for all. NFKC
 * unifies only the compatibility forms, neither 髙/高 nor 﨑/崎 (J22). For finding only: what is stored and shown stays
 * as it was given. A missing group means a person is found under fewer spellings, never under a wrong one.
 */
const groups = `
辺邊邉 高髙 崎﨑嵜碕 斉斎齋齊 浜濱濵 沢澤 広廣 島嶋嶌 国國圀 桜櫻 竜龍 滝瀧 真眞 恵惠 栄榮 関關 吉𠮷 富冨 徳德
黒黑 槙槇 桧檜 条條 亀龜 淵渕渊 蔵藏 実實 寿壽 弥彌 寛寬 緑綠 郎郞 来來 与與 岳嶽 峰峯 館舘 芦蘆 鉄鐵銕 万萬 円圓 応應
学學 気氣 経經 権權 検檢 県縣 剣劍剱劔釼 児兒 桟棧 写寫 総總 双雙 荘莊 台臺 択擇 団團 伝傳 独獨 読讀 拝拜 売賣 発發
仏佛 弁辯瓣辨 宝寶 満滿 薬藥 予豫 誉譽 頼賴 覧覽 両兩 礼禮 霊靈 錬鍊 炉爐 楼樓 湾灣 鶴靏靍 曽曾 昇曻 穂穗 稲稻 収收
静靜 瀬瀨濑 渋澁澀 焼燒 奥奧 巌巖 恒恆 芸藝 桝枡 隣鄰 柳栁桺 梅楳 松枩 橋𣘺 船舩 園薗 峡峽 塩鹽 豊豐 艶艷 舎舍 戸戶户
角⻆ 清淸 青靑 教敎 増增 巻卷 強强 横橫 歩步 毎每 温溫 瓶甁 産產 研硏 禄祿 穣穰 粋粹 縁緣 聡聰 肇肈 萌萠 薫薰 虎乕 衛衞
覚覺 観觀 証證 諌諫 讃讚 軽輕 転轉 遥遙 釈釋 鋭銳 録錄 鎮鎭 随隨 険險 雑雜 駆驅 験驗 髪髮 鶏鷄 鴎鷗 鴬鶯 麦麥 麹麴 黄黃
鼓皷 凛凜 尭堯 壷壺 頬頰 顔顏 内內 呂吕 呉吳 壮壯 将將 尚尙 帯帶 徴徵 恋戀 戦戰 抜拔 掲揭 敏勄 晃晄 暁曉 栃杤 桑桒
楽樂 様樣 歓歡 帰歸 渓溪 済濟 灯燈 犠犧 猟獵 珍珎 画畫 畳疊 盗盜 称稱 稟禀 窃竊 粛肅 糸絲 継繼 続續 繊纖 缶罐
脇𦚰 脳腦 蛍螢 蚕蠶 装裝 謡謠 譲讓 賛贊 辻逹 郷鄕 醤醬 銭錢 陥陷 隠隱 隆𨺓 飲飮 駅驛 鯵鰺 鹸鹼 点點 当當
会會 体體 党黨 医醫 区區 参參 号號 圧壓 圏圈 寝寢 宮宫 対對 専專 届屆 属屬 庁廳 弐貳 従從 悦悅 戯戲 撹攪 旧舊 昼晝 晩晚 暦曆
潜潛 浄淨 浅淺 薮藪 籠篭 蛎蠣 鑑鑒 靭靱 餅餠 沖冲 凉涼 祢禰 祷禱 
`
const representative = new Map<string, string>()
for (const group of groups.trim().split(/\s+/)) {
  const [first = "", ...others] = [...group]
  for (const other of others) if (other !== first && !representative.has(other)) representative.set(other, first)
}

/** NFKC, without glyph selectors, every variant replaced by the one that stands for its group. */
export function foldKanji(text: string): string {
  const plain = text.normalize("NFKC").replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, "")
  // 佐々木 is also written 佐佐木.
  const full = plain.replace(/(\p{Script=Han})々/gu, "$1$1")
  return full.replace(/\p{Script=Han}/gu, (character) => representative.get(character) ?? character)
}
