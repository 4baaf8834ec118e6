import { useState } from "react"
import { listTopics, listWebhooks } from "../../../server/capabilities/webhooks/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Stack } from "../../../ui/layout.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
import { Deliveries } from "./deliveries.tsx"
import { EndpointForm } from "./endpoint-form.tsx"
import { Endpoints } from "./endpoints.tsx"
import { LetterSystem } from "./letters.tsx"
import type { Endpoint } from "./words.ts"

/** Which systems hear of what happens, and what became of each message. */
export function Webhooks({ search, setSearch }: PageProps) {
  const endpoints = useCall(listWebhooks, {}, { everyMs: 15_000, keep: true })
  const topics = useCall(listTopics, {})
  const [editing, setEditing] = useState<Endpoint | "new">()
  return (
    <SettingsPage
      title={{ ja: "Webhook", en: "Webhooks" }}
      actions={
        <Button look="go" label={{ ja: "通知先を加える", en: "Add an endpoint" }} onClick={() => setEditing("new")} />
      }
    >
      <Loaded of={endpoints} what={{ ja: "通知先を読み込めませんでした", en: "The endpoints could not be loaded" }}>
        {({ items }) => (
          <Loaded of={topics} what={{ ja: "できごとを読み込めませんでした", en: "The topics could not be loaded" }}>
            {(known) => (
              <>
                <Stack>
                  <Endpoints items={items} topics={known.items} onEdit={setEditing} />
                  <LetterSystem />
                  {items.length > 0 && (
                    <Deliveries endpoints={items} topics={known.items} search={search} setSearch={setSearch} />
                  )}
                </Stack>
                {editing && (
                  <EndpointForm
                    endpoint={editing === "new" ? undefined : editing}
                    topics={known.items}
                    onClose={() => setEditing(undefined)}
                  />
                )}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </SettingsPage>
  )
}
