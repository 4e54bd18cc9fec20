import { Code } from '@mantine/core'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../api/types.ts'
import { useActorName } from '../../parts/actor-name.ts'
import { useEntityName } from '../../parts/badges.tsx'
import { Go } from '../../parts/go.tsx'
import type { Texts } from '../../texts/en.ts'

/** Who did what to what, as one would say it. A change that we have no words for is told by its name. */
export function AuditSentence({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation()
  const who = useWho()
  const key = `settings.audit.says.${keyOf(entry)}`
  const values = useValues(entry)
  const said = i18n.exists(key)
  return (
    <>
      <b>{who(entry)}</b>{' '}
      {said ? (
        <Trans t={t} i18nKey={key as never} values={values} components={{ thing: <Thing entry={entry} /> }} />
      ) : (
        <Code>{entry.action}</Code>
      )}
    </>
  )
}

/** A key is said to be one: it may be named like a person. */
function useWho() {
  const { t } = useTranslation()
  const actorName = useActorName()
  return ({ actor, via, actorId }: AuditEntry) => {
    if (via === 'person') return actor
    if (via === 'key') return t('settings.audit.key', { name: actor })
    return via === 'command_line' ? `${actorName(actor)} (${actorId})` : actorName(actor)
  }
}

/** `user.password_reset` has its words at `user_password_reset`; where the role or the language was changed, other words than for the name. */
function keyOf({ action, detail }: AuditEntry): string {
  const key = action.replaceAll(/[. ]/g, '_')
  if (action !== 'user.changed') return key
  if (detail['role'] !== undefined) return 'user_role_changed'
  return detail['name'] === undefined ? 'user_language_changed' : key
}

/** What the words may name. */
function useValues({ detail, thing }: AuditEntry) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { name, email, role, entity } = detail
  const changed = Object.keys(detail).map(field =>
    t(`settings.audit.fields.${field as keyof Texts['settings']['audit']['fields']}`, { defaultValue: field }),
  )
  return {
    name: String(thing?.name ?? name ?? email ?? t('settings.audit.gone')),
    role: role === undefined ? '' : t(`roles.${role as keyof Texts['roles']}`, { defaultValue: String(role) }),
    entity: entity === undefined ? '' : entityName(String(entity)),
    fields: changed.join(', '),
  }
}

/** A link to what was changed, where it still is. */
function Thing({ entry, children }: { entry: AuditEntry; children?: ReactNode }) {
  const to = pathTo(entry)
  return to === undefined ? (
    <span>{children}</span>
  ) : (
    <Go to={to} className="text-link">
      {children}
    </Go>
  )
}

function pathTo({ thing, target, detail }: AuditEntry): string | undefined {
  if (thing?.kind === 'user') return '/settings/users'
  if (thing?.kind === 'key') return '/settings/keys'
  if (thing?.kind === 'run') return `/runs/${target}`
  if (thing?.kind !== 'connection') return undefined
  return typeof detail['runId'] === 'string' ? `/runs/${detail['runId']}` : `/settings/connectors/${target}`
}
