import type { Phrases } from '../../sdk/index.ts'

/** What signing in through a provider says. */
export const singleSignOn: Phrases = {
  'The browser did not begin this, or more than ten minutes ago.':
    'Webbläsaren började inte detta, eller för mer än tio minuter sedan.',
  'Another provider answers: {issuer}': 'En annan leverantör svarar: {issuer}',
  'The person or the provider said no.': 'Personen eller leverantören sa nej.',
  'The provider refused: {why}': 'Leverantören nekade: {why}',
  'The provider tells no e-mail; see KOPPLA_SSO_SCOPES.': 'Leverantören uppger ingen e-post; se KOPPLA_SSO_SCOPES.',
  'The provider does not say that {email} is verified; see KOPPLA_SSO_TRUST_EMAIL.':
    'Leverantören säger inte att {email} är verifierad; se KOPPLA_SSO_TRUST_EMAIL.',
  '{email} is in none of KOPPLA_SSO_DOMAINS.': '{email} finns inte i någon av KOPPLA_SSO_DOMAINS.',
  '{email} signs in with another account at the provider.': '{email} loggar in med ett annat konto hos leverantören.',
  '{email} is no user, and new people are not added.': '{email} är ingen användare, och nya personer läggs inte till.',
  '{issuer} does not answer as an OpenID Connect provider does ({why}).':
    '{issuer} svarar inte som en OpenID Connect-leverantör gör ({why}).',
  'KOPPLA_SSO_ISSUER is {given}, but the provider calls itself {told}.':
    'KOPPLA_SSO_ISSUER är {given}, men leverantören kallar sig {told}.',
  'The provider refused: {status} {why}': 'Leverantören nekade: {status} {why}',
  'The ID token answers another request: its nonce differs.':
    'ID-beviset svarar på en annan begäran: dess nonce skiljer sig.',
  'The ID token was made for another client of the provider.':
    'ID-beviset är gjort för en annan klient hos leverantören.',
  'The ID token cannot be accepted: {why}': 'ID-beviset kan inte godtas: {why}',
  'There were too many attempts from this address.': 'Det har gjorts för många försök från denna adress.',
  'Single sign-on is not set up.': 'Enkel inloggning är inte inställd.',
  'Sign in with e-mail and password. The operator can set it up: KOPPLA_SSO_ISSUER.':
    'Logga in med e-post och lösenord. Driftansvarig kan ställa in det: KOPPLA_SSO_ISSUER.',
}
