import { spawn } from "node:child_process"
import { once } from "node:events"
import { createReadStream, createWriteStream, readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse"
import { type Bar, round } from "./bar.ts"
import { startBench } from "./installation.ts"

const lines = 500_000

/** 500,000 order lines from a CSV file by `maido import orders`, beside the bare parser over the same file. */
export async function measure(): Promise<Bar[]> {
  const bench = await startBench({}, async () => undefined)
  // The command opens the installation by itself; a running server would only share its cores.
  await bench.maido.stop()
  try {
    const file = join(bench.home, "orders.csv")
    await writeOrders(file)
    const bare = await bareParse(file)
    const { seconds, peakMb } = await importOrders(bench.home, file)
    const perSecond = lines / seconds
    return [
      {
        bar: "P9",
        value: round(perSecond, 0),
        unit: "lines/s",
        limit: round(bare, 0),
        ratio: round(perSecond / bare, 2),
        rival: null,
        pass: perSecond >= 15_000 && peakMb <= 600,
        note: `wanted ≥ 15,000 lines/s and ≤ 600 MB; ${lines} lines in ${round(seconds)} s, start of the command included, peak ${round(peakMb, 0)} MB resident (the command's process); limit = csv-parse alone`,
      },
    ]
  } finally {
    await bench.stop().catch(() => {})
  }
}

async function writeOrders(file: string): Promise<void> {
  const out = createWriteStream(file)
  out.write("注文番号,注文日時,商品名,SKU,数量,単価,メールアドレス,姓,名,郵便番号,都道府県,市区町村,番地\n")
  for (let i = 0; i < lines; i++) {
    const order = Math.floor(i / 3)
    const person = order % 80_000
    const day = new Date(Date.UTC(2025, 0, 1) + (order % 500) * 86_400_000).toISOString().slice(0, 10)
    const row = `B-${order},${day} 10:${String(order % 60).padStart(2, "0")},商品${i % 40},SKU-${i % 40},${1 + (i % 3)},${980 + (i % 40) * 10},p${person}@example.jp,佐藤,花子${person},248-0006,神奈川県,鎌倉市,小町2-${person % 90}\n`
    if (!out.write(row)) await once(out, "drain")
  }
  out.end()
  await once(out, "finish")
}

async function bareParse(file: string): Promise<number> {
  const began = performance.now()
  let rows = 0
  for await (const _row of createReadStream(file).pipe(parse({ columns: true }))) rows++
  return rows / ((performance.now() - began) / 1000)
}

async function importOrders(home: string, file: string): Promise<{ seconds: number; peakMb: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ["server/cli.ts", "import", "orders", file, "--brand", "bench", "--json"], {
    env: { ...process.env, MAIDO_HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
  })
  let peakKb = 0
  const look = setInterval(() => {
    try {
      peakKb = Math.max(
        peakKb,
        Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0),
      )
    } catch {
      // It has ended.
    }
  }, 200)
  child.stdout.resume()
  const [code] = await once(child, "exit")
  clearInterval(look)
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return { seconds: (performance.now() - began) / 1000, peakMb: peakKb / 1024 }
}
