import type { Phrases } from '../../../src/sdk/index.ts'
import { answers } from './answers.ts'
import { checks } from './checks.ts'
import { parts } from './parts.ts'
import { refusals } from './refusals.ts'

export const sv: Phrases = { ...checks, ...refusals, ...answers, ...parts }
