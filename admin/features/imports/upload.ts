import { allowUpload } from "../../../server/capabilities/imports/contract.ts"
import { call } from "../../app/call.ts"
import type { Text } from "../../../ui/text.ts"

/** Small enough that a bar moves and a lost piece costs little, well below what one request may bring. */
const pieceBytes = 4 * 1024 * 1024
const tries = 3

export class UploadError extends Error {
  readonly sentence: Text
  constructor(sentence: Text) {
    super(sentence.en)
    this.sentence = sentence
  }
}

/** Sends files piece by piece; a piece that is lost is sent again. `sent` is told how many bytes have arrived. */
export async function upload(importId: string, files: readonly File[], sent: (bytes: number) => void): Promise<void> {
  let bytes = 0
  for (const [fileNo, file] of files.entries()) {
    // A permission lasts a quarter of an hour: each file gets its own.
    const { path, token } = await call(allowUpload, { importId })
    for (let pieceNo = 0; pieceNo === 0 || pieceNo * pieceBytes < file.size; pieceNo++) {
      const piece = file.slice(pieceNo * pieceBytes, (pieceNo + 1) * pieceBytes)
      await put(`${path}/${fileNo}/${pieceNo}?name=${encodeURIComponent(file.name)}`, token, piece)
      bytes += piece.size
      sent(bytes)
    }
  }
}

async function put(url: string, token: string, piece: Blob): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const reply = await fetch(url, {
      method: "PUT",
      headers: { "x-upload-token": token, "content-type": "application/octet-stream" },
      body: piece,
    }).catch(() => undefined)
    if (reply?.ok) return
    const mayPass = reply === undefined || reply.status === 503 || reply.status === 429
    if (!mayPass || attempt === tries) throw new UploadError(await sentenceOf(reply))
    await new Promise((resolve) => setTimeout(resolve, attempt * 1_000))
  }
}

async function sentenceOf(reply: Response | undefined): Promise<Text> {
  const body: unknown = await reply?.json().catch(() => undefined)
  if (typeof body === "object" && body !== null && "error" in body) {
    const { message } = body.error as { message?: Text } // safe: every refusal of our server has this form; its parts are checked
    if (message?.ja && message.en) return message
  }
  return {
    ja: "ファイルを送れませんでした。通信の状態を確かめて、もう一度お試しください。",
    en: "The file could not be sent. Check the connection and try again.",
  }
}
