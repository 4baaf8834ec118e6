/** The line drawings that cards may put beside their words. */
export const icons = [
  "talk",
  "box",
  "return",
  "phone",
  "calendar",
  "home",
  "alert",
  "mail",
  "point",
  "people",
  "star",
  "drop",
  "gift",
  "shop",
  "stamp",
  "card",
  "clock",
  "move",
  "done",
  "tag",
] as const
export type Icon = (typeof icons)[number]
