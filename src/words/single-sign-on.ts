import type { Phrases } from '../sdk/index.ts'

/** What signing in through a provider says. */
export const singleSignOn: Phrases = {
  'The browser did not begin this, or more than ten minutes ago.':
    'Webbläsaren började inte detta, eller för mer än tio minuter sedan.',
  'The person or the provider said no.': 'Personen eller leverantören sa nej.',
  'The provider tells no e-mail; see KOPPLA_SSO_SCOPES.': 'Leverantören uppger ingen e-post; se KOPPLA_SSO_SCOPES.',
  'The provider does not say that {email} is verified; see KOPPLA_SSO_TRUST_EMAIL.':
    'Leverantören säger inte att {email} är verifierad; se KOPPLA_SSO_TRUST_EMAIL.',
  '{email} is in none of KOPPLA_SSO_DOMAINS.': '{email} finns inte i någon av KOPPLA_SSO_DOMAINS.',
  '{email} signs in with another account at the provider.': '{email} loggar in med ett annat konto hos leverantören.',
  '{email} is no user, and new people are not added.': '{email} är ingen användare, och nya personer läggs inte till.',
  '{issuer} lacks an https address to sign in, get tokens or find its keys at.':
    '{issuer} saknar en https-adress för att logga in, hämta bevis eller hitta dess nycklar.',
  'KOPPLA_SSO_ISSUER is {given}, but the provider calls itself {told}.':
    'KOPPLA_SSO_ISSUER är {given}, men leverantören kallar sig {told}.',
  'The provider refused: {status} {why}': 'Leverantören nekade: {status} {why}',
  'The ID token was made {age} s ago by our clock.': 'ID-beviset gjordes för {age} s sedan enligt vår klocka.',
  'The provider’s answer cannot be accepted: {why} ({more})': 'Leverantörens svar kan inte godtas: {why} ({more})',
  'There were too many attempts from this address.': 'Det har gjorts för många försök från denna adress.',
  'Single sign-on is not set up.': 'Enkel inloggning är inte inställd.',
  'Sign in with e-mail and password. The operator can set it up: KOPPLA_SSO_ISSUER.':
    'Logga in med e-post och lösenord. Driftansvarig kan ställa in det: KOPPLA_SSO_ISSUER.',
}
