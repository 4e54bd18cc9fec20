import type { Phrases } from '../../../src/sdk/index.ts'

/** What stands where a value comes, and what checks found. */
export const parts: Phrases = {
  behind: 'efter',
  'consumer key': 'konsumentnyckeln',
  'consumer secret': 'konsumenthemligheten',
  'consumer key and consumer secret': 'konsumentnyckel och konsumenthemlighet',
  'within a minute of ours': 'inom en minut från vår',
  'sent in the header': 'skickas i huvudet',
  'requests are signed with it': 'förfrågningar signeras med den',
  read: 'läsa',
  'read and write': 'läsa och skriva',
  'may read the store': 'får läsa butiken',
  'Shop manager or Administrator': 'Butikschef eller Administratör',
  '{name} · {some} · prices with tax · {more}': '{name} · {some} · priser med moms · {more}',
  '{name} · {some} · prices without tax · {more}': '{name} · {some} · priser utan moms · {more}',
  'orders in tables of their own · {counts}': 'order i egna tabeller · {counts}',
  'orders as posts · {counts}': 'order som inlägg · {counts}',
  '{products} products, {orders} orders, {customers} customers':
    '{products} produkter, {orders} order, {customers} kunder',
  'is too large: its answer is cut off before its end': 'är för stor: svaret bryts före sitt slut',
}
