/** What programs call themselves that fetch links and pictures without a reader. Data: add a line when one is met. */
const scanners: readonly RegExp[] = [
  // Whoever says so.
  /(^|[^u])bot\b|crawler|spider|scanner|preview|link.?check|monitor|validator|headless|phantomjs|puppeteer|playwright|selenium/i,
  // Libraries that no reader reads with.
  /^(curl|wget|python|go-http|java|okhttp|axios|node|undici|ruby|perl|libwww|php|guzzle|apache-http|aiohttp|httpx)\b/i,
  // Mail security: they open every link before the reader does.
  /barracuda|proofpoint|mimecast|symantec|messagelabs|ironport|cisco|trend ?micro|fireeye|fortinet|sophos|forcepoint/i,
  /avanan|checkpoint|mcafee|kaspersky|bitdefender|eset|zscaler|safelinks|urldefense|google-safety|google-read-aloud/i,
  /ms-office|microsoft office (existence|protocol)|office-?365|exchangeonline|cloudmark|vade|hornetsecurity|m-filter|digital ?arts/i,
  // Chats that draw a card of a link.
  /facebookexternalhit|line-poker|slack|discord|whatsapp|telegram|twitter|skypeuri|teams|embedly|iframely/i,
]

/** Fetches pictures in readers' stead when they look: somebody may have looked, nobody can say who. */
const imageProxies: readonly RegExp[] = [/GoogleImageProxy/i, /YahooMailProxy/i, /ggpht\.com/i, /YahooCacheSystem/i]

/** Apple Mail's privacy protection fetches every picture of every mail, read or not, and calls itself nothing but this. */
const mailPrivacy = /^Mozilla\/5\.0$/

const readers = /^Mozilla\/5\.0 \(.+\).*(AppleWebKit|Gecko|Trident)|Microsoft Outlook|^Outlook-|Thunderbird|^Opera\//i

export type AgentKind = "none" | "scanner" | "mail-privacy" | "image-proxy" | "reader" | "other"

/** What kind of program a User-Agent names. */
export function agentKind(agent: string): AgentKind {
  const name = agent.trim()
  if (name === "") return "none"
  if (mailPrivacy.test(name)) return "mail-privacy"
  if (imageProxies.some((known) => known.test(name))) return "image-proxy"
  if (scanners.some((known) => known.test(name))) return "scanner"
  return readers.test(name) ? "reader" : "other"
}

type Network = { readonly name: string; readonly isScanner: boolean; readonly blocks: readonly string[] }

/** Networks that mail machines live in (IPv4). Readers are never in those with `isScanner`. Data: add a line when one is met. */
const networks: readonly Network[] = [
  // Exchange Online Protection opens links from here before it delivers.
  { name: "microsoft-scanner", isScanner: true, blocks: ["40.94.0.0/16", "104.47.0.0/17", "52.100.0.0/14"] },
  { name: "proofpoint", isScanner: true, blocks: ["67.231.144.0/20", "148.163.128.0/19", "205.220.160.0/19"] },
  { name: "mimecast", isScanner: true, blocks: ["205.139.110.0/23", "207.211.30.0/23"] },
  { name: "barracuda", isScanner: true, blocks: ["64.235.144.0/20", "209.222.80.0/21"] },
  { name: "apple", isScanner: false, blocks: ["17.0.0.0/8"] },
  {
    name: "google-proxy",
    isScanner: false,
    blocks: [
      "66.249.80.0/20",
      "66.102.0.0/20",
      "64.233.160.0/19",
      "72.14.192.0/18",
      "74.125.0.0/16",
      "209.85.128.0/17",
    ],
  },
]

/** Whose network an IPv4 address (also as `::ffff:a.b.c.d`) is in, where it tells something. */
export function networkOf(ip: string): string | null {
  const address = numberOf(ip.replace(/^::ffff:/i, ""))
  if (address === undefined) return null
  return networks.find(({ blocks }) => blocks.some((block) => holds(block, address)))?.name ?? null
}

export const isScannerNetwork = (name: string | null): boolean =>
  networks.some((network) => network.name === name && network.isScanner)

function holds(block: string, address: number): boolean {
  const [base = "", bits = "32"] = block.split("/")
  const size = 2 ** (32 - Number(bits))
  const start = numberOf(base) ?? -1
  return address >= start && address < start + size
}

function numberOf(ip: string): number | undefined {
  const parts = ip.split(".").map(Number)
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}
