import type { Phrases } from '../../../src/sdk/index.ts'

/** What is said of a store's answers, in checks and in runs. */
export const answers: Phrases = {
  'The store answered in a form we do not know ({where}).':
    'Butiken svarade i en form som vi inte känner till ({where}).',
  'A plugin that changes the REST API is the usual cause: switch such plugins off one by one. If it is none of them, report this as a fault of Koppla.':
    'Ett tillägg som ändrar REST API:et är den vanliga orsaken: stäng av sådana tillägg ett i taget. Är det inget av dem, rapportera detta som ett fel i Koppla.',
  'The store said: {words}': 'Butiken sa: {words}',
  'Add a new key under WooCommerce > Settings > Advanced > REST API and enter both of its values here.':
    'Lägg till en ny nyckel under WooCommerce > Inställningar > Avancerat > REST API och ange båda dess värden här.',
  'add a new key under WooCommerce > Settings > Advanced > REST API and enter both of its values here.':
    'lägg till en ny nyckel under WooCommerce > Inställningar > Avancerat > REST API och ange båda dess värden här.',
  'The store refused the key.': 'Butiken nekade nyckeln.',
  'The store knows this consumer key, but the consumer secret does not belong to it.':
    'Butiken känner till konsumentnyckeln, men konsumenthemligheten hör inte till den.',
  'The store knows the consumer key, but the consumer secret does not belong to it.':
    'Butiken känner till konsumentnyckeln, men konsumenthemligheten hör inte till den.',
  'Copy the consumer secret again. If it is no longer at hand: {first}{rest}':
    'Kopiera konsumenthemligheten igen. Finns den inte längre till hands: {first}{rest}',
  'The store does not know this consumer key.': 'Butiken känner inte till denna konsumentnyckel.',
  'The store knows this consumer key, but what was signed with the consumer secret does not match.':
    'Butiken känner till konsumentnyckeln, men det som signerades med konsumenthemligheten stämmer inte.',
  'The store’s clock and ours are more than 15 minutes apart, so it refuses signed requests.':
    'Butikens klocka och vår skiljer sig mer än 15 minuter, så den nekar signerade förfrågningar.',
  'Ask the web host to have a time server set the store’s clock, and the operator to see to the clock of this one.':
    'Be webbhotellet låta en tidsserver ställa butikens klocka, och driftansvarig se över klockan här.',
  'The store says that this request was sent before.': 'Butiken säger att denna förfrågan redan skickats.',
  'Nothing to do: it is sent again.': 'Inget att göra: den skickas igen.',
  'The key may write but not read.': 'Nyckeln får skriva men inte läsa.',
  'Under WooCommerce > Settings > Advanced > REST API, open the key and set Permissions to Read/Write.':
    'Öppna nyckeln under WooCommerce > Inställningar > Avancerat > REST API och sätt Behörigheter till Läsa/skriva.',
  'The key may read but not write.': 'Nyckeln får läsa men inte skriva.',
  'The store does not recognise the key: it was deleted there, or it does not reach WooCommerce.':
    'Butiken känner inte igen nyckeln: den är borttagen där, eller når inte WooCommerce.',
  'Verify the connection: that finds out which. If the key is gone, add a new one under WooCommerce > Settings > Advanced > REST API.':
    'Verifiera anslutningen: det visar vilket. Är nyckeln borta, lägg till en ny under WooCommerce > Inställningar > Avancerat > REST API.',
  'The user that the key belongs to may not do this in the store.':
    'Användaren som nyckeln hör till får inte göra detta i butiken.',
  'Under WooCommerce > Settings > Advanced > REST API, add a key and choose as its user a Shop manager or Administrator. Enter both of its values here.':
    'Lägg till en nyckel under WooCommerce > Inställningar > Avancerat > REST API och välj en Butikschef eller Administratör som dess användare. Ange båda dess värden här.',
  'WordPress answers, but this part of WooCommerce’s API is missing.':
    'WordPress svarar, men denna del av WooCommerces API saknas.',
  'Check under Plugins that WooCommerce is active and up to date.':
    'Se under Tillägg att WooCommerce är aktivt och uppdaterat.',
  'The store sends us on to {address}.': 'Butiken skickar oss vidare till {address}.',
  'an address that is none': 'en adress som inte är någon',
  'Verify the connection: that finds the right address. If it is right, switch off what redirects /wp-json/ on the site, and choose Post name under Settings > Permalinks.':
    'Verifiera anslutningen: det hittar rätt adress. Är den rätt, stäng av det som skickar /wp-json/ vidare på webbplatsen, och välj Inläggsnamn under Inställningar > Permalänkar.',
  'Something on the site blocks its REST API: “{words}”': 'Något på webbplatsen blockerar dess REST API: ”{words}”',
  'In the plugin that restricts the REST API (often a security plugin), let /wp-json/ through. If it lets keys through already, check the key.':
    'Släpp igenom /wp-json/ i tillägget som begränsar REST API:et (ofta ett säkerhetstillägg). Släpper det redan igenom nycklar, kontrollera nyckeln.',
  'It was probably deleted in the store.': 'Den är troligen borttagen i butiken.',
  'The store answered with HTTP {status}.': 'Butiken svarade med HTTP {status}.',
  'Try again later. If it stays, ask whoever runs the site.':
    'Försök igen senare. Kvarstår det, fråga den som driver webbplatsen.',
  'Check the API URL: the REST API may have moved to another address.':
    'Kontrollera API URL: REST API:et kan ha flyttat till en annan adress.',
  'Ask whoever runs the site what on it refuses such requests to /wp-json/.':
    'Fråga den som driver webbplatsen vad på den som nekar sådana förfrågningar till /wp-json/.',
  'The store does not sort its lists by id, so nobody can tell whether rows are missing.':
    'Butiken sorterar inte sina listor efter id, så ingen kan säga om rader saknas.',
  'A plugin that changes the REST API’s lists is the likely cause: switch off the newest ones in turn.':
    'Ett tillägg som ändrar REST API:ets listor är den troliga orsaken: stäng av de nyaste i tur och ordning.',
  'The store’s answer does not say how many rows there are (X-WP-Total is missing, or no number).':
    'Butikens svar säger inte hur många rader det finns (X-WP-Total saknas, eller är inget tal).',
  'Let the web server, proxy or CDN in front of the store pass on the X-WP-Total header.':
    'Låt webbservern, proxyn eller CDN:et framför butiken skicka vidare huvudet X-WP-Total.',
  'The list changes faster than it can be read.': 'Listan ändras snabbare än den kan läsas.',
  'Nothing to do: the run starts again where it stopped.': 'Inget att göra: körningen börjar igen där den slutade.',
  'The store counts {count} rows in a list and shows none of them.':
    'Butiken räknar {count} rader i en lista och visar ingen av dem.',
  'A plugin that filters the REST API’s lists, or a cache before the store, is the likely cause: let /wp-json/ through uncached and switch off the newest plugins in turn. What the store shows then is read; nothing is passed over until then.':
    'Ett tillägg som filtrerar REST API:ets listor, eller en cache framför butiken, är den troliga orsaken: släpp igenom /wp-json/ utan cache och stäng av de nyaste tilläggen i tur och ordning. Det butiken då visar läses; inget hoppas över till dess.',
  'The stored position names a list that is not read ({list}).':
    'Den lagrade platsen anger en lista som inte läses ({list}).',
  'Nothing to do: the window is read from its beginning.': 'Inget att göra: det läses från början.',
  'The server wants https at this address, and the address says http.':
    'Servern vill ha https på denna adress, och adressen säger http.',
  'Change http:// to https:// in the API URL.': 'Ändra http:// till https:// i API URL.',
  'The store’s WordPress stopped with a critical error while it was answering.':
    'Butikens WordPress stannade med ett allvarligt fel medan den svarade.',
  'Ask whoever runs the site to look in WooCommerce > Status > Logs under fatal-errors; a plugin that was just updated is the usual cause.':
    'Be den som driver webbplatsen se i WooCommerce > Status > Loggar under fatal-errors; ett nyss uppdaterat tillägg är den vanliga orsaken.',
  'The store’s WordPress cannot reach its own database.': 'Butikens WordPress når inte sin egen databas.',
  'Ask the web host to look at the database server. Nothing is wrong with the key.':
    'Be webbhotellet se över databasservern. Det är inget fel på nyckeln.',
  'The store is in maintenance mode and answers nothing else.': 'Butiken är i underhållsläge och svarar inget annat.',
  'Wait until the update is finished, or switch maintenance mode off in WordPress. If it never ends, delete the file .maintenance in the site’s folder.':
    'Vänta tills uppdateringen är klar, eller stäng av underhållsläget i WordPress. Tar det aldrig slut, ta bort filen .maintenance i webbplatsens mapp.',
  'PHP prints a warning of its own into the store’s answers, so that they can no longer be read.':
    'PHP skriver en egen varning i butikens svar, så att de inte längre går att läsa.',
  'In wp-config.php set WP_DEBUG_DISPLAY to false, or update the plugin that the warning names.':
    'Sätt WP_DEBUG_DISPLAY till false i wp-config.php, eller uppdatera tillägget som varningen nämner.',
  'The store’s permalinks are set to Plain, so that its REST API has no address of its own.':
    'Butikens permalänkar är satta till Enkel, så att dess REST API inte har någon egen adress.',
  'In WordPress, choose Post name under Settings > Permalinks and save.':
    'Välj Inläggsnamn under Inställningar > Permalänkar i WordPress och spara.',
  'The site asks for a login of its own before it shows anything.':
    'Webbplatsen kräver en egen inloggning innan den visar något.',
  'Let /wp-json/ through without that login: in the plugin that hides the site, or in the web host’s password protection.':
    'Släpp igenom /wp-json/ utan den inloggningen: i tillägget som döljer webbplatsen, eller i webbhotellets lösenordsskydd.',
  'A firewall in front of the store stopped our request and sent a page of its own.':
    'En brandvägg framför butiken stoppade vår förfrågan och skickade en egen sida.',
  'Allow the address of this server for /wp-json/wc/ in the firewall (Cloudflare, Wordfence, Sucuri or the web host’s).':
    'Tillåt denna servers adress för /wp-json/wc/ i brandväggen (Cloudflare, Wordfence, Sucuri eller webbhotellets).',
  'The store’s server forbids the request before WordPress sees it.':
    'Butikens server förbjuder förfrågan innan WordPress ser den.',
  'Allow the address of this server for /wp-json/wc/ in the web host’s firewall or in .htaccess.':
    'Tillåt denna servers adress för /wp-json/wc/ i webbhotellets brandvägg eller i .htaccess.',
  'Something in front of WooCommerce refuses the request with a page of its own, whatever the key.':
    'Något framför WooCommerce nekar förfrågan med en egen sida, oavsett nyckel.',
  'Ask the web host what protects /wp-json/ (a password, a firewall or a security plugin), and have it let this server through.':
    'Fråga webbhotellet vad som skyddar /wp-json/ (ett lösenord, en brandvägg eller ett säkerhetstillägg), och låt det släppa igenom denna server.',
  'The store’s answer is broken off, or mixed with other text.':
    'Butikens svar är avbrutet, eller blandat med annan text.',
  'PHP may have run out of memory or time: ask the web host to look in the error log.':
    'PHP kan ha fått slut på minne eller tid: be webbhotellet se i felloggen.',
  'There is no REST API at this address: the server answered “not found”.':
    'Det finns inget REST API på denna adress: servern svarade ”hittades inte”.',
  'Check the API URL. In WordPress, choose Post name under Settings > Permalinks and save.':
    'Kontrollera API URL. Välj Inläggsnamn under Inställningar > Permalänkar i WordPress och spara.',
  'The store’s server says that too many requests come from here.':
    'Butikens server säger att det kommer för många förfrågningar härifrån.',
  'Wait a few minutes; imports wait by themselves. If it stays, ask the web host to allow this server more requests.':
    'Vänta några minuter; importer väntar av sig själva. Kvarstår det, be webbhotellet tillåta denna server fler förfrågningar.',
  'The store’s server has a problem of its own.': 'Butikens server har ett eget problem.',
  'Try again in a few minutes. If it stays, ask the web host to look in the server’s error log.':
    'Försök igen om några minuter. Kvarstår det, be webbhotellet se i serverns fellogg.',
  'The store’s server refused the request as too long.': 'Butikens server nekade förfrågan som för lång.',
  'Ask the web host to allow longer addresses and bodies for /wp-json/.':
    'Be webbhotellet tillåta längre adresser och innehåll för /wp-json/.',
  'The store’s server answered with nothing at all.': 'Butikens server svarade med ingenting alls.',
  'Look in the server’s error log, or ask the web host: a plugin or PHP itself stopped without a word.':
    'Se i serverns fellogg, eller fråga webbhotellet: ett tillägg eller PHP självt stannade utan ett ord.',
  'The store answered with a web page where data was asked for.':
    'Butiken svarade med en webbsida där data efterfrågades.',
  'In WordPress, choose Post name under Settings > Permalinks and save. Then check that the API URL is right.':
    'Välj Inläggsnamn under Inställningar > Permalänkar i WordPress och spara. Kontrollera sedan att API URL är rätt.',
}
