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
  <svg className="noren" width={props.width ?? 168} viewBox="0 0 168 92" role="img" aria-label="毎度 Maido">
    <rect x="2" y="5" width="164" height="5" rx="2.5" fill="var(--ink-2)" />
    <g fill="currentColor">
      <path d="M12 13h47.200v68.600c-15.400 4-31.900 3.600-47.200.400z" />
      <path d="M60.600 13h46.800v68.600c-15.300 3.600-31.500 3.600-46.800 0z" />
      <path d="M108.800 13H156v69c-15.300 3.200-31.800 3.600-47.200-.4z" />
    </g>
    <g fill="var(--paper)" fontFamily="var(--font)" fontWeight="600" fontSize="25" textAnchor="middle">
      <text x="36" y="57">
        毎
      </text>
      <text x="132" y="57">
        度
      </text>
      <circle cx="84" cy="48" r="9" fill="none" stroke="var(--paper)" strokeWidth="2.400" />
    </g>
    <path d="M24 4v11M84 4v11M144 4v11" stroke="var(--ink-2)" strokeWidth="3" />
  </svg>
)
