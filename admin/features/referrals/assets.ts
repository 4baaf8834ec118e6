import type { Campaign } from "../../../server/capabilities/referrals/model.ts"
import type { Text } from "../../../ui/text.ts"

type Asset = Campaign["assets"][number]

const kinds: Readonly<Record<Asset["kind"], Text>> = {
  music: { ja: "曲", en: "music" },
  picture: { ja: "写真", en: "picture" },
  film: { ja: "動画", en: "film" },
  text: { ja: "文", en: "text" },
}
const kindNames = Object.keys(kinds) as Asset["kind"][] // safe: the keys of `kinds` are exactly these

/** Assets as lines to be typed: kind | name | address | licence. */
export const linesOf = (assets: readonly Asset[]): string =>
  assets.map(({ kind, name, url, licence }) => [kinds[kind].ja, name, url, licence].join(" | ")).join("\n")

/** The lines read; a kind that is not known is a text, a line without a name is left out, an address must be https. */
export function assetsOf(lines: string): Asset[] {
  return lines.split("\n").flatMap((line) => {
    const [kind = "", name = "", url = "", licence = ""] = line.split(/[|｜]/).map((part) => part.trim())
    if (name === "") return []
    const known = kindNames.find((one) => kinds[one].ja === kind || kinds[one].en === kind.toLowerCase()) ?? "text"
    return [
      {
        kind: known,
        name: name.slice(0, 120),
        url: /^https:\/\/\S+$/.test(url) ? url : "",
        licence: licence.slice(0, 300),
      },
    ]
  })
}
