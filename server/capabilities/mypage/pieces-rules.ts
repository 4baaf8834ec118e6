import type { CardView, Piece } from "./model-card.ts"

/** What names, pays or may be used by whoever holds it: not for a link that may have been forwarded (S-LINK4). */
const kept: ReadonlySet<Piece["kind"]> = new Set(["barcode", "code", "event", "share"])

/** A card as a link may show it. */
export const forLink = (view: CardView): CardView => ({ ...view, pieces: piecesForLink(view.pieces) })

const piecesForLink = (pieces: readonly Piece[]): Piece[] =>
  pieces
    .filter(({ kind }) => !kept.has(kind))
    .map((piece) => (piece.kind === "fold" ? { ...piece, pieces: piecesForLink(piece.pieces) } : piece))

/** The member card among the pieces, wherever it lies. */
export function barcodeIn(pieces: readonly Piece[]): Extract<Piece, { kind: "barcode" }> | null {
  for (const piece of pieces) {
    if (piece.kind === "barcode") return piece
    const inner = piece.kind === "fold" ? barcodeIn(piece.pieces) : null
    if (inner) return inner
  }
  return null
}
