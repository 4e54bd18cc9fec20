import type { Phrases } from '../../../src/sdk/index.ts'

/** The form, and what verification says. */
export const checks: Phrases = {
  'API URL': 'API URL',
  'Fortnox has one address for all companies. Leave it as it is.':
    'Fortnox har en adress för alla företag. Låt den vara som den är.',
  'Access token': 'Access token',
  'Client ID': 'Client ID',
  'In the Fortnox Developer Portal: open the integration. It should be allowed to use a service account.':
    'I Fortnox Developer Portal: öppna integrationen. Den måste få använda ett servicekonto.',
  Secret: 'Hemlighet',
  'Client secret': 'Client secret',
  'In the Fortnox Developer Portal beside the client ID.': 'I Fortnox Developer Portal bredvid client ID.',
  'Company in Fortnox': 'Företag i Fortnox',
  TenantId: 'TenantId',
  'The number that Fortnox has for the company, also called its database number. It is filled in when a system administrator of the company gives consent.':
    'Numret som Fortnox har på företaget, även kallat dess databasnummer. Det fylls i när en systemadministratör på företaget ger samtycke.',
  'This is a number of digits only.': 'Detta är ett nummer med bara siffror.',
  'Fortnox answers': 'Fortnox svarar',
  'Our clock agrees with Fortnox’s': 'Vår klocka stämmer med Fortnox',
  'within a minute of ours': 'inom en minut från vår',
  'Our clock is {seconds} seconds {side} Fortnox’s.': 'Vår klocka går {seconds} sekunder {side} Fortnox.',
  behind: 'efter',
  'ahead of': 'före',
  'Nothing is lost by it, because we go by Fortnox’s clock. Have the operator set the clock of this server.':
    'Inget går förlorat på det, för vi går efter Fortnox klocka. Be driftansvarig ställa den här serverns klocka.',
  'The answers of Fortnox do not say what time it is there: something stands in between.':
    'Svaren från Fortnox säger inte vad klockan är där: något står emellan.',
  'Have the operator see whether a proxy is between this server and Fortnox. Until then we go by our own clock.':
    'Be driftansvarig se om en proxy står mellan denna server och Fortnox. Till dess går vi efter vår egen klocka.',
  'Fortnox gives access to the company': 'Fortnox ger åtkomst till företaget',
  'The access is for company number {told}, not for {asked}.': 'Åtkomsten gäller företag nummer {told}, inte {asked}.',
  'Enter the number of the company that gave its consent.': 'Ange numret på det företag som gav sitt samtycke.',
  'It is the right company': 'Det är rätt företag',
  'The name of the company cannot be read. {more}': 'Företagets namn går inte att läsa. {more}',
  'Financial years can be read': 'Räkenskapsår går att läsa',
  'The locked period can be read': 'Den låsta perioden går att läsa',
  'Voucher series can be read': 'Verifikationsserier går att läsa',
  'Currencies can be read': 'Valutor går att läsa',
  none: 'inga',
  'nothing is locked': 'inget är låst',
  'This is needed only for the books, that is accounts and vouchers. {more}':
    'Detta behövs bara för bokföringen, alltså konton och verifikat. {more}',
}
