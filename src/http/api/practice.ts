import { z } from 'zod'
import { practiceFaults } from '../../sdk/demo-store.ts'
import { Id, Name, plainText } from './common.ts'

const Fault = z
  .enum(practiceFaults, `Of ${practiceFaults.join(', ')} each is allowed.`)
  .describe(
    'slow: each answer comes late. errors: every third fails. rate_limit: every second is refused as too many. refuses_key: the key is not known. unreachable: no answer at all.',
  )

export const PracticeStore = z
  .object({
    connectionId: Id,
    name: z.string(),
    externalSystem: z.string(),
    running: z.boolean().describe('Whether it answers. It does not where its address was taken when Koppla started.'),
    faults: z.array(Fault).describe('What is wrong with it now.'),
    sold: z.int().describe('Orders that were asked for.'),
  })
  .meta({ id: 'PracticeStore' })
export type PracticeStore = z.output<typeof PracticeStore>

export const PracticeList = z
  .object({
    reason: z.string().nullable().describe('Why none can be started here; null: they can.'),
    externalSystems: z.array(z.string()).describe('The systems that have one.'),
    items: z.array(PracticeStore),
  })
  .meta({ id: 'PracticeStores' })
export type PracticeList = z.output<typeof PracticeList>

export const NewPracticeInput = z
  .strictObject({
    externalSystem: plainText(50),
    name: Name.default('Practice store').describe('Of the connection; a number is put behind it where it is taken.'),
  })
  .meta({ id: 'NewPracticeStore', examples: [{ externalSystem: 'woocommerce' }] })

export const PracticeChangeInput = z
  .strictObject({ faults: z.array(Fault).max(practiceFaults.length) })
  .meta({ id: 'PracticeStoreChange', examples: [{ faults: ['slow'] }] })

export const SoldAnswer = z
  .object({
    order: z.string().describe('Its number.'),
    runId: Id.nullable().describe('The run that imports it; null: the run under way may, else the next does.'),
  })
  .meta({ id: 'PracticeSale' })
