import { linkPostback } from "./link-postback-rules.ts"
import type { MenuArea, MenuLayout, RichMenu } from "./model-menu.ts"

/** Columns and rows of the tappable fields, read from the upper left. */
const grids: Readonly<Record<MenuLayout, readonly [columns: number, rows: number]>> = {
  one: [1, 1],
  two: [2, 1],
  three: [3, 1],
  four: [2, 2],
  six: [3, 2],
}

export const fieldsOf = (layout: MenuLayout): number => grids[layout][0] * grids[layout][1]

export type PictureSize = {
  readonly type: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

/** Why LINE would refuse this picture under a menu; undefined when it takes it (reference, "Upload rich menu image"). */
export function pictureProblem({
  type,
  width,
  height,
  bytes,
}: PictureSize): "type" | "size" | "shape" | "weight" | undefined {
  if (type !== "image/png" && type !== "image/jpeg") return "type"
  if (bytes > 1_000_000) return "weight"
  if (width < 800 || width > 2_500 || height < 250) return "size"
  return width / height < 1.45 ? "shape" : undefined
}

type Wanted = Pick<RichMenu, "name" | "chatBarText" | "layout" | "areas">

/** The request by which LINE makes this menu over a picture of this size. Pixels that do not divide go to the last field. */
export function menuRequest(menu: Wanted, { width, height }: Pick<PictureSize, "width" | "height">): object {
  const [columns, rows] = grids[menu.layout]
  const [wide, high] = [Math.floor(width / columns), Math.floor(height / rows)]
  return {
    size: { width, height },
    selected: true,
    name: menu.name,
    chatBarText: menu.chatBarText,
    areas: menu.areas.slice(0, columns * rows).map((area, index) => {
      const [column, row] = [index % columns, Math.floor(index / columns)]
      const bounds = {
        x: column * wide,
        y: row * high,
        width: column === columns - 1 ? width - column * wide : wide,
        height: row === rows - 1 ? height - row * high : high,
      }
      return { bounds, action: actionOf(area) }
    }),
  }
}

function actionOf({ label, does, to, say }: MenuArea): object {
  if (does === "open") return { type: "uri", label, uri: to }
  if (does === "link") return { type: "postback", label, data: linkPostback, displayText: label }
  return { type: "message", label, text: say || label }
}

/** What one person sees: of the menus that are live and meant for them the one of lowest rank; null: what everyone sees. */
export function menuFor(
  menus: readonly Pick<RichMenu, "menuId" | "audience" | "rank">[],
  belongsTo: (audience: string) => boolean,
): string | null {
  const theirs = menus.filter(({ audience }) => audience !== "everyone" && belongsTo(audience))
  const [first] = theirs.toSorted((a, b) => a.rank - b.rank || (a.menuId < b.menuId ? -1 : 1))
  return first?.menuId ?? null
}
