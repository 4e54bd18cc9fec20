import type { Phrases } from '../sdk/index.ts'

/** What telling people of trouble says when it cannot be told. */
export const alerts: Phrases = {
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
