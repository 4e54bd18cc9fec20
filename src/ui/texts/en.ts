import { alerts } from './en/alerts.ts'
import { books } from './en/books.ts'
import { connection } from './en/connection.ts'
import { connectors } from './en/connectors.ts'
import { data } from './en/data.ts'
import { practice } from './en/practice.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'

/** Every text of the interface. The other languages have the same keys: the compiler and a test see to it. */
export const en = { ...shell, alerts, books, connectors, connection, data, practice, settings }

export type Texts = typeof en
