import type { Phrases } from '../../../src/sdk/index.ts'

/** The form, and what can be seen of its values without asking. */
export const form: Phrases = {
  'API URL': 'API URL',
  'The name before .myshopify.com, that whole address, or the address of any page of the admin.':
    'Namnet före .myshopify.com, hela den adressen, eller adressen till vilken sida som helst i admin.',
  Shop: 'Butik',
  'Way in': 'Väg in',
  'Apps are made in the Dev Dashboard. An app that was made in the shop’s admin before 2026 has an access token instead, which still works.':
    'Appar görs i Dev Dashboard. En app som gjordes i butikens admin före 2026 har i stället en access token, som fortfarande fungerar.',
  'App of the Dev Dashboard': 'App i Dev Dashboard',
  'Older app with an access token': 'Äldre app med en access token',
  'Access token': 'Access token',
  'Client ID, or Admin API access token': 'Client ID, eller Admin API access token',
  'Client ID: in the Dev Dashboard, open the app, then Settings. Access token of an older app: in the admin, Settings > Apps > Develop apps, shown once.':
    'Client ID: öppna appen i Dev Dashboard, sedan Settings. Access token för en äldre app: i admin, Settings > Apps > Develop apps, visas en gång.',
  Secret: 'Secret',
  'Client secret': 'Client secret',
  'In the Dev Dashboard beside the client ID.': 'I Dev Dashboard bredvid client ID.',
  'The values are in their places': 'Värdena står på rätt plats',
  'client ID and secret': 'client ID och secret',
  'an access token': 'en access token',
  'There is a space or a line break inside the value.': 'Det finns ett blanksteg eller en radbrytning i värdet.',
  'There are quotation marks or a comma around the value.': 'Det finns citattecken eller ett komma kring värdet.',
  'This is a refresh token, which only renews other tokens.': 'Detta är en refresh token, som bara förnyar andra.',
  'This is the token of a person who was signed in. It lasts a day at most.':
    'Detta är en token för en person som var inloggad. Den gäller högst ett dygn.',
  'This is an access token, where the client secret belongs.':
    'Detta är en access token, på platsen för client secret.',
  'The same value is entered twice.': 'Samma värde är angivet två gånger.',
  'Copy it again, alone: Dev Dashboard, the app, Settings; there are the client ID and beside it the client secret.':
    'Kopiera det igen, ensamt: Dev Dashboard, appen, Settings; där finns client ID och bredvid det client secret.',
  'A client secret is entered where the client ID belongs.': 'En client secret är angiven på platsen för client ID.',
  'This is a client secret. By itself it opens nothing; it goes together with the client ID.':
    'Detta är en client secret. Ensam öppnar den ingenting; den hör ihop med client ID.',
  'Choose the app of the Dev Dashboard, and enter the client ID as access token and this value as secret.':
    'Välj appen i Dev Dashboard, och ange client ID som access token och detta värde som secret.',
  'The client secret is entered where the client ID belongs.': 'Client secret är angiven på platsen för client ID.',
  'Enter the client ID as access token, and this value as secret.':
    'Ange client ID som access token, och detta värde som secret.',
  'Shopify does not know this access token. It looks like a client ID, which opens nothing without its secret.':
    'Shopify känner inte till denna access token. Den ser ut som ett client ID, som inte öppnar något utan sin secret.',
  'Choose the app of the Dev Dashboard, and enter the client secret beside it.':
    'Välj appen i Dev Dashboard, och ange client secret bredvid.',
  'API version': 'API-version',
  'Leave it as it is, unless you were told to choose another one.':
    'Låt den vara som den är, om du inte fått veta att en annan ska väljas.',
  'Enter a version as Shopify writes it: {version}.': 'Ange en version som Shopify skriver den: {version}.',
  'This is the access token of an older app, and the way in is that of an app of the Dev Dashboard.':
    'Detta är en äldre apps access token, och vägen in är den för en app i Dev Dashboard.',
  'Choose the older app with an access token, or enter the client ID of a Dev Dashboard app.':
    'Välj den äldre appen med en access token, eller ange client ID för en app i Dev Dashboard.',
}
