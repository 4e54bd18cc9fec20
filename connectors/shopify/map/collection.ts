import { z } from 'zod'
import type { Collection } from '../../../src/sdk/index.ts'
import { numberOf, RawText, textOf } from './values.ts'

export const RawCollection = z.looseObject({
  id: z.string(),
  title: z.string(),
  handle: RawText,
  descriptionHtml: RawText,
})
export type RawCollection = z.output<typeof RawCollection>

/** Collections stand side by side: none is inside another. */
export const mapCollection = ({ id, title, handle, descriptionHtml }: RawCollection): Collection => ({
  ...{ externalId: numberOf(id), parentExternalId: null, name: title, slug: textOf(handle) },
  ...{ description: textOf(descriptionHtml), position: null },
})
