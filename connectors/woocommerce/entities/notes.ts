import { z } from 'zod'
import type { Lookup } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { mapNote, Note, RawNote } from '../map/note.ts'

/** One request for each order, and a note does not change its order: asked when somebody wants to know, and not imported. */
export const notes: Lookup<Client, Note[]> = {
  label: 'Notes to the customer and internal ones',
  output: z.array(Note),
  /** The route has no pages: one answer has all notes, the newest first. */
  run: async (client, orderId) => (await client.get(`orders/${orderId}/notes`, {}, z.array(RawNote))).data.map(mapNote),
}
