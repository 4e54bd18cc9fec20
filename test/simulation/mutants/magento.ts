// A Magento connector that takes its lists to be simpler than they are.
import type { Mutant } from './mutant.ts'

export const magento: readonly Mutant[] = [
  {
    name: 'the rest of a second is passed over at the end of a page',
    caughtBy: { seed: 200, edits: 15, theme: 'hiding', system: 'magento' },
    file: 'connectors/magento/walk.ts',
    edits: [
      [
        "[['updated_at', 'gt', at] as const, ['entity_id', 'gt', id] as const]]),\n    ],\n    before",
        "[['updated_at', 'gt', at] as const]]),\n    ],\n    before",
      ],
    ],
  },
  {
    name: 'the fingerprint of a product is its modification time',
    caughtBy: { seed: 200, edits: 15, theme: 'silence', system: 'magento' },
    file: 'connectors/magento/entities/products.ts',
    edits: [
      [
        'const told = [sku, toldOf(raw), categories.sort(), children,',
        'const told = [sku, raw.updated_at, 0 && children,',
      ],
    ],
  },
]
