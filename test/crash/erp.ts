// An ERP that reads the change feed while it lasts, and goes on where it stopped.
import type { Api, Json } from '../journey/api.ts'

export interface Erp {
  readonly heard: readonly Json[]
  /** What no reader of the feed must ever see. */
  readonly broken: readonly string[]
  /** As far as the feed goes now. Throws when the server is gone; what was read until then is kept. */
  readonly read: (api: Api) => Promise<void>
}

export function openErp(): Erp {
  const heard: Json[] = []
  const broken: string[] = []
  async function read({ get }: Api): Promise<void> {
    for (;;) {
      const after = heard.at(-1)?.position ?? 0
      const page = await get(`/events?after=${after}&limit=1000`)
      for (const event of page.items) {
        const last = heard.at(-1)?.position ?? 0
        if (event.position !== last + 1) broken.push(`the feed tells ${event.position} after ${last}`)
        heard.push(event)
      }
      if (page.items.length === 0) return
    }
  }
  return { heard, broken, read }
}
