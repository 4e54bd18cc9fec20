import type { Phrases } from '../../../src/sdk/index.ts'
import { answers } from './answers.ts'
import { checks } from './checks.ts'
import { form } from './form.ts'

export const sv: Phrases = { ...form, ...checks, ...answers }
