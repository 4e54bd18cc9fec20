import type { Phrases } from '../sdk/index.ts'

/** What verifying, saving, changing and scheduling a connection say. */
export const connections: Phrases = {
  'Order Start cannot be moved earlier now, for the earlier {entity} cannot be read: {why}':
    'Order Start kan inte flyttas bakåt nu, för tidigare {entity} kan inte läsas: {why}',
  'Wait until that is over, or end it, and change Order Start then.':
    'Vänta tills det är över, eller avsluta det, och ändra Order Start då.',
  'There is no such system. Allowed: {systems}.': 'Det finns inget sådant system. Tillåtet: {systems}.',
  '{system} has no such field. Allowed: {fields}.': '{system} har inget sådant fält. Tillåtet: {fields}.',
  '{field} is missing; it is needed.': '{field} saknas; det behövs.',
  '{field} must be text; {kind} was given.': '{field} måste vara text; {kind} angavs.',
  'To delete this connection, give its name, “{name}”.': 'Ange anslutningens namn, ”{name}”, för att ta bort den.',
  '{what} With it go {counts}.': '{what} Med den försvinner {counts}.',
  'The sealing key {file} cannot be read: {why}.': 'Förseglingsnyckeln {file} kan inte läsas: {why}.',
  'The sealing key {file} is damaged: put it back from the backup.':
    'Förseglingsnyckeln {file} är skadad: lägg tillbaka den från säkerhetskopian.',
  'The key {key} that this was sealed under is not here.': 'Nyckeln {key} som detta förseglades med finns inte här.',
  'This is not something that was sealed here.': 'Detta är inte något som förseglades här.',
  'DATABASE_URL is set without KOPPLA_KEY or KOPPLA_KEY_FILE.':
    'DATABASE_URL är satt utan KOPPLA_KEY eller KOPPLA_KEY_FILE.',
  'Put the copy of koppla.key back, or set KOPPLA_KEY to what it held. Is there none? koppla keys forget {remembered}':
    'Lägg tillbaka kopian av koppla.key, eller sätt KOPPLA_KEY till det den innehöll. Finns ingen? koppla keys forget {remembered}',
  'Is it lost? koppla keys forget {remembered}': 'Är den borta? koppla keys forget {remembered}',
  'What is sealed here is sealed with the key {inUse}, not with {lost}.':
    'Det som är förseglat här är förseglat med nyckeln {inUse}, inte med {lost}.',
  'Another process has just replaced the key.': 'En annan process har just bytt ut nyckeln.',
  'The key {lost} is not lost: it is given here. Nothing was changed.':
    'Nyckeln {lost} är inte borta: den är angiven här. Inget har ändrats.',
  'The key that the credential of this connection was sealed with is lost.':
    'Nyckeln som anslutningens inloggningsuppgifter förseglades med är borta.',
  'Enter the credential again, in the settings of the connection.':
    'Ange inloggningsuppgifterna på nytt, i anslutningens inställningar.',
  'KOPPLA_KEY or KOPPLA_KEY_FILE; to change it, give the new one there and the old one in KOPPLA_KEYS_RETIRED.':
    'KOPPLA_KEY eller KOPPLA_KEY_FILE; för att byta den, ange den nya där och den gamla i KOPPLA_KEYS_RETIRED.',
  'This version of Koppla needs to know more of the store than is remembered.':
    'Denna version av Koppla behöver veta mer om butiken än vad som är lagrat.',
  'Verify the connection again.': 'Verifiera anslutningen igen.',
  'The credential of this connection was replaced meanwhile.':
    'Anslutningens inloggningsuppgifter byttes ut under tiden.',
  'Nothing needs to be done: the next try uses the new one.': 'Inget behöver göras: nästa försök använder de nya.',
  'The app is the operator’s: {id} and {secret} must be put right and Koppla started again.':
    'Appen är driftansvarigs: {id} och {secret} måste rättas och Koppla startas om.',
  'This connection uses the operator’s app at {system}, and there is none any more.':
    'Denna anslutning använder driftansvarigs app hos {system}, och det finns ingen längre.',
  'Set {id} and {secret} again and start Koppla, or give the connection an app of its own.':
    'Sätt {id} och {secret} igen och starta Koppla, eller ge anslutningen en egen app.',
  '{name} is set, but no system takes an app by that name; there are: {names}.':
    '{name} är satt, men inget system tar emot en app med det namnet; det finns: {names}.',
  '{name} must be set, so that the app is shown to nobody else.':
    '{name} måste sättas, så att appen inte visas för någon annan.',
  'This version of Koppla does not know the system “{system}”.':
    'Denna version av Koppla känner inte till systemet ”{system}”.',
  'Run the version that the connection was made with, or a later one.':
    'Kör versionen som anslutningen gjordes med, eller en senare.',
  '{day} is not a calendar date.': '{day} är inget datum.',
  'The store says that its time zone is “{zone}”, which is none.':
    'Butiken säger att dess tidszon är ”{zone}”, vilket inte är någon.',
  'Set the time zone in the store’s settings, then verify the connection again.':
    'Ställ in tidszonen i butikens inställningar och verifiera sedan anslutningen igen.',
  'It could not be checked.': 'Det kunde inte kontrolleras.',
  'Another {kind} is named “{name}”.': 'En annan {kind} heter ”{name}”.',
  'Choose another name.': 'Välj ett annat namn.',
  'There is no such {what}.': 'Det finns ingen sådan {what}.',
  'This {kind} is in use by {connections}.': 'Denna {kind} används av {connections}.',
  'Give those connections another one first.': 'Ge de anslutningarna en annan först.',
  'There is no such connection.': 'Det finns ingen sådan anslutning.',
  'Another connection is named “{name}”.': 'En annan anslutning heter ”{name}”.',
  'There is no such warehouse.': 'Det finns inget sådant lager.',
  'There is no such company group.': 'Det finns ingen sådan företagsgrupp.',
  'This credential is of another store than the one of this connection.':
    'Nyckeln hör till en annan butik än den här anslutningens.',
  'Give a credential of the same store, or create a connection of its own for the other one.':
    'Ange en nyckel till samma butik, eller skapa en egen anslutning för den andra.',
  'If it is the same store, give the same {field} as before: it cannot be another.':
    'Är det samma butik, ange samma {field} som förut: det går inte att byta.',
  'The new credential did not pass its verification; the one in use stays.':
    'Den nya nyckeln klarade inte verifieringen; den som används behålls.',
  'Put right what the report says, and try again.': 'Rätta till det som rapporten säger och försök igen.',
  "A new connection's run was refused: {why}": 'En ny anslutnings körning nekades: {why}',
  'Koppla could not read this yet when the connection was verified. Verify it again.':
    'Koppla kunde inte läsa detta än när anslutningen verifierades. Verifiera den igen.',
  '{entity} cannot be read: {why}': '{entity} kan inte läsas: {why}',
  '{system} has no {entity}. Allowed: {entities}.': '{system} har inga {entity}. Tillåtet: {entities}.',
  'This store is already connected{as}.': 'Butiken är redan ansluten{as}.',
  'Use that connection. To change its key, replace its credential.':
    'Använd den anslutningen. Byt dess nyckel om den ska ändras.',
  'The time for checking was up before it.': 'Tiden för kontrollerna tog slut innan dess.',
  'The store was still not done answering when the time for checking was up.':
    'Butiken hade ännu inte svarat färdigt när tiden för kontrollerna var slut.',
  'Verify again at a quiet hour. If it stays slow, ask whoever hosts the store why its API takes so long.':
    'Verifiera igen vid en lugnare tid. Är den fortfarande långsam, fråga butikens webbhotell varför API:et tar så lång tid.',
  'Koppla made a mistake of its own in this check; nothing is said about the store.':
    'Koppla gjorde själv ett fel i denna kontroll; det säger inget om butiken.',
  'Verify again. If it happens again, tell the operator: the log says what happened.':
    'Verifiera igen. Händer det igen, säg till driftansvarig: loggen säger vad som hände.',
  'It has not been verified: the verification token is missing.':
    'Det är inte verifierat: beviset för verifieringen saknas.',
  'The verification token is not one that was made here.': 'Beviset för verifieringen är inte gjort här.',
  'The verification is more than 15 minutes old.': 'Verifieringen är mer än 15 minuter gammal.',
  'The verification was made for another system, another credential or another connection.':
    'Verifieringen gjordes för ett annat system, en annan nyckel eller en annan anslutning.',
  'Verify these values, and save with the token of that report.': 'Verifiera värdena igen och spara därefter.',
  'The store told what must be known of it': 'Butiken berättade det som måste vara känt om den',
  'The checks passed, but the store did not tell all that must be known of it.':
    'Kontrollerna gick bra, men butiken berättade inte allt som måste vara känt om den.',
  'Verify again. If it happens again, tell the operator: the log says what was missing.':
    'Verifiera igen. Händer det igen, säg till driftansvarig: loggen säger vad som saknades.',
  'It is the store of this connection': 'Det är den här anslutningens butik',
  'This credential opens {store} ({address}), which is not the store of this connection.':
    'Nyckeln öppnar {store} ({address}), som inte är den här anslutningens butik.',
  'Five fields are allowed: {fields}; in each * or */5, and lists of 8, 8-18 and 8-18/2.':
    'Fem fält är tillåtna: {fields}; i vart och ett * eller */5, och listor av 8, 8-18 och 8-18/2.',
  'It has {count} fields; a sixth, for seconds or years, is not supported. {allowed}':
    'Det har {count} fält; ett sjätte, för sekunder eller år, stöds inte. {allowed}',
  'It has {count} of five fields. {allowed}': 'Det har {count} av fem fält. {allowed}',
  '“{text}” is no {field}. {allowed}': '”{text}” är ingen {field}. {allowed}',
  'No date ever matches it: that month has no such day. {allowed}':
    'Inget datum stämmer någonsin med det: den månaden har ingen sådan dag. {allowed}',
  'The schedule for {entity} cannot be activated: {why}': 'Schemat för {entity} kan inte slås på: {why}',
  'Put that right in the other system, verify the connection again, and activate the schedule then.':
    'Rätta till det i det andra systemet, verifiera anslutningen igen och slå sedan på schemat.',
  'This connection has no schedule for {entity}.': 'Anslutningen har inget schema för {entity}.',
  'The schedule cannot be kept like this.': 'Schemat kan inte sparas så här.',
  '“{zone}” is no known time zone. An IANA name is allowed, such as Europe/Stockholm or UTC.':
    '”{zone}” är ingen känd tidszon. Ett IANA-namn är tillåtet, som Europe/Stockholm eller UTC.',
}
