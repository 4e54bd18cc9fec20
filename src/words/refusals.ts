import type { Phrases } from '../sdk/index.ts'

/** Why the API refuses a request. */
export const refusals: Phrases = {
  'Bad Request': 'Felaktig begäran',
  Unauthorized: 'Inte inloggad',
  Forbidden: 'Inte tillåtet',
  'Not Found': 'Hittades inte',
  'Method Not Allowed': 'Går inte här',
  Conflict: 'Krock',
  Gone: 'Borta',
  'Payload Too Large': 'För stort',
  'Unsupported Media Type': 'Fel slags innehåll',
  'Unprocessable Entity': 'Gick inte att behandla',
  'Too Many Requests': 'För många försök',
  'Internal Server Error': 'Fel i Koppla',
  'Bad Gateway': 'Fel hos butiken',
  'Service Unavailable': 'Svarar inte just nu',
  'Your password was given to you by an admin. Change it first.':
    'Du har fått ditt lösenord av en admin. Byt det först.',
  'Choose a password of your own, then go on.': 'Välj ett eget lösenord och gå sedan vidare.',
  'This is for people who have signed in; a key has no account.':
    'Detta är för människor som loggat in; en nyckel har inget konto.',
  'Sign in with e-mail and password.': 'Logga in med e-post och lösenord.',
  'This key has the role {role}; {least} is needed.': 'Nyckeln har rollen {role}; {least} behövs.',
  'Ask an admin for a key with the role {role}.': 'Be en admin om en nyckel med rollen {role}.',
  'This key is for the company group “{name}”; this is about all of Koppla.':
    'Nyckeln är för företagsgruppen ”{name}”; detta gäller hela Koppla.',
  'Ask an admin for a key that is for all company groups.': 'Be en admin om en nyckel för alla företagsgrupper.',
  'API keys see this company group and nothing else: {names}.':
    'API-nycklar ser denna företagsgrupp och inget annat: {names}.',
  'Revoke those keys first.': 'Återkalla de nycklarna först.',
  'Your role is {role}; for this, {least} is needed.': 'Din roll är {role}; för detta behövs {least}.',
  'Ask an admin to do it, or for the role {role}.': 'Be en admin göra det, eller om rollen {role}.',
  'A valid API key is needed.': 'En giltig API-nyckel behövs.',
  'Nobody is signed in.': 'Ingen är inloggad.',
  'Sign in. A program sends `Authorization: Bearer kpl_…` with a key that is not revoked.':
    'Logga in. Ett program skickar `Authorization: Bearer kpl_…` med en nyckel som inte är återkallad.',
  'There is no such field.': 'Det finns inget sådant fält.',
  'This is not allowed.': 'Detta är inte tillåtet.',
  'It is empty; a JSON object is needed.': 'Det är tomt; ett JSON-objekt behövs.',
  'This is missing; it is needed.': 'Detta saknas; det behövs.',
  'One of {values} is allowed.': 'Något av {values} är tillåtet.',
  '{what} is needed.': '{what} behövs.',
  'A value of the type {type}': 'Ett värde av typen {type}',
  'At most {limit} is allowed.': 'Högst {limit} är tillåtet.',
  'At least {limit} is needed.': 'Minst {limit} behövs.',
  'There is no such key.': 'Det finns ingen sådan nyckel.',
  'This is the last admin key: without it nobody could manage Koppla.':
    'Detta är den sista adminnyckeln: utan den kunde ingen sköta Koppla.',
  'Create another admin key first.': 'Skapa en annan adminnyckel först.',
  'The headers are too large.': 'Huvudena är för stora.',
  'The request was not sent within its time.': 'Begäran skickades inte i tid.',
  'The request is not well formed HTTP.': 'Begäran är inte riktig HTTP.',
  'In an address, letters such as ö and spaces must be percent-encoded: ö is %C3%B6.':
    'I en adress måste bokstäver som ö och blanksteg procentkodas: ö är %C3%B6.',
  'This request does not come from a page of this Koppla.': 'Begäran kommer inte från en sida i detta Koppla.',
  'Open Koppla at its own address and try again. Behind a proxy, KOPPLA_PUBLIC_URL must be that address; ':
    'Öppna Koppla på dess egen adress och försök igen. Bakom en proxy måste KOPPLA_PUBLIC_URL vara den adressen; ',
  'programs send an API key in place of cookies.': 'program skickar en API-nyckel i stället för kakor.',
  'The database does not answer.': 'Databasen svarar inte.',
  'Something else was changing the same at this very moment, and went first.':
    'Något annat höll på att ändra samma sak i just detta ögonblick, och gick före.',
  'Nothing was changed by this. Try again.': 'Inget ändrades av detta. Försök igen.',
  'Try again in a moment. If it stays away, the operator must look at the database.':
    'Försök igen om en stund. Svarar den ändå inte måste driftansvarig se över databasen.',
  'Koppla made a mistake of its own. It is in the log under this request id.':
    'Koppla gjorde själv ett fel. Det står i loggen under begärans id.',
  'Try again. If it happens again, tell the operator the request id.':
    'Försök igen. Händer det igen, ge driftansvarig begärans id.',
  'The body is too large: at most 1 MB is allowed.': 'Innehållet är för stort: högst 1 MB är tillåtet.',
  'The body must be JSON.': 'Innehållet måste vara JSON.',
  'Send it with the header `Content-Type: application/json`.':
    'Skicka det med huvudet `Content-Type: application/json`.',
  'The body is not valid JSON.': 'Innehållet är inte giltig JSON.',
  'The body is not as long as its header says.': 'Innehållet är inte så långt som dess huvud säger.',
  'The address is not well formed: a percent sign must start an escape.':
    'Adressen är inte riktigt skriven: ett procenttecken måste inleda en kod.',
  'There is nothing at this address.': 'Här finns inget.',
  'The request is not well formed.': 'Begäran är inte riktigt utformad.',
  'There have been too many attempts.': 'Det har gjorts för många försök.',
  'Wait {time}, then try again.': 'Vänta {time} och försök sedan igen.',
  'The e-mail or the password is not right.': 'E-postadressen eller lösenordet stämmer inte.',
  'Try again. If it is forgotten, an admin can give you a new one: Settings > Users.':
    'Försök igen. Är det glömt kan en admin ge dig ett nytt: Inställningar > Användare.',
  'The code is not right.': 'Koden stämmer inte.',
  'Enter the one that the app shows now, or a backup code. If none is taken, see that the clock of the phone is right.':
    'Ange den som appen visar nu, eller en återställningskod. Godtas ingen, se till att telefonens klocka går rätt.',
  'There is no such person.': 'Det finns ingen sådan person.',
  'You have no such session.': 'Du har ingen sådan session.',
  'What there is can be read at /api/docs.': 'Vad som finns står på /api/docs.',
  '{method} is not possible here; {allowed} is.': '{method} går inte här; {allowed} går.',
  'Koppla is set up already.': 'Koppla är redan igång.',
  'Sign in. An admin can add you: Settings > Users. Locked out? `koppla users reset-password <e-mail>`.':
    'Logga in. En admin kan lägga till dig: Inställningar > Användare. Utelåst? `koppla users reset-password <e-post>`.',
  'This is the last admin: without one nobody could manage Koppla.':
    'Detta är den sista adminen: utan någon kunde ingen sköta Koppla.',
  'Make another person an admin first.': 'Gör någon annan till admin först.',
  '{email} is the address of a person who is here already.': '{email} är adressen till en person som redan finns här.',
  'Read the records through their lists, then go on with after={position}.':
    'Läs posterna genom deras listor och gå sedan vidare med after={position}.',
  'The new password must be another than the old one.': 'Det nya lösenordet måste vara ett annat än det gamla.',
  'This is not your password.': 'Detta är inte ditt lösenord.',
  'There is no such rejection.': 'Det finns ingen sådan avvisad post.',
  'A run of the kind from_date needs a fromDate.': 'En körning från ett datum behöver ett datum.',
  'A fromDate is allowed with the kind from_date only.': 'Ett datum är tillåtet bara för en körning från ett datum.',
  'The fromDate lies in the future; a date that has begun is allowed.':
    'Datumet ligger i framtiden; ett datum som har börjat är tillåtet.',
  'This is not an admin key of this Koppla.': 'Detta är ingen adminnyckel till detta Koppla.',
  'An entry was changed, or one before it was taken away.': 'En post har ändrats, eller en före den har tagits bort.',
  'The latest entries were taken away.': 'De senaste posterna har tagits bort.',
  'No entry has that hash: the log was rewritten.': 'Ingen post har det värdet: loggen har skrivits om.',
  'Somebody has changed the database by hand, or a backup was restored: an entry `database.restored` then says so. Compare the log with a backup from before, and see who may write to the database.':
    'Någon har ändrat i databasen för hand, eller en säkerhetskopia har lagts tillbaka: en post `database.restored` säger det då. Jämför loggen med en tidigare säkerhetskopia, och se vem som får skriva i databasen.',
  'A hash as `head` told it before is allowed: 64 digits, 0-9 and a-f.':
    'Tillåtet är ett värde som `head` har berättat: 64 siffror, 0-9 och a-f.',
  'Use the one that the first start printed, or make one on the server: `koppla keys create setup --role admin`.':
    'Använd den som första starten skrev ut, eller gör en på servern: `koppla keys create setup --role admin`.',
  'The code is not right. Enter the one that the app shows now.': 'Koden stämmer inte. Ange den som appen visar nu.',
  'Signing in asks for a code already.': 'Inloggningen frågar redan efter en kod.',
  'To change the phone, switch it off first.': 'Stäng av den först för att byta telefon.',
  'This connection is one to {system}.': 'Denna anslutning går till {system}.',
  'The `next` value of a page that was read before is allowed.':
    'Värdet `next` från en sida som lästs tidigare är tillåtet.',
  'A whole number from 0 is allowed.': 'Ett heltal från 0 är tillåtet.',
  'A whole number from {least} to {most} is allowed.': 'Ett heltal från {least} till {most} är tillåtet.',
  'Name at least one.': 'Ange minst en.',
  'At most 1000 at once are allowed.': 'Högst 1000 på en gång är tillåtet.',
  'At most {count} characters are allowed.': 'Högst {count} tecken är tillåtna.',
  'At most 254 characters are allowed.': 'Högst 254 tecken är tillåtna.',
  'At most 128 characters are allowed.': 'Högst 128 tecken är tillåtna.',
  'Line breaks, control characters and half characters are not allowed.':
    'Radbrytningar, styrtecken och halva tecken är inte tillåtna.',
  'A UUID is allowed, such as 6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11.':
    'Ett UUID är tillåtet, som 6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11.',
  'A day is allowed as year-month-day, such as 2026-03-29.':
    'En dag är tillåten som år-månad-dag, till exempel 2026-03-29.',
  'A day from 1970-01-01 to 2099-12-31 is allowed.': 'En dag från 1970-01-01 till 2099-12-31 är tillåten.',
  'An object is needed, with exactly the fields that `GET /connectors` names for the system.':
    'Ett objekt behövs, med exakt de fält som `GET /connectors` anger för systemet.',
  'There are no books of this year here.': 'Det finns ingen bokföring för det året här.',
  'They arrive when an import of accounts and vouchers has run.':
    'Den kommer när en import av konton och verifikat har körts.',
  'A day (2026-03-29) is allowed.': 'En dag (2026-03-29) är tillåten.',
  'A day (2026-03-29) or an instant (2026-03-29T01:00:00Z) is allowed.':
    'En dag (2026-03-29) eller en tidpunkt (2026-03-29T01:00:00Z) är tillåten.',
  'A day such as 2026-03-29, or an instant such as 2026-03-29T12:00:00Z, is allowed.':
    'En dag som 2026-03-29, eller en tidpunkt som 2026-03-29T12:00:00Z, är tillåten.',
  'Give either `cron` or `preset`.': 'Ange antingen `cron` eller `preset`.',
  'An e-mail address is allowed, such as anna@example.com.': 'En e-postadress är tillåten, som anna@example.com.',
  'At least 12 characters are needed; a sentence is easy to remember.':
    'Minst 12 tecken behövs; en mening är lätt att minnas.',
  'The six digits of the authenticator app, or a backup code, are allowed.':
    'De sex siffrorna från autentiseringsappen, eller en återställningskod, är tillåtna.',
  'The old password and the new one go together.': 'Det gamla och det nya lösenordet hör ihop.',
}
