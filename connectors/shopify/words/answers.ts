import type { Phrases } from '../../../src/sdk/index.ts'

const update = 'Koppla kan vara för gammal för Shopifys API: uppdatera det. Är det den nyaste, rapportera detta.'

/** What Shopify answers that is no answer. */
export const answers: Phrases = {
  'Shopify does not know this access token: it is mistyped, or the app was removed from the shop.':
    'Shopify känner inte till denna access token: den är felskriven, eller så togs appen bort från butiken.',
  'See in the admin under Settings > Apps whether the app is still installed, and enter its values anew.':
    'Se i admin under Settings > Apps om appen fortfarande är installerad, och ange dess värden på nytt.',
  'The shop is frozen: its bill with Shopify is not paid, or it was closed.':
    'Butiken är fryst: dess räkning hos Shopify är inte betald, eller så är den stängd.',
  'Sign in to the shop’s admin, where Shopify says what is to be done. Imports go on by themselves once the shop is open again.':
    'Logga in i butikens admin, där Shopify säger vad som behöver göras. Importen fortsätter av sig själv när butiken är öppen igen.',
  'Shopify keeps the app out until somebody in the shop approves what it asks for.':
    'Shopify släpper inte in appen förrän någon i butiken godkänner det den ber om.',
  'In the admin: Settings > Apps, open the app and approve its new permissions.':
    'I admin: Settings > Apps, öppna appen och godkänn dess nya behörigheter.',
  'There is no shop with an API at {host}.': 'Det finns ingen butik med ett API på {host}.',
  'At {host} there is no version {version} of Shopify’s API, or no shop.':
    'På {host} finns ingen version {version} av Shopifys API, eller ingen butik.',
  'Enter {version} as API version, and verify again.': 'Ange {version} som API-version, och verifiera igen.',
  'Enter the name that stands before .myshopify.com: in the admin it is in the address after /store/.':
    'Ange namnet som står före .myshopify.com: i admin står det i adressen efter /store/.',
  'Shopify has locked the shop.': 'Shopify har låst butiken.',
  'Sign in to the shop’s admin, where Shopify says what is to be done.':
    'Logga in i butikens admin, där Shopify säger vad som behöver göras.',
  'Shopify stopped the request as a danger to the shop.': 'Shopify stoppade förfrågan som en fara för butiken.',
  'Ask Shopify’s support why requests from this server’s address are refused.':
    'Fråga Shopifys support varför förfrågningar från den här serverns adress nekas.',
  'Shopify has a problem of its own.': 'Shopify har ett eget problem.',
  'Try again in a few minutes; www.shopifystatus.com tells of larger ones.':
    'Försök igen om några minuter; www.shopifystatus.com berättar om större problem.',
  'The server at this address answers with status {status}, which Shopify does not.':
    'Servern på denna adress svarar med status {status}, vilket Shopify inte gör.',
  'Check the API URL: it is the shop’s myshopify.com address.':
    'Kontrollera API URL: den är butikens myshopify.com-adress.',
  'The server at this address does not answer as Shopify does.': 'Servern på denna adress svarar inte som Shopify gör.',
  'This address leads on{where}: it is not the one of the shop’s API.':
    'Denna adress leder vidare{where}: den är inte den till butikens API.',
  ' to {host}': ' till {host}',
  'Enter the shop’s myshopify.com address: its name is in the admin’s address after /store/.':
    'Ange butikens myshopify.com-adress: dess namn står i adressen till admin efter /store/.',
  'Shopify asks for a pause.': 'Shopify ber om en paus.',
  'Nothing needs to be done: requests go on after the pause.':
    'Inget behöver göras: förfrågningarna fortsätter efter pausen.',
  'Shopify did not understand us: {message}': 'Shopify förstod oss inte: {message}',
  'Shopify did not understand what we searched for.': 'Shopify förstod inte vad vi sökte efter.',
  'Shopify answered in a form we do not know ({where}).':
    'Shopify svarade i en form som vi inte känner till ({where}).',
  'Koppla may be too old for Shopify’s API: update it. If it is the newest, report this.': update,
  'Shopify’s points for this app are used up for the moment.': 'Shopifys poäng för appen är slut för tillfället.',
  'Nothing needs to be done: they come back within seconds.': 'Inget behöver göras: de kommer tillbaka inom sekunder.',
  'The app may not read this{more}.': 'Appen får inte läsa detta{more}.',
  ': it lacks the scope {scope}': ': den saknar behörigheten {scope}',
  'In the Dev Dashboard: open the app, make a new version with the scope {scope}, release it, and approve it in the shop’s admin under Settings > Apps. An older app: Settings > Apps > Develop apps > Configuration.':
    'I Dev Dashboard: öppna appen, gör en ny version med behörigheten {scope}, släpp den, och godkänn den i butikens admin under Settings > Apps. En äldre app: Settings > Apps > Develop apps > Configuration.',
  'that is missing': 'som saknas',
  'Shopify has not approved the app for protected customer data: names, addresses and e-mail are withheld.':
    'Shopify har inte godkänt appen för skyddade kunddata: namn, adresser och e-post hålls inne.',
  'Make an app of your own organisation in the Dev Dashboard, which needs no approval. With an app made in the admin, it depends on the shop’s plan.':
    'Gör en app i den egna organisationen i Dev Dashboard, som inte behöver godkännas. Med en app som gjorts i admin beror det på butikens plan.',
  'One request asked for more than Shopify gives at once.': 'En förfrågan bad om mer än vad Shopify ger på en gång.',
  'Nothing needs to be done: smaller pages are asked for.': 'Inget behöver göras: mindre sidor efterfrågas.',
  'Shopify no longer takes the place where the reading stopped.':
    'Shopify tar inte längre emot platsen där läsningen stannade.',
  'Nothing needs to be done: the reading begins again.': 'Inget behöver göras: läsningen börjar om.',
  'The app and the shop belong to different Shopify organisations, and only an app of the same one may enter this way.':
    'Appen och butiken tillhör olika organisationer hos Shopify, och bara en app i samma får komma in den här vägen.',
  'Make the app in the Dev Dashboard of the organisation that owns the shop, and install it there.':
    'Gör appen i Dev Dashboard i den organisation som äger butiken, och installera den där.',
  'The app is not installed in this shop.': 'Appen är inte installerad i denna butik.',
  'In the Dev Dashboard: open the app, choose Install app and the shop. Then verify again.':
    'I Dev Dashboard: öppna appen, välj Install app och butiken. Verifiera sedan igen.',
  'Shopify knows no app with this client ID.': 'Shopify känner inte till någon app med detta client ID.',
  'Copy the client ID again: Dev Dashboard, the app, Settings. An app made a minute ago may need another one.':
    'Kopiera client ID igen: Dev Dashboard, appen, Settings. En app som gjordes för en minut sedan kan behöva en till.',
  'Shopify knows the app, and the client secret is not its own.':
    'Shopify känner till appen, och client secret är inte dess egen.',
  'Copy the client secret again, beside the client ID. If it was rotated, the old one no longer works.':
    'Kopiera client secret igen, bredvid client ID. Har den bytts ut fungerar den gamla inte längre.',
  'Shopify gave no token{code}.': 'Shopify gav ingen token{code}.',
  'Copy client ID and client secret again: Dev Dashboard, the app, Settings.':
    'Kopiera client ID och client secret igen: Dev Dashboard, appen, Settings.',
  'Shopify says that a list goes on, and not where.': 'Shopify säger att en lista fortsätter, men inte var.',
  'Try again in a few minutes. If it stays, report this.':
    'Försök igen om några minuter. Kvarstår det, rapportera detta.',
  'was only half read. {why} {remedy}': 'lästes bara till hälften. {why} {remedy}',
  'The rest of it is no longer shown: it was deleted, or hidden from the app.':
    'Resten av den visas inte längre: den togs bort, eller doldes för appen.',
  'Retry it: what is gone is told then.': 'Försök igen: det som är borta sägs då.',
  'A collection of the shop {reason}': 'En samling i butiken {reason}',
  'cannot be understood.': 'kan inte förstås.',
  'belongs to an order that {reason}': 'hör till en order som {reason}',
  'Save the collection anew in the shop’s admin under Products > Collections, and run it again.':
    'Spara samlingen på nytt i butikens admin under Products > Collections, och kör igen.',
  'The app has lost the scope {scope}, so orders older than 60 days are hidden.':
    'Appen har förlorat behörigheten {scope}, så order äldre än 60 dagar är dolda.',
  '{remedy} Or verify the connection anew, and it goes on without them.':
    '{remedy} Eller verifiera kopplingen på nytt, så fortsätter den utan dem.',
  'Shopify hides orders older than 60 days from this app, so they cannot be counted.':
    'Shopify döljer order äldre än 60 dagar för denna app, så de kan inte räknas.',
  'Timeline of the order': 'Orderns tidslinje',
  'The shop has no such order any more.': 'Butiken har inte längre någon sådan order.',
  'It was probably deleted in the shop.': 'Den har troligen tagits bort i butiken.',
  'The practice shop for Shopify is not installed here: it comes with what is for development.':
    'Övningsbutiken för Shopify är inte installerad här: den följer med det som är till för utveckling.',
  'Practise with another system, or install everything with: npm ci':
    'Öva med ett annat system, eller installera allt med: npm ci',
  'belongs to no variant: the product was deleted': 'hör till ingen variant: produkten är raderad',
  'The file of Shopify’s bulk operation is no longer there.': 'Filen från Shopifys massläsning finns inte längre.',
  'The file of Shopify’s bulk operation cannot be understood.': 'Filen från Shopifys massläsning går inte att förstå.',
  'The file of Shopify’s bulk operation cannot be fetched (status {status}).':
    'Filen från Shopifys massläsning går inte att hämta (status {status}).',
  'The file of Shopify’s bulk operation holds {records} records and {objects} objects, and Shopify counted {countedRecords} and {countedObjects}.':
    'Filen från Shopifys massläsning har {records} poster och {objects} objekt, och Shopify räknade {countedRecords} och {countedObjects}.',
  'Shopify did not start a bulk operation: {message}': 'Shopify startade ingen massläsning: {message}',
  'Shopify already has as many bulk operations of this app under way as it allows.':
    'Shopify har redan så många massläsningar i gång för denna app som det tillåter.',
  'Shopify does not know of the bulk operation any more.': 'Shopify känner inte längre till massläsningen.',
  'Shopify’s bulk operation failed ({code}).': 'Shopifys massläsning misslyckades ({code}).',
  'Shopify’s bulk operation was cancelled.': 'Shopifys massläsning avbröts.',
  'Shopify’s bulk operation has stood still for an hour.': 'Shopifys massläsning har stått still i en timme.',
  'Everything is read page by page instead, which takes longer.':
    'Allt läses sida för sida i stället, vilket tar längre tid.',
}
