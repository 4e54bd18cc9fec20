import type { Phrases } from '../../../src/sdk/index.ts'

/** What the form and the checks say. */
export const checks: Phrases = {
  'Store address': 'Butikens adress',
  'API URL': 'API URL',
  'Access token': 'Access token',
  'Consumer key': 'Konsumentnyckel',
  'Consumer secret': 'Konsumenthemlighet',
  'In WordPress: WooCommerce > Settings > Advanced > REST API > Add key. Choose a user who manages the store and the permission Read/Write.':
    'I WordPress: WooCommerce > Inställningar > Avancerat > REST API > Lägg till nyckel. Välj en användare som sköter butiken och behörigheten Läsa/skriva.',
  'The address customers visit. In WordPress it is under Settings > General > Site Address.':
    'Adressen som kunderna besöker. I WordPress står den under Inställningar > Allmänt > Webbplatsadress.',
  '{where} It is shown once, when the key is made.': '{where} Den visas en gång, när nyckeln görs.',
  'Notes to the customer and internal ones': 'Anteckningar till kunden och interna',
  'The store’s clock is right': 'Butikens klocka går rätt',
  'The store’s clock is {time} {direction} ours.': 'Butikens klocka går {time} {direction} vår.',
  'ahead of': 'före',
  'Nothing is lost by it, because we go by the store’s clock. Ask the web host to have a time server set the clock.':
    'Inget går förlorat, för vi går efter butikens klocka. Be webbhotellet låta en tidsserver ställa klockan.',
  'The store’s answers do not say what time it is there: a cache stands in front of them.':
    'Butikens svar säger inte vad klockan är där: en cache står framför dem.',
  'In the caching plugin, or at the web host, exempt /wp-json/ from the cache. Until then we go by our own clock.':
    'Undanta /wp-json/ från cachen, i cachetillägget eller hos webbhotellet. Till dess går vi efter vår egen klocka.',
  'The key is accepted': 'Nyckeln godtas',
  'The key is right, but the web server or a plugin drops the header it belongs in. Requests are signed in the address instead.':
    'Nyckeln är rätt, men webbservern eller ett tillägg tar bort huvudet den hör hemma i. Förfrågningar signeras i adressen i stället.',
  'It works as it is. To put it right, ask the web host to pass the Authorization header on to PHP.':
    'Det fungerar som det är. Be webbhotellet skicka huvudet Authorization vidare till PHP för att rätta till det.',
  'The key is right, but the web server or a plugin drops the header it belongs in. It is sent in the address instead, over https.':
    'Nyckeln är rätt, men webbservern eller ett tillägg tar bort huvudet den hör hemma i. Den skickas i adressen i stället, över https.',
  'It works, but the key shows up in the server’s logs. Ask the web host to pass the Authorization header on to PHP, then verify again.':
    'Det fungerar, men nyckeln syns i serverns loggar. Be webbhotellet skicka huvudet Authorization vidare till PHP, och verifiera sedan igen.',
  'The key is right, but a proxy in front of WordPress ends https, and WordPress takes our requests for plain http. So they are signed instead.':
    'Nyckeln är rätt, men en proxy framför WordPress avslutar https, och WordPress tar våra förfrågningar för vanlig http. Därför signeras de i stället.',
  'It works as it is. To put it right, ask the web host to make WordPress honour the proxy’s X-Forwarded-Proto header.':
    'Det fungerar som det är. Be webbhotellet låta WordPress rätta sig efter proxyns huvud X-Forwarded-Proto för att rätta till det.',
  'This is an application password of WordPress and not a key of WooCommerce. It may do everything that its user may.':
    'Detta är ett applikationslösenord i WordPress och ingen nyckel i WooCommerce. Det får göra allt som dess användare får.',
  'It works. A key of its own is safer: add one under WooCommerce > Settings > Advanced > REST API and enter both of its values.':
    'Det fungerar. En egen nyckel är säkrare: lägg till en under WooCommerce > Inställningar > Avancerat > REST API och ange båda dess värden.',
  'add a new key under WooCommerce > Settings > Advanced > REST API and enter both of its values.':
    'lägg till en ny nyckel under WooCommerce > Inställningar > Avancerat > REST API och ange båda dess värden.',
  'The store does not know this consumer key. {oddity}': 'Butiken känner inte till denna konsumentnyckel. {oddity}',
  'The store does not know this consumer key: it was deleted there, or it is of another store.':
    'Butiken känner inte till denna konsumentnyckel: den är borttagen där, eller hör till en annan butik.',
  'Copy the whole consumer key of this store again, or {else}':
    'Kopiera butikens hela konsumentnyckel igen, eller {else}',
  'Copy the consumer secret again. WooCommerce shows it only once, so if it is gone, {else}':
    'Kopiera konsumenthemligheten igen. WooCommerce visar den bara en gång, så är den borta, {else}',
  'The store refuses signed requests because its clock is more than 15 minutes off. The key may be right.':
    'Butiken nekar signerade förfrågningar för att dess klocka går mer än 15 minuter fel. Nyckeln kan vara rätt.',
  'Ask the web host to have a time server set the store’s clock, then verify again.':
    'Be webbhotellet låta en tidsserver ställa butikens klocka, och verifiera sedan igen.',
  'The key does not reach WooCommerce, whether it is sent in the header, in the address or as a signature. It may be right.':
    'Nyckeln når inte WooCommerce, vare sig i huvudet, i adressen eller som signatur. Den kan vara rätt.',
  'Exempt /wp-json/ from caching and from security plugins on the site. Then choose Post name under Settings > Permalinks, save and verify again.':
    'Undanta /wp-json/ från cache och säkerhetstillägg på webbplatsen. Välj sedan Inläggsnamn under Inställningar > Permalänkar, spara och verifiera igen.',
  'Key and secret are in their places': 'Nyckel och hemlighet står på rätt plats',
  'A consumer secret (cs_…) is entered as access token.': 'En konsumenthemlighet (cs_…) är angiven som access token.',
  'A consumer key (ck_…) is entered as secret.': 'En konsumentnyckel (ck_…) är angiven som secret.',
  'The two values are swapped: the consumer secret (cs_…) is entered as access token, and the key as secret.':
    'De två värdena är omkastade: konsumenthemligheten (cs_…) är angiven som access token och nyckeln som secret.',
  'Enter the value that begins with ck_ as access token and the one that begins with cs_ as secret.':
    'Ange värdet som börjar med ck_ som access token och det som börjar med cs_ som secret.',
  'This is only the end of a consumer key, as WooCommerce lists it afterwards.':
    'Detta är bara slutet av en konsumentnyckel, så som WooCommerce visar den efteråt.',
  'The whole key is shown once, when it is made. Add a new one under WooCommerce > Settings > Advanced > REST API.':
    'Hela nyckeln visas en gång, när den görs. Lägg till en ny under WooCommerce > Inställningar > Avancerat > REST API.',
  'There is a space or a line break inside the {value}.': 'Det finns ett blanksteg eller en radbrytning i {value}.',
  'Copy the value again with the button beside it in WooCommerce, and paste it alone.':
    'Kopiera värdet igen med knappen bredvid det i WooCommerce, och klistra in det ensamt.',
  'There are quotation marks or a comma around the {value}.': 'Det finns citattecken eller ett komma kring {value}.',
  'Take them away: the value begins with ck_ or cs_ and ends with a letter or digit.':
    'Ta bort dem: värdet börjar med ck_ eller cs_ och slutar med en bokstav eller siffra.',
  'The access token begins with ck_, the secret with cs_. WooCommerce shows both when the key is made.':
    'Access token börjar med ck_, secret med cs_. WooCommerce visar båda när nyckeln görs.',
  'What was entered looks like a WordPress user name with an application password.':
    'Det som angavs ser ut som ett användarnamn i WordPress med ett applikationslösenord.',
  'A consumer key begins with ck_, and this does not.': 'En konsumentnyckel börjar med ck_, och det gör inte denna.',
  'A consumer secret begins with cs_, and this does not.':
    'En konsumenthemlighet börjar med cs_, och det gör inte denna.',
  'A whole consumer key has 43 characters, this has {count}.':
    'En hel konsumentnyckel har 43 tecken, denna har {count}.',
  'A whole consumer secret has 43 characters, this has {count}.':
    'En hel konsumenthemlighet har 43 tecken, denna har {count}.',
  'Under WooCommerce > Settings > Advanced > REST API, open the key, set Permissions to Read/Write and save.':
    'Öppna nyckeln under WooCommerce > Inställningar > Avancerat > REST API, sätt Behörigheter till Läsa/skriva och spara.',
  'The key may read': 'Nyckeln får läsa',
  'The key may write but not read, so nothing can be imported.':
    'Nyckeln får skriva men inte läsa, så inget kan importeras.',
  'The key’s user manages the store': 'Nyckelns användare sköter butiken',
  'The key is right, but the user it belongs to may not see the store’s orders and products: the role is too low, such as Customer or Editor.':
    'Nyckeln är rätt, men användaren den hör till får inte se butikens order och produkter: rollen är för låg, som Kund eller Redaktör.',
  'The user that the key belongs to may see only a part of the store: the role is lower than Shop manager.':
    'Användaren som nyckeln hör till får bara se en del av butiken: rollen är lägre än Butikschef.',
  'The key may write': 'Nyckeln får skriva',
  'Imports work, writing back will not. {why}': 'Import fungerar, att skriva tillbaka gör det inte. {why}',
  'The key may only read: imports work, writing back will not.':
    'Nyckeln får bara läsa: import fungerar, att skriva tillbaka gör det inte.',
  'The address is the store’s own': 'Adressen är butikens egen',
  '{asked} sends us on to another site, {other}. The key was not sent there.':
    '{asked} skickar oss vidare till en annan webbplats, {other}. Nyckeln skickades inte dit.',
  'If that is your store, use {url} as the API URL. If not, correct the API URL.':
    'Är det din butik, använd {url} som API URL. Annars rätta API URL.',
  'The store answers over https and sends us on to that address.':
    'Butiken svarar över https och skickar oss vidare till den adressen.',
  '{asked} sends us on to the address that the store goes by, {url}.':
    '{asked} skickar oss vidare till adressen som butiken går under, {url}.',
  'Use {url} as the API URL.': 'Använd {url} som API URL.',
  'The store sends us on from https to {url}, where orders and customers travel unencrypted.':
    'Butiken skickar oss vidare från https till {url}, där order och kunder färdas okrypterade.',
  'In WordPress, under Settings > General, make WordPress Address and Site Address begin with https:// and save. Then verify again.':
    'I WordPress, under Inställningar > Allmänt, låt WordPress-adress och Webbplatsadress börja med https:// och spara. Verifiera sedan igen.',
  'This version of WooCommerce is supported': 'Denna version av WooCommerce stöds',
  'WooCommerce {version} is too old: before 5.8 it cannot say what was changed since the last import.':
    'WooCommerce {version} är för gammal: före 5.8 kan den inte säga vad som ändrats sedan senaste importen.',
  'In WordPress, open Plugins and update WooCommerce, to 8.1 or later if you can. Then verify again.':
    'Öppna Tillägg i WordPress och uppdatera WooCommerce, till 8.1 eller senare om det går. Verifiera sedan igen.',
  'The store does not tell which version of WooCommerce it runs. Versions before 5.8 cannot be imported.':
    'Butiken säger inte vilken version av WooCommerce den kör. Versioner före 5.8 kan inte importeras.',
  'In WordPress, open Plugins and look at the version of WooCommerce. If it is older than 5.8, update it.':
    'Öppna Tillägg i WordPress och se versionen av WooCommerce. Är den äldre än 5.8, uppdatera den.',
  'It is the right store': 'Det är rätt butik',
  'It cannot be seen whether WooCommerce keeps the shipments of orders; only those of plugins are imported. {why}':
    'Det går inte att se om WooCommerce lagrar ordrarnas leveranser; bara tilläggens importeras. {why}',
  'WordPress answers': 'WordPress svarar',
  'There is no WordPress at this address, so no WooCommerce either.':
    'Här finns inget WordPress, och alltså inget WooCommerce heller.',
  'Enter the address of the store itself. If WordPress is in a folder, add it: https://shop.example.com/folder.':
    'Ange butikens egen adress. Ligger WordPress i en mapp, lägg till den: https://shop.example.com/mapp.',
  'The store that answers here says that its own address is {url}. It may be a copy of that store.':
    'Butiken som svarar här säger att dess egen adress är {url}. Det kan vara en kopia av den butiken.',
  'If the store at {url} is meant, use that as the API URL. If not, change both addresses under Settings > General in WordPress.':
    'Menas butiken på {url}, använd den som API URL. Annars ändra båda adresserna under Inställningar > Allmänt i WordPress.',
  'The REST API answers': 'REST API:et svarar',
  'Permalinks are set to Plain in WordPress, so the REST API has no address of its own. We reach it by a detour.':
    'Permalänkar är satta till Enkel i WordPress, så REST API:et har ingen egen adress. Vi når det genom en omväg.',
  'In WordPress, choose Post name under Settings > Permalinks and save. Then verify again.':
    'Välj Inläggsnamn under Inställningar > Permalänkar i WordPress och spara. Verifiera sedan igen.',
  'This is WordPress, but its REST API cannot be reached.': 'Detta är WordPress, men dess REST API går inte att nå.',
  'In WordPress, choose Post name under Settings > Permalinks and save. If it is chosen already, look in the security plugins for what switches the REST API off.':
    'Välj Inläggsnamn under Inställningar > Permalänkar i WordPress och spara. Är det redan valt, se i säkerhetstilläggen vad som stänger av REST API:et.',
  'WooCommerce is active': 'WooCommerce är aktivt',
  'WordPress answers, but WooCommerce is not active on it.': 'WordPress svarar, men WooCommerce är inte aktivt där.',
  'In WordPress, open Plugins and activate WooCommerce. If the store is in another folder or under another address, enter that.':
    'Öppna Tillägg i WordPress och aktivera WooCommerce. Ligger butiken i en annan mapp eller på en annan adress, ange den.',
  'This WooCommerce is too old: it lacks version 3 of the API.':
    'Detta WooCommerce är för gammalt: det saknar version 3 av API:et.',
  'Answers are clean data': 'Svaren är rena data',
}
