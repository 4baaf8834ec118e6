/** @jsxImportSource preact */
import type { AskedField, Choice, ListItem, Piece, Row, Tag } from "../../../server/capabilities/mypage/model-card.ts"
import { Icon } from "../../app/icon.tsx"
import { MemberCard } from "./member-card.tsx"
import { Act, type Around, Hidden, needsCode, PressButton } from "./press.tsx"
import { Code, Event, Share, Stamps } from "./small-pieces.tsx"

/** Draws what a card is composed of. */
export const Pieces = ({ pieces, around }: { pieces: readonly Piece[]; around: Around }) => (
  <>
    {pieces.map((piece, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
      <One key={index} piece={piece} around={around} />
    ))}
  </>
)

function One({ piece, around }: { piece: Piece; around: Around }) {
  const { forms, language } = around
  switch (piece.kind) {
    case "text":
      return (
        <p class={piece.tone === "fine" ? "fine lines" : piece.tone === "quiet" ? "quiet lines" : "lines"}>
          {piece.text}
        </p>
      )
    case "figure":
      return (
        <p class="figure">
          {piece.before && <span>{piece.before}</span>}
          <b>{piece.value}</b>
          <small>{piece.unit}</small>
          {piece.after && <span>{piece.after}</span>}
        </p>
      )
    case "rows":
      return <Rows rows={piece.rows} />
    case "history":
      return <History piece={piece} />
    case "meter":
      return <Meter piece={piece} />
    case "table":
      return <Table piece={piece} />
    case "list":
      return <List items={piece.items} base={forms.base} />
    case "choices":
      return <Choices items={piece.items} around={around} />
    case "stamps":
      return <Stamps piece={piece} />
    case "barcode":
      return <MemberCard card={piece} language={language} />
    case "ask":
      return <Ask piece={piece} around={around} />
    case "share":
      return <Share piece={piece} language={language} />
    case "code":
      return <Code piece={piece} language={language} />
    case "notice":
      return (
        <div class={piece.tone === "attention" ? "said attention" : "said"}>
          <p>
            <b>{piece.title}</b>
          </p>
          <p class="small lines">{piece.text}</p>
          {piece.press && <PressButton press={piece.press} around={around} />}
        </div>
      )
    case "presses":
      return (
        <div class="stack">
          {piece.presses.map((press) => (
            <PressButton key={press.label} press={press} around={around} />
          ))}
        </div>
      )
    case "event":
      return <Event piece={piece} around={around} />
    case "fold":
      return (
        <details class="fold">
          <summary>{piece.title}</summary>
          <div class="inner">
            <Pieces pieces={piece.pieces} around={around} />
          </div>
        </details>
      )
  }
}

const signs = { wait: "clock", move: "move", done: "done", alert: "alert" } as const

export const TagMark = ({ tag }: { tag: Tag }) => (
  <span class={`tag ${tag.tone}`}>
    <Icon name={signs[tag.tone]} />
    {tag.label}
  </span>
)

const Rows = ({ rows }: { rows: readonly Row[] }) => (
  <dl class="rows">
    {rows.map((row) => (
      <div key={row.label}>
        <dt>{row.label}</dt>
        <dd>
          <b>{row.value}</b> {row.tag && <TagMark tag={row.tag} />}
          {row.note && <span class="fine line">{row.note}</span>}
        </dd>
      </div>
    ))}
  </dl>
)

const History = ({ piece: { title, entries } }: { piece: Extract<Piece, { kind: "history" }> }) => (
  <details class="fold">
    <summary>{title}</summary>
    <ol class="history">
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike
        <li key={index}>
          <span>
            {entry.title}
            <small>{[entry.when, entry.note].filter(Boolean).join(" ")}</small>
          </span>
          <b>{entry.amount}</b>
        </li>
      ))}
    </ol>
  </details>
)

const per = (share: number) => `${Math.round(Math.max(0, Math.min(1, share)) * 10_000) / 100}%`

