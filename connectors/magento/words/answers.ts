import type { Phrases } from '../../../src/sdk/index.ts'

/** What is said of the store's answers, whoever asked. */
export const answers: Phrases = {
  'The store answered in a form we do not know ({where}).': 'Butiken svarade i en form vi inte känner till ({where}).',
  'A module that changes the REST API is the usual cause: switch such modules off one by one. If it is none of them, report this as a fault of Koppla.':
    'En modul som ändrar REST API:et är den vanliga orsaken: stäng av sådana moduler en i taget. Är det ingen av dem, rapportera det som ett fel i Koppla.',
  'The store refused the integration: {why}': 'Butiken nekade integrationen: {why}',
  'The store refused the integration.': 'Butiken nekade integrationen.',
  'Verify the connection: that finds out why. In the store: System > Extensions > Integrations.':
    'Verifiera anslutningen: det visar varför. I butiken: System > Extensions > Integrations.',
  'The store does not recognise the integration: it was switched off there, or what we send does not reach it.':
    'Butiken känner inte igen integrationen: den är avstängd där, eller så når det vi skickar inte fram.',
  'The integration may not read this: it lacks the right {right}.':
    'Integrationen får inte läsa detta: den saknar rättigheten {right}.',
  'The integration may not read this: it lacks the right {right}. The integration may not read this: it lacks the right {other}.':
    'Integrationen får inte läsa detta: den saknar rättigheterna {right} och {other}.',
  'In the store: System > Extensions > Integrations, open the integration, tick that right under API, save, and choose Reauthorize. Then verify with the new values.':
    'I butiken: System > Extensions > Integrations, öppna integrationen, kryssa för den rättigheten under API, spara och välj Reauthorize. Verifiera sedan med de nya värdena.',
  'The store answers, but this part of Magento’s API is missing.':
    'Butiken svarar, men denna del av Magentos API saknas.',
  'Check that its module is switched on: bin/magento module:status.':
    'Kontrollera att dess modul är påslagen: bin/magento module:status.',
  'The store said: {words}': 'Butiken sade: {words}',
  'It was probably deleted in the store.': 'Den är troligen borttagen i butiken.',
  'Something went wrong inside the store: {words}': 'Något gick fel inne i butiken: {words}',
  'Ask whoever runs the store to look up that number in var/log/exception.log; a module is the usual cause.':
    'Be den som sköter butiken slå upp numret i var/log/exception.log; en modul är den vanliga orsaken.',
  'The store sends us on to {url}.': 'Butiken skickar oss vidare till {url}.',
  'an address that is none': 'en adress som inte är någon',
  'Verify the connection: that finds the right address.': 'Verifiera anslutningen: det hittar rätt adress.',
  'Nothing to do: imports wait. If it stays, ask the web host.':
    'Inget att göra: importerna väntar. Består det, fråga webbhotellet.',
  'Try again later. If it stays, ask whoever runs the store.':
    'Försök igen senare. Består det, fråga den som sköter butiken.',
  'Ask whoever runs the store what on it refuses such requests.':
    'Fråga den som sköter butiken vad där som nekar sådana förfrågningar.',
  'The store does not sort or filter its lists as it is asked to, so nobody can tell whether rows are missing.':
    'Butiken sorterar eller filtrerar inte sina listor som den ombeds, så ingen kan veta om rader saknas.',
  'A module that changes the REST API’s lists is the likely cause: switch off the newest ones in turn.':
    'En modul som ändrar REST API:ets listor är den troliga orsaken: stäng av de nyaste i tur och ordning.',
  'The store counts {count} rows in a list and shows none of them.':
    'Butiken räknar {count} rader i en lista och visar ingen av dem.',
  'A module that filters the REST API’s lists, or a cache before the store, is the likely cause: let /rest/ through uncached and switch off the newest modules in turn. What the store shows then is read; nothing is passed over until then.':
    'En modul som filtrerar REST API:ets listor, eller en cache framför butiken, är den troliga orsaken: släpp fram /rest/ utan cache och stäng av de nyaste modulerna i tur och ordning. Vad butiken då visar läses; inget hoppas över till dess.',
  'The list changes faster than it can be read.': 'Listan ändras fortare än den kan läsas.',
  'Nothing to do: the run starts again where it stopped.': 'Inget att göra: körningen börjar om där den slutade.',
  'The store counts this record and does not show it.': 'Butiken räknar denna post och visar den inte.',
  'The store counts {count} rows more under {route} than it shows.':
    'Butiken räknar {count} rader fler under {route} än den visar.',
  'A module that filters the REST API’s lists is the likely cause: switch off the newest ones in turn.':
    'En modul som filtrerar REST API:ets listor är den troliga orsaken: stäng av de nyaste i tur och ordning.',
  'Something that it refers to was probably deleted in the store.':
    'Något som den hänvisar till är troligen borttaget i butiken.',
  'has the SKU “{sku}”, which the store’s web server does not take in an address. Have it allow encoded slashes (in Apache: AllowEncodedSlashes NoDecode), or change the SKU. Then retry it.':
    'har SKU ”{sku}”, som butikens webbserver inte tar emot i en adress. Låt den tillåta kodade snedstreck (i Apache: AllowEncodedSlashes NoDecode), eller ändra SKU. Försök sedan igen.',
  'The store has no such order any more.': 'Butiken har ingen sådan order längre.',
  'Comments on the order': 'Kommentarer till ordern',
  'The server wants https at this address, and the address says http.':
    'Servern vill ha https på denna adress, och adressen säger http.',
  'Change http:// to https:// in the API URL.': 'Ändra http:// till https:// i API URL.',
  'The store is in maintenance mode and answers nothing else.': 'Butiken är i underhållsläge och svarar inget annat.',
  'Wait until the work is finished, or have it switched off: bin/magento maintenance:disable.':
    'Vänta tills arbetet är klart, eller låt stänga av läget: bin/magento maintenance:disable.',
  'A firewall in front of the store stopped our request and sent a page of its own.':
    'En brandvägg framför butiken stoppade vår förfrågan och skickade en egen sida.',
  'Allow the address of this server for /rest/ in the firewall (Cloudflare, Fastly or the web host’s).':
    'Tillåt denna servers adress för /rest/ i brandväggen (Cloudflare, Fastly eller webbhotellets).',
  'The store’s server forbids the request before Magento sees it.':
    'Butikens server förbjuder förfrågan innan Magento ser den.',
  'Allow the address of this server for /rest/ in the web host’s firewall or in .htaccess.':
    'Tillåt denna servers adress för /rest/ i webbhotellets brandvägg eller i .htaccess.',
  'Something in front of Magento refuses the request with a page of its own, whatever the credential.':
    'Något framför Magento nekar förfrågan med en egen sida, vilka uppgifter som än anges.',
  'Ask the web host what protects /rest/ (a password or a firewall), and have it let this server through.':
    'Fråga webbhotellet vad som skyddar /rest/ (ett lösenord eller en brandvägg), och låt det släppa fram denna server.',
  'There is no Magento API at this address: the server answered “not found”.':
    'Det finns inget Magento-API på denna adress: servern svarade ”hittades inte”.',
  'Check the API URL: it is the store’s base URL, with its folder if it has one.':
    'Kontrollera API URL: det är butikens Base URL, med sin mapp om den har en.',
  'The store’s server says that too many requests come from here.':
    'Butikens server säger att det kommer för många förfrågningar härifrån.',
  'Wait a few minutes; imports wait by themselves. If it stays, ask the web host to allow this server more requests.':
    'Vänta några minuter; importer väntar av sig själva. Består det, be webbhotellet tillåta denna server fler förfrågningar.',
  'The store’s server refused the request as too long.': 'Butikens server nekade förfrågan som för lång.',
  'Ask the web host to allow longer addresses for /rest/.': 'Be webbhotellet tillåta längre adresser för /rest/.',
  'The store’s server has a problem of its own.': 'Butikens server har ett eget problem.',
  'Try again in a few minutes. If it stays, ask the web host to look in the server’s error log.':
    'Försök igen om några minuter. Består det, be webbhotellet titta i serverns fellogg.',
  'The store’s answer is broken off, or mixed with other text.':
    'Butikens svar är avbrutet, eller blandat med annan text.',
  'PHP may have run out of memory or time: ask the web host to look in the error log.':
    'PHP kan ha fått slut på minne eller tid: be webbhotellet titta i felloggen.',
  'The server answered with a web page where Magento’s API was asked.':
    'Servern svarade med en webbsida där Magentos API tillfrågades.',
}
