import { z } from 'zod'
import { Alert } from './alerts.ts'
import { ConnectionAnswer } from './connections.ts'

const count = z.int()

export const Overview = z
  .object({
    connections: z.object({
      count,
      troubled: count.describe('With a `trouble`.'),
      items: z
        .array(ConnectionAnswer)
        .describe('The first: what is wrong before what is well, what is late before what is fresh.'),
    }),
    alerts: z.object({ count, items: z.array(Alert) }).describe('Of what lasts, what no `trouble` tells: the latest.'),
  })
  .meta({ id: 'Overview' })
export type Overview = z.output<typeof Overview>
