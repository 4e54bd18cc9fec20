/** What a small Swedish shop is made of, with every letter and sign that has ever broken an import. */
export const cities: readonly (readonly [string, string, string])[] = [
  ['Göteborg', '41103', 'SE'],
  ['Malmö', '211 20', 'SE'],
  ['Jönköping', '553 18', 'SE'],
  ['Umeå', '90325', 'SE'],
  ['Östersund', '831 31', 'SE'],
  ['Örebro', '70210', 'SE'],
]
export const abroad: Readonly<Record<string, readonly [string, string]>> = {
  DE: ['Köln', '50667'],
  FI: ['Åbo', '20100'],
  NO: ['Tromsø', '9008'],
  CA: ['Victoria', 'V8W 1P6'],
}
export const firstNames = [
  'Ingrid',
  'Märta',
  'Björn',
  'Erik',
  'Zoë',
  "D'Arcy",
  'Örjan',
  'Κώστας',
  '明',
  'Åsa',
  'Łukasz',
]
export const lastNames = ['Öberg', '李', 'Øster', 'Hägglund', 'Müller', 'Svensson', 'Åkesson', 'Nuñez', 'Ó Briain']
export const companies = ['', '', '', 'Åkeri & Söner AB', 'Företaget Ö']
export const places = [
  'Jönköping',
  'Växjö',
  'Göteborg',
  'Umeå',
  'Örebro',
  'Malmö',
  'Åre',
  'Visby',
  'Härnösand',
  'Östersund',
]
export const things = [
  'ljusstake',
  'mugg',
  'vas',
  'kanna',
  'bok',
  'fat',
  'skål',
  'te',
  'kudde',
  'pläd',
  'lykta',
  'doftljus',
]
export const colours = ['Blå', 'Grön', 'Mässing', 'Röd', 'Svart', 'Vit']
export const sizes = ['L', 'M', 'S', 'XL']
export const payments: Readonly<Record<string, string>> = {
  klarna_payments: 'Klarna',
  stripe: 'Kort (Stripe)',
  cod: 'Postförskott',
  bacs: 'Banköverföring',
}
export const carriers = ['PostNord Ombud', 'DHL Hem & Kontor', 'Budbee']
export const orderStatuses: Readonly<Record<string, string>> = {
  pending: 'Pending payment',
  processing: 'Processing',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  failed: 'Failed',
  'checkout-draft': 'Draft',
}

/** As WordPress makes a slug of a title: ASCII letters kept, Swedish ones bent, anything else dropped. */
export const slugify = (title: string) =>
  title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]|<[^>]*>/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
