import type { Phrases } from '../../../src/sdk/index.ts'

/** What verification says. */
export const checks: Phrases = {
  'This is a Shopify shop, and it is open': 'Detta är en Shopify-butik, och den är öppen',
  'Our clock is right': 'Vår klocka går rätt',
  'within a minute of Shopify’s': 'inom en minut från Shopifys',
  'not told': 'sägs inte',
  'The clock of this server is {seconds} seconds {side} Shopify’s.':
    'Den här serverns klocka är {seconds} sekunder {side} Shopifys.',
  'ahead of': 'före',
  behind: 'efter',
  'Nothing is lost by it, because we go by the shop’s clock. Have a time server set the clock of this one.':
    'Inget går förlorat på det, för vi går efter butikens klocka. Låt en tidsserver ställa den här klockan.',
  'The app is accepted': 'Appen godtas',
  '{app} · no scopes': '{app} · inga behörigheter',
  'Orders of any age can be read': 'Order av vilken ålder som helst kan läsas',
  'Orders older than 60 days will not come: without the scope read_all_orders Shopify leaves them out and does not say so.':
    'Order äldre än 60 dagar kommer inte: utan behörigheten read_all_orders utelämnar Shopify dem utan att säga det.',
  'What is to be sent can be read': 'Det som ska skickas kan läsas',
  'Lists of what is to be sent will be empty: without the scope read_merchant_managed_fulfillment_orders Shopify leaves it out and does not say so.':
    'Listor över det som ska skickas blir tomma: utan behörigheten read_merchant_managed_fulfillment_orders utelämnar Shopify det utan att säga det.',
  'Shopify serves the version of its API that we know': 'Shopify svarar med den version av sitt API som vi känner',
  'Shopify no longer serves version {asked} of its API and answers as version {served}.':
    'Shopify svarar inte längre med version {asked} av sitt API utan med version {served}.',
  'Update Koppla. Until then imports go on, and stop where an answer has another form.':
    'Uppdatera Koppla. Till dess fortsätter importen, och stannar där ett svar har en annan form.',
  'The shop tells about itself': 'Butiken berättar om sig själv',
  'The shop is paused: it sells nothing, and its API may be closed at any time.':
    'Butiken är pausad: den säljer inget, och dess API kan stängas när som helst.',
  'Choose a plan in the admin under Settings > Plan when the shop is to sell again.':
    'Välj en plan i admin under Settings > Plan när butiken ska sälja igen.',
}
