/** The mark: a half curtain on its rod, as it hangs when a shop is open. */
export const Noren = (props: { size?: number; className?: string }) => (
  <svg
    className={props.className ?? "noren"}
    width={props.size ?? 28}
    height={props.size ?? 28}
    viewBox="0 0 28 28"
    fill="currentColor"
    aria-hidden
  >
    <rect x="1" y="4" width="26" height="2.2" rx="1.1" />
    <path d="M3.4 7.8h6.5v14.6c-2.1.9-4.4.9-6.5.1zM10.8 7.8h6.4v14.6c-2.1.8-4.3.8-6.4 0zM18.1 7.8h6.5v14.7c-2.1.8-4.4.8-6.5-.1z" />
  </svg>
)

/** The curtain with its greeting, 毎度: for the sign-in page and an empty install only. */
export const NorenSign = (props: { width?: number }) => (
  <svg className="noren" width={props.width ?? 176} viewBox="0 0 176 92" role="img" aria-label="毎度 Maido">
    <path d="M24 3v13M56 3v13M88 3v13M120 3v13M152 3v13" stroke="var(--ink-2)" strokeWidth="3" />
    <rect x="1" y="5" width="174" height="4.5" rx="2.25" fill="var(--ink-2)" />
    <g fill="currentColor">
      <path d="M10 14h38.200v68.800c-12.600 3.600-26 3.200-38.200.2z" />
      <path d="M49.200 14h38.200v68.800c-12.400 3.400-25.600 3.400-38.200 0z" />
      <path d="M88.600 14h38.200v68.800c-12.600 3.400-25.800 3.400-38.200 0z" />
      <path d="M127.800 14H166v69c-12.200 3-25.600 3.400-38.200-.2z" />
    </g>
    <g fill="var(--paper)" fontFamily="var(--font)" fontWeight="600" fontSize="26" textAnchor="middle">
      <text x="68.300" y="57">
        毎
      </text>
      <text x="107.700" y="57">
        度
      </text>
    </g>
  </svg>
)
