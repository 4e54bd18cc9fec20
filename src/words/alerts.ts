import type { Phrases } from '../sdk/index.ts'

/** What is told of trouble, and what is said when it cannot be told. */
export const alerts: Phrases = {
  'Give the credential the permission, then verify the connection; a run that succeeds opens it again.':
    'Ge nyckeln behörigheten och verifiera sedan anslutningen; en körning som lyckas öppnar den igen.',
  'The store may be answering slowly. Verify the connection; if the store answers, cancel the run: the next one goes on from the same place.':
    'Butiken kanske svarar långsamt. Verifiera anslutningen; svarar butiken, avbryt körningen: nästa går vidare från samma ställe.',
  'Two runs were due since it was last read whole, and none came to its end.':
    'Två körningar skulle ha gjorts sedan det senast lästes helt, och ingen kom till slutet.',
  'The last one: {why}': 'Den senaste: {why}',
  'See that a process that imports is running and not always busy.':
    'Se till att en process som importerar är igång och inte alltid upptagen.',
  '{rejected} of {read} records of one run could not be stored and were set aside.':
    '{rejected} av {read} poster i en körning kunde inte lagras och har lagts åt sidan.',
  'Look at the reasons, put right what they name, and retry them.':
    'Se orsakerna, rätta till det de nämner och försök igen med dem.',
  'The access to the system ends on {day} unless it is used before.':
    'Åtkomsten till systemet upphör {day} om den inte används innan dess.',
  'The access to the system ended on {day}, for it was not used.':
    'Åtkomsten till systemet upphörde {day}, för den användes inte.',
  'Verify the connection: that renews it, and so does every run.':
    'Verifiera anslutningen: det förnyar den, och det gör varje körning också.',
  'Ask for consent again in the settings of the connection, verify, and replace the credential.':
    'Be om medgivande igen i anslutningens inställningar, verifiera och byt ut inloggningsuppgifterna.',
  'Alerts are not set up: nobody would be told.': 'Larm är inte inställda: ingen skulle få veta något.',
  'Signing in asks for no code.': 'Inloggningen frågar inte efter någon kod.',
  'Add an authenticator app first: backup codes stand in for it.':
    'Lägg till en autentiseringsapp först: återställningskoder ersätter den.',
  'The channel {channel} is not set up here.': 'Kanalen {channel} är inte inställd här.',
  'Give every process the same KOPPLA_ALERT_… settings.': 'Ge varje process samma KOPPLA_ALERT_…-inställningar.',
  'Check KOPPLA_ALERT_TO.': 'Kontrollera KOPPLA_ALERT_TO.',
  'It did not say why.': 'Den sa inte varför.',
  '{server} refused {people}; the others were served.': '{server} nekade {people}; de andra fick det.',
  'Check KOPPLA_ALERT_FROM and KOPPLA_ALERT_TO: the mail server refuses one of them.':
    'Kontrollera KOPPLA_ALERT_FROM och KOPPLA_ALERT_TO: e-postservern nekar någon av dem.',
  'Check whether the server wants smtp:// or smtps://, and its certificate (KOPPLA_CA_FILE adds an authority).':
    'Kontrollera om servern vill ha smtp:// eller smtps://, och dess certifikat (KOPPLA_CA_FILE lägger till en utfärdare).',
  'Check the name of the mail server in KOPPLA_SMTP_URL.': 'Kontrollera e-postserverns namn i KOPPLA_SMTP_URL.',
  'Check the address and port in KOPPLA_SMTP_URL, and that this machine may reach the mail server.':
    'Kontrollera adress och port i KOPPLA_SMTP_URL, och att denna maskin når e-postservern.',
  'The mail server {server} did not take the message: {why}': 'E-postservern {server} tog inte emot meddelandet: {why}',
  '{address} answered {status} to the webhook.': '{address} svarade {status} på webhooken.',
  'Check KOPPLA_ALERT_WEBHOOK_URL, and the log of the receiver: it must answer 2xx, and have the same secret.':
    'Kontrollera KOPPLA_ALERT_WEBHOOK_URL och mottagarens logg: den måste svara 2xx och ha samma hemlighet.',
  'See that the receiver runs and answers at once.': 'Se till att mottagaren är igång och svarar genast.',
}
