import type { Text } from "../../../ui/text.ts"

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bLine\//i, "LINE"],
  [/\b(Headless)?Chrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
]
const devices: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "Chromebook"],
  [/Macintosh|Mac OS X/, "Mac"],
  [/Windows/, "Windows"],
  [/Linux|X11/, "Linux"],
]
const named = (list: typeof browsers, agent: string) => list.find(([pattern]) => pattern.test(agent))?.[1]

/** What people call a browser and its device, of the string that it sends about itself. */
export function browserName(agent: string): Text {
  const browser = named(browsers, agent)
  const device = named(devices, agent)
  if (!browser && !device) return { ja: "種類の分からない端末", en: "A device of unknown kind" }
  if (!browser || !device) return { ja: browser ?? device ?? "", en: browser ?? device ?? "" }
  return { ja: `${device} の ${browser}`, en: `${browser} on ${device}` }
}
