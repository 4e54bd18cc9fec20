import { z } from 'zod'
import type { Collection } from '../../../src/sdk/index.ts'

export interface RawCategory {
  readonly id: number
  readonly parent_id?: number | null | undefined
  readonly name?: string | null | undefined
  readonly position?: number | null | undefined
  readonly children_data?: readonly RawCategory[] | null | undefined
}

/** The whole tree comes in one answer. */
export const RawCategory: z.ZodType<RawCategory> = z.lazy(() =>
  z.looseObject({
    id: z.int(),
    parent_id: z.int().nullish(),
    name: z.string().nullish(),
    position: z.int().nullish(),
    children_data: z.array(RawCategory).nullish(),
  }),
)

/** Without the root, which no product is in. */
export const mapCategories = ({ children_data: children }: RawCategory): Collection[] =>
  (children ?? []).flatMap(child => [mapCategory(child), ...mapCategories(child)])

const mapCategory = ({ id, parent_id, name, position }: RawCategory): Collection => ({
  externalId: String(id),
  parentExternalId: (parent_id ?? 0) <= 1 ? null : String(parent_id),
  name: name ?? '',
  slug: null,
  description: null,
  position: position ?? null,
})
