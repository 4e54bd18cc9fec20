// The change feed against what changed between two pictures of the shop.
import type { Api, Json } from './api.ts'
import type { Picture } from './store-picture.ts'

/** The feed from a position on, read in small pages. */
export async function readFeed({ get }: Pick<Api, 'get'>, after: number): Promise<Json[]> {
  const items: Json[] = []
  for (let from = after; ; ) {
    const page = await get(`/events?after=${from}&limit=70`)
    items.push(...page.items)
    from = page.next
    if (from === page.newest) return items
  }
}

export const wordsOf = (event: Json): string => `${event.entity} ${event.externalId} ${event.change}`

/** What a reader of the feed must have been told: each change once. `known`: what Koppla has had before. */
export function changesBetween(before: Picture, after: Picture, known: ReadonlySet<string> = new Set()): string[] {
  return Object.keys(after)
    .filter(entity => entity !== 'collections')
    .flatMap(entity => changesOf(before[entity]!, after[entity]!, id => known.has(`${entity} ${id}`)).map(tell(entity)))
    .sort()
}

type Records = Picture[string]
const tell = (entity: string) => (words: string) => `${entity} ${words}`

function changesOf(before: Records, after: Records, isKnown: (id: string) => boolean): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].flatMap(id => {
    if (!(id in after)) return [`${id} deleted`]
    if (!(id in before)) return [`${id} ${isKnown(id) ? 'restored' : 'created'}`]
    return contentOf(before[id]) === contentOf(after[id]) ? [] : [`${id} updated`]
  })
}

/** A save of the order or product alone is no change of what hangs on it. */
const contentOf = (record: object | undefined): string =>
  JSON.stringify(record, (key, value) => (key === 'modifiedWithParent' ? undefined : value))
