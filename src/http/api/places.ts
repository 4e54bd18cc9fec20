import { z } from 'zod'
import { Id, Name } from './common.ts'

export const PlaceInput = z.strictObject({ name: Name }).meta({ id: 'PlaceName' })

/** A warehouse or a company group. */
export const Place = z
  .object({ id: Id, name: z.string(), connections: z.int().describe('How many connections use it.') })
  .meta({ id: 'Place' })
export type Place = z.output<typeof Place>
