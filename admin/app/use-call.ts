import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query"
import { useRef } from "react"
import type { z } from "zod"
import type { Endpoint } from "../../server/kernel/endpoint.ts"
import { useToast } from "../../ui/toast.tsx"
import { CallError, call, type Params } from "./call.ts"
import { proofNeeded, withProof } from "./with-proof.ts"

type Shape = z.ZodRawShape
type AnyEndpoint = Pick<Endpoint, "method" | "path">

const name = (endpoint: AnyEndpoint) => `${endpoint.method} ${endpoint.path}`
const keyOf = (endpoint: AnyEndpoint, params: object): QueryKey => [name(endpoint), params]

/** Longer than this nobody looks at an empty place: the reason is shown instead, with a way to try again. */
const mostWaitMs = 15_000

/** Whether a read is asked once more: only when no answer came or the server had no room for it; a refusal stays a refusal. */
export function asksAgain(failures: number, error: Error): boolean {
  if (!(error instanceof CallError)) return false
  if (error.status === 503) return failures < 4
  if (error.status === 429) return failures < 2 && (error.waitMs ?? 0) <= mostWaitMs
  return error.status === 0 && failures < 2
}

/** How long it waits before: as long as the server said, or one second and then two. */
export const waitBefore = (failures: number, error: Error): number =>
  (error instanceof CallError ? error.waitMs : undefined) ?? 1000 * 2 ** failures

/** The reads that are on the screen, and their answers. */
export const newQueryClient = (onError: (error: unknown) => void) =>
  new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: asksAgain,
        retryDelay: waitBefore,
      },
    },
  })

type Reading = {
  /** False while what the question needs is not known yet. */
  when?: boolean
  /** Asks again after this many milliseconds, for what moves by itself. */
  everyMs?: number
  /** Keeps the last answer on the screen while the next one is on its way. */
  keep?: boolean
}

/** `const orders = useCall(listOrders, { customerId })`, then `<Loaded of={orders}>{(reply) => ...}</Loaded>`. */
export function useCall<P extends Shape, R>(
  endpoint: Endpoint<P, R>,
  params: Params<P>,
  { when, everyMs, keep }: Reading = {},
) {
  return useQuery<R, CallError>({
    queryKey: keyOf(endpoint, params),
    queryFn: ({ signal }) => call(endpoint, params, { signal }),
    ...(when !== undefined && { enabled: when }),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
    ...(keep && { placeholderData: keepPreviousData }),
  })
}

/** A list that goes on: its endpoint takes `cursor` and answers `{ items, cursor }`. */
export function useList<P extends Shape, I, R extends { items: I[]; cursor: string | null }>(
  endpoint: Endpoint<P, R>,
  params: Params<P>,
  { when, everyMs, keep }: Reading = {},
) {
  const list = useInfiniteQuery({
    queryKey: [...keyOf(endpoint, params), "list"],
    queryFn: ({ signal, pageParam }) => {
      const withCursor = pageParam === undefined ? params : { ...params, cursor: pageParam }
      return call(endpoint, withCursor as Params<P>, { signal }) // safe: `cursor` is a parameter of every list
    },
    initialPageParam: undefined as string | undefined, // safe: widens the type for the pages after the first
    getNextPageParam: (page) => page.cursor ?? undefined,
    ...(when !== undefined && { enabled: when }),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
    ...(keep && { placeholderData: keepPreviousData }),
  })
  const items: R["items"][number][] = list.data?.pages.flatMap((page) => page.items) ?? []
  return {
    ...list,
    data: list.data && { items, first: list.data.pages[0] },
    more: list.hasNextPage,
    readMore: () => void list.fetchNextPage(),
  }
}

type Acting<R> = {
  /** Which reads to ask anew; everything on the screen when left out. */
  refresh?: readonly AnyEndpoint[]
  done?: (reply: R) => void
  /** Takes a refusal into its own hands, for instance to put it beside a field; return false to show it as usual. */
  refused?: (error: CallError) => boolean | void
}

/** A write. `const pause = useAct(pauseFlow)`, then `pause.run({ flowId })`. A repeat after a lost answer counts once. */
export function useAct<P extends Shape, R>(endpoint: Endpoint<P, R>, { refresh, done, refused }: Acting<R> = {}) {
  const client = useQueryClient()
  const toast = useToast()
  const attempt = useRef<{ params: string; key: string }>(undefined)
  const mutation = useMutation<R, CallError, Params<P>>({
    mutationFn: (params) => {
      const same = attempt.current?.params === JSON.stringify(params)
      if (!same || !attempt.current) attempt.current = { params: JSON.stringify(params), key: crypto.randomUUID() }
      return withProof(() => call(endpoint, params, { key: attempt.current?.key ?? crypto.randomUUID() }))
    },
    onSuccess: (reply) => {
      attempt.current = undefined
      if (!refresh) void client.invalidateQueries()
      else for (const read of refresh) void client.invalidateQueries({ queryKey: [name(read)] })
      done?.(reply)
    },
    onError: (error) => {
      if (error.status !== 0 && error.status !== 503) attempt.current = undefined
      if (error.code === proofNeeded) return
      if (refused?.(error) !== false && refused) return
      if (error.status !== 401) toast({ words: error.sentence, failed: true })
    },
  })
  return {
    run: mutation.mutate,
    runAsync: mutation.mutateAsync,
    busy: mutation.isPending,
    error: mutation.error,
    reply: mutation.data,
  }
}
