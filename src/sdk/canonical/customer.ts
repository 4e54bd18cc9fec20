import { z } from 'zod'
import { Address, recordShape, Text } from './values.ts'

export const Customer = z.object({
  ...recordShape,
  email: Text.nullable(),
  firstName: Text.nullable(),
  lastName: Text.nullable(),
  company: Text.nullable(),
  phone: Text.nullable(),
  username: Text.nullable(),
  /** The store's own word for the kind of account. */
  role: Text.nullable(),
  billing: Address.nullable(),
  shipping: Address.nullable(),
  meta: z.record(z.string(), z.unknown()).default({}),
})
