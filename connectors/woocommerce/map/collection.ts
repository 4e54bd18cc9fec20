import { z } from 'zod'
import type { Collection } from '../../../src/sdk/index.ts'
import { RawId, RawText } from './raw.ts'
import { decodeEntities, idText, textOf } from './values.ts'

export const RawCategory = z.looseObject({
  id: RawId,
  name: RawText,
  slug: RawText,
  parent: RawId.nullish(),
  description: RawText,
  menu_order: z.int().nullish().catch(null),
})

export const mapCategory = (raw: z.output<typeof RawCategory>): Collection => ({
  externalId: String(raw.id),
  parentExternalId: idText(raw.parent),
  name: decodeEntities(textOf(raw.name) ?? ''),
  slug: textOf(raw.slug),
  description: textOf(raw.description),
  position: raw.menu_order ?? null,
})
