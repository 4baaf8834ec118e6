export {
  type Appointment,
  type Appointments,
  type Asked,
  type Asking,
  type Done,
  type Entrance,
  entrances,
  type MyPageAction,
  myPageActions,
  type MyPageCard,
  myPageCards,
  myPageEvents,
  type PublicPart,
  publicProgramme,
  type PublicView,
  type WidgetLine,
  widgetLines,
} from "./cards.ts"
export type { AskedField, CardView, Choice, HistoryEntry, ListItem, Piece, Press, Row, Tag } from "./model-card.ts"
export { myPageLink } from "./my-page-link.ts"
export { myPageSeen, type Seen } from "./seen.ts"
export { mutedCards } from "./mute.ts"
export { type MyPagePages, myPagePages } from "./ports.ts"
