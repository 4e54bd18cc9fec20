import type { Phrases } from '../../../src/sdk/index.ts'

/** What the integration may do, and who lets it. */
export const consent: Phrases = {
  'Connect with Fortnox': 'Anslut till Fortnox',
  'Fortnox does not know this client ID together with this client secret.':
    'Fortnox känner inte till detta client ID tillsammans med denna client secret.',
  'Copy both again: in the Fortnox Developer Portal, open the integration.':
    'Kopiera båda igen: öppna integrationen i Fortnox Developer Portal.',
  'What gave access to Fortnox has ended or was used before.':
    'Det som gav åtkomst till Fortnox har gått ut eller redan använts.',
  'Fortnox knows the integration and gives it no access to this company ({code}).':
    'Fortnox känner till integrationen och ger den ingen åtkomst till det här företaget ({code}).',
  'Check the number of the company. If it is right, a system administrator of the company must give the integration consent as a service account.':
    'Kontrollera företagets nummer. Är det rätt måste en systemadministratör på företaget ge integrationen samtycke som servicekonto.',
  'Fortnox no longer takes the access: it was withdrawn, or the integration was switched off.':
    'Fortnox godtar inte längre åtkomsten: den är återkallad, eller så är integrationen avstängd.',
  'See in Fortnox under the integrations of the company whether the integration is still active. If it is not, have a system administrator of the company activate it again, and verify this connection anew.':
    'Se i Fortnox bland företagets integrationer om integrationen fortfarande är aktiv. Är den inte det, låt en systemadministratör på företaget aktivera den igen, och verifiera den här anslutningen på nytt.',
  'The integration may not read this: it lacks the scope {scope}.':
    'Integrationen får inte läsa detta: den saknar behörigheten {scope}.',
  'In the Fortnox Developer Portal: add the scope {scope} to the integration. Then a system administrator of the company must give consent anew, because consent covers only the scopes of its day.':
    'I Fortnox Developer Portal: lägg till behörigheten {scope} i integrationen. Sedan måste en systemadministratör på företaget ge samtycke på nytt, för ett samtycke täcker bara sin tids behörigheter.',
  'The company has no active licence in Fortnox for what the scope {scope} reads.':
    'Företaget har ingen aktiv licens i Fortnox för det som behörigheten {scope} läser.',
  'In Fortnox, have a system administrator order the licence, or give it to the user who gave consent.':
    'Låt en systemadministratör beställa licensen i Fortnox, eller ge den till användaren som gav samtycket.',
  'The company has no licence in Fortnox for integrations.': 'Företaget har ingen licens i Fortnox för integrationer.',
  'In Fortnox, have a system administrator order the licence for integrations.':
    'Låt en systemadministratör beställa licensen för integrationer i Fortnox.',
  'The access that Fortnox gave does not tell for which company it is.':
    'Åtkomsten som Fortnox gav säger inte vilket företag den gäller.',
  'Enter the number of the company by hand: it is its database number in Fortnox.':
    'Ange företagets nummer för hand: det är dess databasnummer i Fortnox.',
  'The consent was refused in Fortnox.': 'Samtycket nekades i Fortnox.',
  'Connect again, signed in to Fortnox as a system administrator of the company.':
    'Anslut igen, inloggad i Fortnox som systemadministratör på företaget.',
  'The company lacks a licence in Fortnox for what the integration asks for.':
    'Företaget saknar en licens i Fortnox för det integrationen ber om.',
  'In Fortnox, order the licence, and connect again.': 'Beställ licensen i Fortnox och anslut igen.',
  'The company has no licence for this integration: it is not published yet, or was not ordered.':
    'Företaget har ingen licens för denna integration: den är inte publicerad än, eller inte beställd.',
  'Publish the integration in the Fortnox Developer Portal or order it in Fortnox, and connect again.':
    'Publicera integrationen i Fortnox Developer Portal eller beställ den i Fortnox, och anslut igen.',
  'Fortnox gave no consent: {why}': 'Fortnox gav inget samtycke: {why}',
  'See that the integration may use a service account: in the Developer Portal, under the integration. Then connect again.':
    'Se till att integrationen får använda ett servicekonto: i Developer Portal, under integrationen. Anslut sedan igen.',
  Consent: 'Samtycke',
  'As a service account it lasts until it is withdrawn. As a person only where the integration can have no service account: it ends when it is not used for 45 days.':
    'Som servicekonto varar det tills det återkallas. Som person bara där integrationen inte kan ha något servicekonto: då upphör det när det inte används på 45 dagar.',
  'As a service account': 'Som servicekonto',
  'As a person': 'Som person',
  'as a service account': 'som servicekonto',
  'by a refresh token, which ends on {day} unless it is used':
    'med en refresh token, som upphör {day} om den inte används',
  'The integration may not use a service account.': 'Integrationen får inte använda ett servicekonto.',
  'Let it use one in the Fortnox Developer Portal: that access lasts until it is withdrawn. Or give consent as a person: Koppla then has to use it at least every 45 days.':
    'Låt den använda ett i Fortnox Developer Portal: den åtkomsten varar tills den återkallas. Eller ge samtycke som person: då måste Koppla använda det minst var 45:e dag.',
  'Fortnox gave access for an hour only.': 'Fortnox gav åtkomst bara för en timme.',
  'Connect again. If it happens again, let the integration use a service account.':
    'Anslut igen. Händer det igen, låt integrationen använda ett servicekonto.',
  'Nobody has given consent as a person yet.': 'Ingen har gett sitt samtycke som person än.',
  'Press “Connect with Fortnox”, and verify once it has let Koppla in.':
    'Tryck på ”Anslut till Fortnox”, och verifiera när det har släppt in Koppla.',
  'Fortnox no longer renews the access to this company.':
    'Fortnox förnyar inte längre åtkomsten till det här företaget.',
  'Connect with Fortnox again, signed in as a system administrator of the company.':
    'Anslut till Fortnox igen, inloggad som systemadministratör på företaget.',
}
