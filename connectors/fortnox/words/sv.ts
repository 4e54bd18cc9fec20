import type { Phrases } from '../../../src/sdk/index.ts'
import { answers } from './answers.ts'
import { checks } from './checks.ts'
import { consent } from './consent.ts'

export const sv: Phrases = { ...checks, ...answers, ...consent }
