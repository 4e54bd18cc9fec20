import type { Phrases } from '../../../src/sdk/index.ts'

export const sv: Phrases = {}
