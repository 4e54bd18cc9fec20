import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountBalance, Balances } from '../../api/types.ts'
import type { Search } from '../../app/router.tsx'
import { monthAfter } from '../../parts/days.ts'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import type { Texts } from '../../texts/en.ts'
import { isToldOtherwise } from './balances.tsx'

interface BalanceTableProps {
  readonly connectionId: string
  readonly balances: Balances
}

/** By class; an account opens into its months, and each leads to the vouchers that it counts. */
export function BalanceTable({ connectionId, balances: { year, accounts, classes, totals } }: BalanceTableProps) {
  const { t } = useTranslation()
  const search = { connectionId, yearExternalId: year.yearExternalId, deleted: 'false' }
  return (
    <table className="table balances" aria-label={t('books.balances', { year: '' }).trim()}>
      <thead>
        <tr>
          <th scope="col">{t('data.accounts.number')}</th>
          <th scope="col" className="number aside">
            {t('data.accounts.opening')}
          </th>
          <th scope="col" className="number aside">
            {t('data.vouchers.debit')}
          </th>
          <th scope="col" className="number aside">
            {t('data.vouchers.credit')}
          </th>
          <th scope="col" className="number">
            {t('data.accounts.closing')}
          </th>
        </tr>
      </thead>
      {classes.map(one => (
        <tbody key={one.digit}>
          <ClassRow sums={one} />
          {accounts
            .filter(({ number }) => number.startsWith(one.digit))
            .map(account => (
              <AccountRows key={account.number} account={account} search={search} />
            ))}
        </tbody>
      ))}
      <tfoot>
        <tr className="sum-row">
          <th scope="row">
            <Go to="/vouchers" search={search} className="text-link">
              {t('books.all')}
            </Go>
            <Brief {...totals} />
          </th>
          <Amounts of={{ ...totals, closing: null }} />
        </tr>
      </tfoot>
    </table>
  )
}

interface Sums {
  readonly opening?: string | null
  readonly debit: string
  readonly credit: string
  readonly closing: string | null
}

/** Nothing is left blank: the eye goes to what moved. */
function Amounts({ of: { opening = null, debit, credit, closing }, told }: { of: Sums; told?: string | undefined }) {
  const { amount } = useFormats()
  const { t } = useTranslation()
  const moved = (text: string | null) => (Number(text) === 0 ? '' : amount(text ?? ''))
  return (
    <>
      <td className="number aside">{moved(opening)}</td>
      <td className="number aside">{moved(debit)}</td>
      <td className="number aside">{moved(credit)}</td>
      <td className="number">
        {closing === null ? '' : amount(closing)}
        {told && <div className="told">{t('books.told', { amount: amount(told) })}</div>}
      </td>
    </>
  )
}

/** In one line under the name, where there is no room for columns. */
function Brief({ debit, credit }: Pick<Sums, 'debit' | 'credit'>) {
  const { t } = useTranslation()
  const { amount } = useFormats()
  const told = { debit, credit }
  return (
    <div className="brief">
      {(['debit', 'credit'] as const)
        .filter(name => Number(told[name]) !== 0)
        .map(name => (
          <span key={name}>
            {t(`data.vouchers.${name}`)} {amount(told[name])}
          </span>
        ))}
    </div>
  )
}

const isKnown = (digit: string): digit is keyof Texts['books']['classes'] => /^[1-8]$/.test(digit)

function ClassRow({ sums }: { sums: Balances['classes'][number] }) {
  const { t } = useTranslation()
  const { digit } = sums
  return (
    <tr className="sum-row">
      <th scope="rowgroup">
        {digit} {t(isKnown(digit) ? `books.classes.${digit}` : 'books.otherClass')}
      </th>
      <Amounts of={sums} />
    </tr>
  )
}

function AccountRows({ account, search }: { account: AccountBalance; search: Search }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const { number, description, months } = account
  const own = { ...search, accountNumber: number }
  return (
    <>
      <tr>
        <td>
          <div className="account">
            {months.length > 0 && (
              <UnstyledButton
                className="opener"
                aria-expanded={opened}
                aria-label={t('books.months', { account: number })}
                onClick={() => setOpened(!opened)}
              >
                {opened ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
              </UnstyledButton>
            )}
            <div>
              <Go to="/vouchers" search={own}>
                <b>{number}</b>
              </Go>{' '}
              {description ?? <span className="told">{t('books.notInChart')}</span>}
              <Brief {...account} />
            </div>
          </div>
        </td>
        <Amounts of={account} told={isToldOtherwise(account) ? (account.closingTold ?? undefined) : undefined} />
      </tr>
      {opened && months.map(one => <MonthRow key={one.month} moved={one} search={own} />)}
    </>
  )
}

function MonthRow({ moved, search }: { moved: AccountBalance['months'][number]; search: Search }) {
  const { month: name } = useFormats()
  const { month } = moved
  const span = { transactionFrom: `${month}-01`, transactionBefore: monthAfter(month) }
  return (
    <tr>
      <td>
        <div className="month-name">
          <Go to="/vouchers" search={{ ...search, ...span }}>
            {name(month)}
          </Go>
          <Brief {...moved} />
        </div>
      </td>
      <Amounts of={moved} />
    </tr>
  )
}
