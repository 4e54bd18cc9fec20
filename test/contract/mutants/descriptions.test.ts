import { secret, text } from '../../../src/sdk/index.ts'
import { toyshop } from '../toyshop/index.ts'
import { catchAll } from './judge.ts'
import { type Anything, breakConnector, breakProducts } from './mutate.ts'

const { checks, fields } = toyshop
const about = { label: 'x', help: 'y' }
const consent = (more: object) => ({
  authorization: {
    label: 'Connect',
    needs: ['baseUrl'],
    fills: ['key'],
    url: () => '',
    finish: async () => ({}),
    ...more,
  },
})

catchAll({
  'an id with capitals': breakConnector(/lower-case kebab/, { id: 'Toyshop' }),
  'no documentation': breakConnector(/documentation/, { docsUrl: '' }),
  'a field without help': breakConnector(/says where/, { fields: { ...fields, key: { ...fields.key, help: '' } } }),
  'a field that may be empty': breakConnector(/refuses to be empty/, {
    fields: { ...fields, key: text(about, (secret(about) as Anything).schema.or(text(about).schema.catch(''))) },
  }),
  'no secret field': breakConnector(/secret/, { fields: { ...fields, secret: { ...fields.secret, secret: false } } }),
  'no reachable check': breakConnector(/checks for reachable/, {
    checks: checks.filter(({ id }) => !id.startsWith('reachable')),
  }),
  'the credential before the way': breakConnector(/reachable comes first/, {
    checks: [checks[0], checks.find(({ id }) => id === 'credentials'), ...checks.slice(1, -4)],
  }),
  'two checks of one id': breakConnector(/no two checks/, { checks: [...checks, checks.at(-1)] }),
  'a check that belongs nowhere': breakConnector(/belongs to one of/, {
    checks: [...checks, { ...checks.at(-1), id: 'misc' }],
  }),
  'a check of an entity that does not exist': breakConnector(/exists/, {
    checks: [...checks, { ...checks.at(-1), id: 'entity.stock', entity: 'stock' }],
  }),
  'consent that fills in a secret': breakConnector(/is no secret/, consent({ fills: ['secret'] })),
  'consent that fills in nothing': breakConnector(/fills something in/, consent({ fills: [] })),
  'consent about what is no field': breakConnector(/is a field/, consent({ needs: ['password'] })),
  'an app that consent does not need': breakConnector(
    /fields that consent needs/,
    consent({ app: { id: 'key', secret: 'secret' } }),
  ),
  'a fingerprint without a sweep': breakProducts(/exactly with a fingerprint/, () => ({ fingerprint: () => '' })),
  'idOf throws at what is no record': breakProducts(/describes itself/, () => ({
    idOf: (raw: Anything) => `${raw.id}`,
  })),
  'any position will do': breakProducts(/another format/, ({ position }) => ({
    position: { parse: (stored: unknown) => stored, safeParse: () => ({ success: true }), schema: position },
  })),
})
