import type { Phrases } from './phrases.ts'
import { sieSv } from './sie-sv.ts'

/** What the network checks, the HTTP client and the reader of SIE files say. */
export const sv: Phrases = {
  ...sieSv,
  '“{check}” comes first.': '”{check}” kommer först.',
  'Text is needed here.': 'Här behövs text.',
  'Fill this in.': 'Fyll i detta.',
  'At most 2,000 characters are allowed.': 'Högst 2 000 tecken är tillåtna.',
  'This holds characters that are none. Copy it again.': 'Här finns tecken som inte är några. Kopiera värdet igen.',
  'Enter the whole address, beginning with https://': 'Skriv hela adressen, från och med https://',
  'The address is well formed and may be asked': 'Adressen är riktigt skriven och får frågas',
  'The name of the server resolves': 'Serverns namn är känt',
  'The server can be connected to': 'Servern går att ansluta till',
  'The connection is encrypted': 'Förbindelsen är krypterad',
  'Enter the whole address, beginning with https://, as the browser shows it.':
    'Skriv hela adressen, från och med https://, som webbläsaren visar den.',
  'This is not a whole web address.': 'Detta är ingen hel webbadress.',
  'The address contains a user name or password.': 'Adressen innehåller ett användarnamn eller lösenord.',
  'Leave out what stands between https:// and the @ sign, and the sign too.':
    'Ta bort det som står mellan https:// och @-tecknet, och tecknet också.',
  'The address goes on after a question mark or #.': 'Adressen fortsätter efter ett frågetecken eller #.',
  'Leave out the question mark or # and all that follows.': 'Ta bort frågetecknet eller # och allt efter det.',
  'The connection is not encrypted: what is sent can be read and changed on the way.':
    'Förbindelsen är inte krypterad: det som skickas kan läsas och ändras på vägen.',
  'Use the address with https:// if there is one. If not, ask the web host for a certificate, which is often free.':
    'Använd adressen med https:// om det finns en. Be annars webbhotellet om ett certifikat; det är ofta gratis.',
  'The certificate is valid until {day}.': 'Certifikatet gäller till {day}.',
  'The certificate ends on {day}. From then on nothing can be imported.':
    'Certifikatet går ut {day}. Därefter kan inget importeras.',
  'Renew it in the web host’s control panel, or ask the web host why it was not renewed by itself.':
    'Förnya det i webbhotellets kontrollpanel, eller fråga webbhotellet varför det inte förnyades av sig självt.',
  'The address is not one that can be asked.': 'Adressen är ingen som går att fråga.',
  'The TLS certificate of {host} expired on {day}.': 'TLS-certifikatet för {host} gick ut {day}.',
  'The TLS certificate of {host} is valid only from {day}.': 'TLS-certifikatet för {host} gäller först från {day}.',
  'Wait until then, or ask the web host for a certificate that is valid today.':
    'Vänta till dess, eller be webbhotellet om ett certifikat som gäller i dag.',
  'The TLS certificate was issued for {names}, not for {host}.':
    'TLS-certifikatet är utfärdat för {names}, inte för {host}.',
  '{host} has a self-signed TLS certificate, which proves to nobody who answers.':
    '{host} har ett TLS-certifikat som det har signerat självt, och det bevisar inte vem som svarar.',
  'In the web host’s control panel, install a certificate of a public authority; most hosts offer one for free.':
    'Installera ett certifikat från en allmän utfärdare i webbhotellets kontrollpanel; de flesta erbjuder ett gratis.',
  'The TLS certificate of {host} is signed by an authority of its own, which we do not know.':
    'TLS-certifikatet för {host} är signerat av en egen utfärdare som vi inte känner till.',
  'Install a certificate of a public authority, or have the operator add that authority to what Koppla trusts.':
    'Installera ett certifikat från en allmän utfärdare, eller låt driftansvarig lägga till utfärdaren bland dem som Koppla litar på.',
  '{host} sends its TLS certificate without the certificates that link it to a known authority.':
    '{host} skickar sitt TLS-certifikat utan de certifikat som knyter det till en känd utfärdare.',
  'Ask the web host to install the full chain (often a file called fullchain or ca-bundle), not the certificate alone.':
    'Be webbhotellet installera hela kedjan (ofta en fil som heter fullchain eller ca-bundle), inte bara certifikatet.',
  "The name {host} is not known to the Internet's name service.": 'Namnet {host} är okänt i internets namntjänst.',
  'Check the spelling of the address. If it was registered or moved today, wait an hour and try again.':
    'Kontrollera stavningen. Om adressen registrerades eller flyttades i dag, vänta en timme och försök igen.',
  '{host} refuses the connection: nothing answers on that port.':
    '{host} vägrar förbindelsen: inget svarar på den porten.',
  'See whether the address opens in a browser. If it does, ask the web host whether a firewall refuses this server.':
    'Se om adressen går att öppna i en webbläsare. Gör den det, fråga webbhotellet om en brandvägg stoppar denna server.',
  'There is no way to {host} from here: the network cannot reach it.':
    'Det finns ingen väg till {host} härifrån: nätverket når dit inte.',
  'Check the address. If other stores cannot be reached either, have the operator look at this server’s network.':
    'Kontrollera adressen. Nås inte heller andra butiker, be driftansvarig se över serverns nätverk.',
  '{host} broke the connection off before its answer was complete.': '{host} bröt förbindelsen innan svaret var helt.',
  'Try again in a minute. If it goes on, ask the web host whether a firewall or a crash ends the connection.':
    'Försök igen om en minut. Fortsätter det, fråga webbhotellet om en brandvägg eller en krasch bryter förbindelsen.',
  '{host} did not answer within {seconds} s.': '{host} svarade inte inom {seconds} s.',
  'Try again later. If it stays, ask the web host whether the site is overloaded or a firewall drops what this server sends.':
    'Försök igen senare. Kvarstår det, fråga webbhotellet om webbplatsen är överbelastad eller om en brandvägg kastar det som denna server skickar.',
  '{address} is a private or reserved address, which is not asked unless the operator allows it.':
    '{address} är en privat eller reserverad adress, som inte frågas om inte driftansvarig tillåter det.',
  'Use the public address. If this one is meant, have the operator add it to KOPPLA_ALLOW_ADDRESSES.':
    'Använd den allmänna adressen. Är det denna som menas, be driftansvarig lägga till den i KOPPLA_ALLOW_ADDRESSES.',
  '{host} sends the request from address to address without an end.':
    '{host} skickar förfrågan från adress till adress utan slut.',
  'Open the address in a browser. If that ends somewhere, enter that address; if not, switch off the plugin or rule that redirects.':
    'Öppna adressen i en webbläsare. Slutar det någonstans, ange den adressen; annars stäng av tillägget eller regeln som skickar vidare.',
  'The TLS certificate of {host} is not valid today: it has expired or is not valid yet.':
    'TLS-certifikatet för {host} gäller inte i dag: det har gått ut eller gäller inte än.',
  'Renew the certificate in the web host’s control panel, or ask the web host to.':
    'Förnya certifikatet i webbhotellets kontrollpanel, eller be webbhotellet göra det.',
  'The TLS certificate was not issued for {host}.': 'TLS-certifikatet är inte utfärdat för {host}.',
  'Enter an address that the certificate is for, or ask the web host for a certificate for this name.':
    'Ange en adress som certifikatet gäller för, eller be webbhotellet om ett certifikat för detta namn.',
  'The TLS certificate of {host} is not signed by an authority we trust.':
    'TLS-certifikatet för {host} är inte signerat av en utfärdare som vi litar på.',
  'Ask the web host to install a certificate of a public authority together with its intermediate certificates.':
    'Be webbhotellet installera ett certifikat från en allmän utfärdare tillsammans med mellanliggande certifikat.',
  '{host} offers only outdated versions of TLS, which are no longer safe.':
    '{host} erbjuder bara föråldrade versioner av TLS, som inte längre är säkra.',
  'Ask the web host to switch on TLS 1.2 or 1.3.': 'Be webbhotellet slå på TLS 1.2 eller 1.3.',
  '{host} does not speak TLS as we know it on this port.':
    '{host} talar inte TLS som vi känner till det på denna port.',
  'Check the address and its port. If a browser opens it with https://, ask the web host to look at its TLS settings.':
    'Kontrollera adressen och porten. Om en webbläsare öppnar den med https://, be webbhotellet se över TLS-inställningarna.',
  'What {host} answers is not HTTP.': 'Det {host} svarar är inte HTTP.',
  'The answer of {host} is larger than {size} kB, and was not read further.':
    'Svaret från {host} är större än {size} kB och lästes inte längre.',
  'Check that the address is the API and not a download.':
    'Kontrollera att adressen är API:et och inte en nedladdning.',
  '{host} sends us on to {address}. {more}': '{host} skickar oss vidare till {address}. {more}',
  '{host} sends us on to an address that cannot be asked.':
    '{host} skickar oss vidare till en adress som inte går att fråga.',
  'Open the address in a browser, and switch off the plugin or rule of the site that redirects it.':
    'Öppna adressen i en webbläsare, och stäng av tillägget eller regeln på webbplatsen som skickar vidare.',
  '{host} answers something other than JSON.': '{host} svarar med något annat än JSON.',
  'Open the address in a browser: what is shown there in place of data tells what is to be mended.':
    'Öppna adressen i en webbläsare: det som visas i stället för data säger vad som ska lagas.',
  '{host} answers in a form we do not know.{more}': '{host} svarar i en form som vi inte känner till.{more}',
  'Check that the address is the API of this system. If it is, that version is not known here: report it.':
    'Kontrollera att adressen är systemets API. Är den det är versionen okänd här: rapportera det.',
  'Nothing to do now: it is tried again later.': 'Inget att göra nu: det försöks igen senare.',
  'Create a new key in the external system and enter it here.':
    'Skapa en ny nyckel i det andra systemet och ange den här.',
  'Give the key the missing right, or use another.': 'Ge nyckeln den behörighet som saknas, eller använd en annan.',
  'Check the address.': 'Kontrollera adressen.',
  'Nothing to do: it was removed there.': 'Inget att göra: det är borttaget där.',
  'Nothing to do: the pace is lowered and it goes on.': 'Inget att göra: takten sänks och det går vidare.',
  'Enter the address that the browser shows.': 'Ange adressen som webbläsaren visar.',
  'Try again later. If it goes on, look into the log of that server.':
    'Försök igen senare. Fortsätter det, se i den serverns logg.',
  'Check the address and what was entered.': 'Kontrollera adressen och det som angavs.',
  'cannot be read: each request for it fails. {why} Then retry it; a reconcile also reads it again.':
    'kan inte läsas: varje förfrågan om den misslyckas. {why} Försök sedan igen; en jämförelse med butiken läser den också på nytt.',
  'The record cannot be read: each request for it fails. {why} Then retry it; a reconcile also reads it again.':
    'Posten kan inte läsas: varje förfrågan om den misslyckas. {why} Försök sedan igen; en jämförelse med butiken läser den också på nytt.',
  '{entity} can be read': '{entity} kan läsas',
  '{entity} cannot be read. {why}': '{entity} kan inte läsas. {why}',
}
