import type { Texts } from './en.ts'
import { alerts } from './sv/alerts.ts'
import { books } from './sv/books.ts'
import { connection } from './sv/connection.ts'
import { connectors } from './sv/connectors.ts'
import { data } from './sv/data.ts'
import { practice } from './sv/practice.ts'
import { settings } from './sv/settings.ts'
import { shell } from './sv/shell.ts'

export const sv: Texts = { ...shell, alerts, books, connectors, connection, data, practice, settings }
