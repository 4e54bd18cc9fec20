import { z } from 'zod'

/** An expression as a person would say it. */
export const Words = z.object({ en: z.string(), sv: z.string() })

export const FieldAnswer = z.object({
  name: z.string().describe('Its key in `credential`.'),
  label: z.string(),
  systemLabel: z.string().optional().describe("The system's own word for it."),
  help: z.string().describe('Where in the external system the value is found.'),
  placeholder: z.string().optional(),
  secret: z.boolean(),
  initial: z.string().optional().describe('What holds where nothing is given.'),
  choices: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .optional()
    .describe('The values it may have.'),
  parts: z
    .boolean()
    .optional()
    .describe(
      'It takes its one choice, which is all of the store, or parts of the store with commas between: a verification’s report `offers` those there are. They cannot be others later.',
    ),
  when: z
    .object({ field: z.string(), is: z.string() })
    .optional()
    .describe('Asked for only while that field has this value.'),
  lent: z
    .object({ with: z.string(), while: z.object({ field: z.string(), is: z.string() }) })
    .optional()
    .describe(
      'It may be left out together with the field that `with` names, while the other has that value: the operator’s is used. It is never told.',
    ),
})

const AuthorizationOffer = z
  .object({
    label: z.string().describe('The words on its button.'),
    needs: z.array(z.string()).describe('The fields that must be filled in before.'),
    fills: z.array(z.string()).describe('The fields that it fills in.'),
    redirectUri: z.string().describe('The address that must be registered with the app at the system.'),
  })
  .describe('Consent on a page of the system, in place of looking up values: `POST /authorizations`. Null: none.')

export const ConnectorAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    apiVersion: z.string(),
    docsUrl: z.string(),
    connected: z.boolean().describe('There is a connection to it.'),
    fields: z.array(FieldAnswer),
    authorization: AuthorizationOffer.nullable(),
    entities: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        startsAtOrderStart: z.boolean().describe('Whether Order Start applies to it.'),
        defaultSchedule: Words,
        lookups: z
          .array(z.object({ name: z.string(), label: z.string() }))
          .describe('What the store can be asked live about one record.'),
        seals: z.boolean().describe('Whether a day or a month of them can be compared with the store.'),
      }),
    ),
  })
  .meta({ id: 'Connector' })
export type ConnectorAnswer = z.output<typeof ConnectorAnswer>
