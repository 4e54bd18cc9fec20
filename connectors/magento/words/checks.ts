import type { Phrases } from '../../../src/sdk/index.ts'

/** The form, and what verification says. */
export const checks: Phrases = {
  'In the admin: System > Extensions > Integrations > Add New Integration. Choose what it may read under API, save and Activate.':
    'I Magentos admin: System > Extensions > Integrations > Add New Integration. Välj under API vad den får läsa, spara och tryck på Activate.',
  'API URL': 'API URL',
  'Base URL': 'Base URL',
  'The address customers visit, with its folder if it has one. In the admin: Stores > Configuration > General > Web.':
    'Adressen som kunder besöker, med mapp om den har en. I admin: Stores > Configuration > General > Web.',
  'Way in': 'Väg in',
  'Integration with four values': 'Integration med fyra värden',
  'Access token alone': 'Bara access token',
  'An integration signs each request and works in every store. An access token alone works only where the store allows it.':
    'En integration signerar varje förfrågan och fungerar i alla butiker. Bara en access token fungerar endast där butiken tillåter det.',
  'Access token': 'Access token',
  'Access token secret': 'Access token secret',
  'Shown beside the access token.': 'Visas bredvid access token.',
  'Consumer key': 'Konsumentnyckel',
  'Consumer secret': 'Konsumenthemlighet',
  'Shown above the access token, when the integration is activated.':
    'Visas ovanför access token när integrationen aktiveras.',
  'Store view': 'Butiksvy',
  'The store views whose orders are imported. Verification finds out which the store has; then they can be chosen here.':
    'De butiksvyer vars order importeras. Verifieringen tar reda på vilka butiken har; sedan kan de väljas här.',
  'All store views': 'Alla butiksvyer',
  'The store’s clock is right': 'Butikens klocka går rätt',
  'The store’s clock is {time} {side} ours.': 'Butikens klocka går {time} {side} vår.',
  'ahead of': 'före',
  'Nothing is lost by it, because we go by the store’s clock. Ask the web host to have a time server set the clock.':
    'Inget går förlorat på det, för vi går efter butikens klocka. Be webbhotellet låta en tidsserver ställa klockan.',
  'The store’s answers do not say what time it is there: a cache stands in front of them.':
    'Butikens svar säger inte vad klockan är där: en cache står framför dem.',
  'In Fastly, Varnish or at the web host, exempt /rest/ from the cache. Until then we go by our own clock.':
    'Undanta /rest/ från cachen i Fastly, Varnish eller hos webbhotellet. Till dess går vi efter vår egen klocka.',
  'The integration is accepted': 'Integrationen godtas',
  'The values are right, but a proxy in front of Magento ends https, and Magento takes our requests for plain http. They are signed for that.':
    'Värdena är rätt, men en proxy framför Magento avslutar https, och Magento tar våra förfrågningar för vanlig http. De signeras därefter.',
  'It works as it is. To put it right, ask the web host to pass the header X-Forwarded-Proto on to Magento; then verify again.':
    'Det fungerar som det är. Be webbhotellet skicka huvudet X-Forwarded-Proto vidare till Magento för att rätta till det; verifiera sedan igen.',
  'The values are right, but the web server hides the port of the address from Magento. Requests are signed without it.':
    'Värdena är rätt, men webbservern döljer adressens port för Magento. Förfrågningar signeras utan den.',
  'It works as it is. To put it right, ask the web host to pass the whole Host header on to PHP; then verify again.':
    'Det fungerar som det är. Be webbhotellet skicka hela huvudet Host vidare till PHP för att rätta till det; verifiera sedan igen.',
  'The store knows consumer key and access token, but one of the two secrets does not belong to them. That a proxy hides https or the port was tried: it is not that; one that changes the host name is still possible.':
    'Butiken känner till konsumentnyckel och access token, men en av de två hemligheterna hör inte till dem. Att en proxy döljer https eller porten har prövats: det är inte det; en som ändrar värdnamnet är fortfarande möjlig.',
  'Copy consumer secret and access token secret again: System > Extensions > Integrations, open the integration. If they are gone, choose Reauthorize and enter all four values.':
    'Kopiera consumer secret och access token secret igen: System > Extensions > Integrations, öppna integrationen. Är de borta, välj Reauthorize och ange alla fyra värdena.',
  'The store does not take this access token alone: it is unknown or its integration is switched off, or, as in every store since 2.4.4 unless it was changed, the store allows no token alone, or the Authorization header does not reach PHP.':
    'Butiken tar inte emot denna access token ensam: den är okänd eller dess integration är avstängd, eller så tillåter butiken ingen ensam token, som alla butiker sedan 2.4.4 om det inte ändrats, eller så når huvudet Authorization inte fram till PHP.',
  'Choose the integration with four values instead. Or allow it: Stores > Configuration > Services > OAuth > Consumer Settings, and flush the cache.':
    'Välj integration med fyra värden i stället. Eller tillåt det: Stores > Configuration > Services > OAuth > Consumer Settings, och töm cachen.',
  'The values are right, but the integration is switched off in the store.':
    'Värdena är rätt, men integrationen är avstängd i butiken.',
  'In the store: System > Extensions > Integrations, choose Activate beside the integration.':
    'I butiken: System > Extensions > Integrations, välj Activate vid integrationen.',
  'What is signed does not reach Magento: the Authorization header is dropped on the way. The values may be right.':
    'Det som signeras når inte Magento: huvudet Authorization tas bort på vägen. Värdena kan vara rätt.',
  'Ask the web host to pass the Authorization header on to PHP (in Apache: CGIPassAuth On, or a RewriteRule that sets HTTP_AUTHORIZATION).':
    'Be webbhotellet skicka huvudet Authorization vidare till PHP (i Apache: CGIPassAuth On, eller en RewriteRule som sätter HTTP_AUTHORIZATION).',
  'Categories can be read': 'Kategorier kan läsas',
  'Words for options can be read': 'Ord för alternativ kan läsas',
  'Products cannot be read.': 'Produkter kan inte läsas.',
  'Products are imported without the names of their categories. {why}':
    'Produkter importeras utan namnen på sina kategorier. {why}',
  'Options of variants (sizes, colours) are imported as numbers. {why}':
    'Varianters alternativ (storlekar, färger) importeras som nummer. {why}',
  'Options of variants (sizes, colours) are imported as numbers. {why} Once it has that right, import everything again: what came without the words is then put right.':
    'Varianters alternativ (storlekar, färger) importeras som nummer. {why} När den har den rättigheten, läs in allt på nytt: det som kom utan orden rättas då.',
  'The values are in their places': 'Värdena står på rätt plats',
  'There is a space or a line break inside the {value}.': 'Det finns ett blanksteg eller en radbrytning i {value}.',
  'There are quotation marks or a comma around the {value}.': 'Det finns citattecken eller ett komma kring {value}.',
  'The same value is entered as {one} and as {other}.': 'Samma värde är angivet som {one} och som {other}.',
  'The {value} has {count} characters; it should have 32.': '{value} har {count} tecken; det ska vara 32.',
  'This is the token of a person in the admin. It lasts an hour, and with two-factor authentication no new one can be had without a code.':
    'Detta är en persons token i admin. Den gäller en timme, och med tvåfaktorsinloggning går det inte att få en ny utan kod.',
  'Add an integration instead: System > Extensions > Integrations > Add New Integration. What it is given lasts until it is revoked.':
    'Lägg till en integration i stället: System > Extensions > Integrations > Add New Integration. Det den får gäller tills det återkallas.',
  'In the store: System > Extensions > Integrations, open the integration and copy the value again, alone.':
    'I butiken: System > Extensions > Integrations, öppna integrationen och kopiera värdet igen, ensamt.',
  'Magento answers': 'Magento svarar',
  '{asked} sends us on to another site, {other}. The credential was not sent there.':
    '{asked} skickar oss vidare till en annan webbplats, {other}. Uppgifterna skickades inte dit.',
  'If that is your store, use {url} as the API URL. If not, correct the API URL.':
    'Är det din butik, använd {url} som API URL. Annars rätta API URL.',
  '{asked} sends us on to the address that the store goes by, {url}.':
    '{asked} skickar oss vidare till adressen som butiken går under, {url}.',
  'Use {url} as the API URL: signatures are made over the address.':
    'Använd {url} som API URL: signaturer görs över adressen.',
  'The server does not rewrite addresses, so the API is reached by way of index.php.':
    'Servern skriver inte om adresser, så API:et nås genom index.php.',
  'It works as it is. To put it right, switch on web server rewrites under Stores > Configuration > General > Web.':
    'Det fungerar som det är. Slå på Web Server Rewrites under Stores > Configuration > General > Web för att rätta till det.',
  'The store has no store view “{code}”. It has: {views}.': 'Butiken har ingen butiksvy ”{code}”. Den har: {views}.',
  'Choose those whose orders are to be imported, or all; where they are typed, their codes with commas between.':
    'Välj dem vars order ska importeras, eller alla; skrivs de in, ange deras koder med komma emellan (all för alla).',
  'The store views have different time zones: {zones}. Order Start is counted in {zone}; the day of an invoice is that of its own store view.':
    'Butiksvyerna har olika tidszoner: {zones}. Order Start räknas i {zone}; en fakturas dag är dess egen butiksvys.',
  'Their websites keep books in different currencies: {currencies}. What products cost is told in {currency}.':
    'Deras webbplatser har olika bokföringsvaluta: {currencies}. Vad produkter kostar anges i {currency}.',
  'The store views have different time zones: {zones}. Order Start is counted in {zone}; the day of an invoice is that of its own store view. Their websites keep books in different currencies: {currencies}. What products cost is told in {currency}.':
    'Butiksvyerna har olika tidszoner: {zones}. Order Start räknas i {zone}; en fakturas dag är dess egen butiksvys. Deras webbplatser har olika bokföringsvaluta: {currencies}. Vad produkter kostar anges i {currency}.',
  'Imports work. Where each is to go by its own, make a connection of its own for each store view.':
    'Importerna fungerar. Gör en anslutning per butiksvy om var och en ska gå efter sitt eget.',
  'This version of Magento is supported': 'Denna version av Magento stöds',
  'Magento {version} is older than 2.4, with which this connector was tried.':
    'Magento {version} är äldre än 2.4, som denna koppling är prövad med.',
  'It may work. Update Magento to 2.4.4 or later, which gets security fixes.':
    'Det kan fungera. Uppdatera Magento till 2.4.4 eller senare, som får säkerhetsrättningar.',
  'It is the right store': 'Det är rätt butik',
  'The store has no store views.': 'Butiken har inga butiksvyer.',
  'Add one under Stores > All Stores.': 'Lägg till en under Stores > All Stores.',
  'Store views cannot be chosen. {why}': 'Butiksvyer kan inte väljas. {why}',
  'The store’s time zone is not told: Order Start is counted in UTC. {why}':
    'Butikens tidszon är okänd: Order Start räknas i UTC. {why}',
}
