import { useState } from "react"
import { getAmbassadors, postInvitations } from "../../../server/capabilities/referrals/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Views, Who } from "./parts.tsx"
import { whyName } from "./words.ts"

type Found = Reply<typeof getAmbassadors>
type Candidate = Found["candidates"][number]
type Ambassador = Found["ambassadors"][number]

/** The very satisfied, invited to speak for the brand. */
export function Ambassadors() {
  const found = useCall(getAmbassadors, {}, { keep: true })
  return (
    <Page
      title={{ ja: "アンバサダー", en: "Ambassadors" }}
      above={[{ label: { ja: "紹介", en: "Referrals" }, to: "/referrals" }]}
    >
      <Views open="/referrals/ambassadors" />
      <Loaded of={found} what={{ ja: "読み込めませんでした", en: "They could not be loaded" }}>
        {(data) => (
          <Stack>
            <Candidates found={data} />
            <Invited found={data} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Candidates({ found: { candidates } }: { found: Found }) {
  const t = useText()
  const may = useMay()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const names = useCustomerNames(candidates.map(({ customerId }) => customerId))
  const invite = useAct(postInvitations, { refresh: [getAmbassadors], done: () => setPicked(new Set()) })
  const columns: Column<Candidate>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => <Who id={customerId} names={names} />,
    },
    {
      key: "why",
      head: { ja: "理由", en: "Why" },
      cell: ({ why }) => why.map((one) => t(whyName(one))).join(t({ ja: "、", en: ", " })),
    },
  ]
  return (
    <Section
      title={{ ja: "招待したい方", en: "Who could be invited" }}
      first
      beside={
        may("loyalty:write") && picked.size > 0 ? (
          <Button
            look="go"
            label={{ ja: `${picked.size}人を招待する`, en: `Invite ${picked.size}` }}
            busy={invite.busy}
            onClick={() => invite.run({ customerIds: [...picked] })}
          />
        ) : undefined
      }
    >
      {candidates.length === 0 ? (
        <Empty
          title={{ ja: "まだいません", en: "Nobody yet" }}
          why={{
            ja: "アンケートやレビューでとても満足と答えた方（用意されたセグメント「満足している人」）と、3人以上を紹介した方が並びます。",
            en: "Those who said that they are very satisfied (the ready-made segment) and who brought three or more are listed here.",
          }}
        />
      ) : (
        <>
          <Table
            label={{ ja: "招待したい方", en: "Who could be invited" }}
            columns={columns}
            rows={candidates}
            rowKey={({ customerId }) => customerId}
            {...(may("loyalty:write") && { picked, onPick: setPicked })}
          />
          <Note>
            {t({
              ja: "招待すると「アンバサダーに招待された」という出来事になり、フローやキャンペーンで知らせられます。",
              en: "An invitation becomes an event, by which a flow or a campaign can write to them.",
            })}
          </Note>
        </>
      )}
    </Section>
  )
}

function Invited({ found: { ambassadors } }: { found: Found }) {
  const names = useCustomerNames(ambassadors.map(({ customerId }) => customerId))
  if (ambassadors.length === 0) return null
  const columns: Column<Ambassador>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => <Who id={customerId} names={names} />,
    },
    { key: "state", head: { ja: "返事", en: "Answer" }, cell: ({ state }) => <Answer of={state} /> },
    {
      key: "at",
      head: { ja: "招待した日", en: "Invited on" },
      end: true,
      cell: ({ invitedAt }) => <DateText at={invitedAt} only="date" />,
    },
  ]
  return (
    <Section title={{ ja: "招待した方", en: "Invited" }}>
      <Table
        label={{ ja: "招待した方", en: "Invited" }}
        columns={columns}
        rows={ambassadors}
        rowKey={({ customerId }) => customerId}
      />
    </Section>
  )
}

function Answer({ of }: { of: Ambassador["state"] }) {
  if (of === "accepted") return <Status is="done" label={{ ja: "なった", en: "Joined" }} />
  if (of === "declined") return <Status is="none" label={{ ja: "断った", en: "Declined" }} />
  return <Status is="waiting" label={{ ja: "返事待ち", en: "Waiting for an answer" }} />
}
