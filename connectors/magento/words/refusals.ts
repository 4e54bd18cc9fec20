import type { Phrases } from '../../../src/sdk/index.ts'

/** What is said of the credential. */
export const refusals: Phrases = {
  'In the store: System > Extensions > Integrations, open the integration and copy the value again. If it is gone, choose Reauthorize and enter all four values.':
    'I butiken: System > Extensions > Integrations, öppna integrationen och kopiera värdet igen. Är det borta, välj Reauthorize och ange alla fyra värdena.',
  'The store does not know this consumer key.': 'Butiken känner inte till denna konsumentnyckel.',
  'The consumer key has not the 32 characters that one has.':
    'Konsumentnyckeln har inte de 32 tecken som en sådan har.',
  'The consumer key has expired.': 'Konsumentnyckeln har gått ut.',
  'The store does not know this access token: the integration was deleted there or authorised anew.':
    'Butiken känner inte till denna access token: integrationen är borttagen där eller auktoriserad på nytt.',
  'The access token has not the 32 characters that one has.': 'Access token har inte de 32 tecken som en sådan har.',
  'The access token belongs to another integration than the consumer key.':
    'Access token hör till en annan integration än konsumentnyckeln.',
  'In the store: System > Extensions > Integrations, open one integration and enter all four values of that one.':
    'I butiken: System > Extensions > Integrations, öppna en integration och ange alla fyra värdena från just den.',
  'The access token was revoked in the store.': 'Access token är återkallad i butiken.',
  'In the store: System > Extensions > Integrations, choose Reauthorize and enter all four values.':
    'I butiken: System > Extensions > Integrations, välj Reauthorize och ange alla fyra värdena.',
  'The store knows consumer key and access token, but what was signed with the secrets does not match.':
    'Butiken känner till konsumentnyckel och access token, men det som signerats med hemligheterna stämmer inte.',
  'The store says that this request was sent before.': 'Butiken säger att denna förfrågan redan har skickats.',
  'Nothing to do: it is sent again.': 'Inget att göra: den skickas igen.',
  'The store’s clock is more than 10 minutes behind ours, so it refuses signed requests.':
    'Butikens klocka går mer än 10 minuter efter vår, så den nekar signerade förfrågningar.',
  'Ask the web host to have a time server set the store’s clock, and the operator to see to the clock of this one.':
    'Be webbhotellet låta en tidsserver ställa butikens klocka, och driftansvarig att se över klockan här.',
  'The store does not take signatures made with HMAC-SHA256.':
    'Butiken tar inte emot signaturer gjorda med HMAC-SHA256.',
  'The store does not take the version of OAuth that requests are signed with.':
    'Butiken tar inte emot den version av OAuth som förfrågningar signeras med.',
  'Update Magento to 2.4.4 or later.': 'Uppdatera Magento till 2.4.4 eller senare.',
  'A part of the signature was lost on its way to the store.':
    'En del av signaturen gick förlorad på vägen till butiken.',
  'Ask the web host what changes the Authorization header: a proxy or firewall before the store.':
    'Fråga webbhotellet vad som ändrar huvudet Authorization: en proxy eller brandvägg framför butiken.',
}