const Meter = ({ piece: { label, share, marks } }: { piece: Extract<Piece, { kind: "meter" }> }) => (
  <>
    <div class="meter" role="img" aria-label={label}>
      <i style={{ width: per(share) }} />
      {marks
        .filter(({ at }) => at > 0 && at < 1)
        .map(({ at }) => (
          <u key={at} style={{ left: per(at) }} />
        ))}
    </div>
    {marks.length > 0 && (
      <p class="scale">
        {marks.map((mark) => (
          <span
            key={mark.at}
            class={mark.at <= 0.1 ? "first" : mark.at >= 0.9 ? "last" : ""}
            style={{ left: per(mark.at) }}
          >
            {mark.label}
            <span class="line">{mark.note}</span>
          </span>
        ))}
      </p>
    )}
  </>
)

const Table = ({ piece: { columns, rows } }: { piece: Extract<Piece, { kind: "table" }> }) => (
  <div class="wide">
    <table class="ranks">
      <thead>
        <tr>
          <td />
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            {row.cells.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in the columns' order
              <td key={index} class="lines">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** Addresses of cards are their own, or begin with "/" or "#". */
export const addressIn = (base: string, href: string) =>
  /^(\/|#|https?:|mailto:|tel:)/.test(href) ? href : `${base}/${href}`

export const List = ({ items, base }: { items: readonly ListItem[]; base: string }) => (
  <ul class="ways earn">
    {items.map((item) => (
      <li key={`${item.title}${item.href ?? ""}${item.small ?? ""}`}>
        {item.href ? (
          <a href={addressIn(base, item.href)}>
            <ItemInside item={item} />
            {item.end ? <b>{item.end}</b> : <Icon name="next" end />}
          </a>
        ) : (
          <div class="way">
            <ItemInside item={item} />
            {item.end && <b>{item.end}</b>}
          </div>
        )}
      </li>
    ))}
  </ul>
)

const ItemInside = ({ item }: { item: ListItem }) => (
  <>
    <Icon name={item.icon} />
    <span>
      {item.title} {item.tag && <TagMark tag={item.tag} />}
      {item.small && <small>{item.small}</small>}
    </span>
  </>
)

const Choices = ({ items, around }: { items: readonly Choice[]; around: Around }) => (
  <div class="choices">
    {items.map((item) => (
      <article key={item.title} class={item.imageUrl ? "product" : "product plain"}>
        {item.imageUrl && <img class="picture" src={item.imageUrl} alt="" width="96" height="120" loading="lazy" />}
        <div>
          <h3>
            {item.title} {item.tag && <TagMark tag={item.tag} />}
          </h3>
          {item.note && <p class="small">{item.note}</p>}
          <p class="price">
            {item.price && <b>{item.price}</b>} {item.gap && <span class="small">{item.gap}</span>}
          </p>
          {item.why && <p class="fine">{item.why}</p>}
          {item.press && <PressButton press={item.press} around={around} />}
        </div>
      </article>
    ))}
  </div>
)

function Ask({ piece: { fields, press }, around }: { piece: Extract<Piece, { kind: "ask" }>; around: Around }) {
  if (needsCode(around.forms, press.action)) return <PressButton press={press} around={around} />
  return (
    <Act around={around} action={press.action} class="form">
      <Hidden fields={press.fields} />
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          scope={`${around.card}-${press.action}-${Object.values(press.fields).join("-")}`}
        />
      ))}
      <button class={press.isMain ? "press main" : "press"} type="submit" disabled={around.forms.isPreview}>
        {press.label}
      </button>
    </Act>
  )
}

function Field({ field, scope }: { field: AskedField; scope: string }) {
  const id = `${scope}-${field.name}`.replaceAll(/[^\w-]/g, "-")
  if (field.kind === "choice")
    return (
      <fieldset>
        <legend>{field.label}</legend>
        {field.options.map((option) => (
          <label key={option.value} class="tick">
            <input
              type={field.isMany ? "checkbox" : "radio"}
              name={field.name}
              value={option.value}
              required={!field.isMany}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </fieldset>
    )
  return (
    <>
      <label for={id}>{field.label}</label>
      {field.kind === "date" ? (
        <input id={id} name={field.name} type="date" required />
      ) : (
        <input id={id} name={field.name} maxLength={field.maxLength} required autocomplete="off" />
      )}
    </>
  )
}
