/** The API's answers as the pages use them. Types only: nothing of the server is in the bundle. */
import type { z } from 'zod'
import type * as api from '../../http/api.ts'

export type {
  Activity,
  Alert,
  AlertChannel,
  AuditEntry,
  AuthorizationAnswer as Authorization,
  AuthorizationBegun,
  Brake,
  BrakedRecord,
  CheckOutcome,
  ConnectionAnswer as Connection,
  ConnectionDetailAnswer as ConnectionDetail,
  ConnectionStatus,
  ConnectorAnswer as Connector,
  CreatedKey,
  EntityName,
  EntityStatus,
  Freshness,
  Key,
  Me,
  MySession,
  OrdersToday,
  Overview,
  PracticeList,
  PracticeStore,
  PreviewAnswer as Preview,
  ProblemAnswer,
  Role,
  Run,
  ScheduleAnswer as Schedule,
  ScheduleInput,
  Seal,
  SealBrief,
  Setup,
  StatusPage,
  TwoFactorEnrolment,
  User,
  UserWithPassword,
  VerificationReport,
} from '../../http/api.ts'

export type ScheduleBrief = z.output<typeof api.ScheduleBrief>
export type SchedulePreset = NonNullable<api.ScheduleInput['preset']>
export type Field = z.output<typeof api.FieldAnswer>
export type PracticeFault = api.PracticeStore['faults'][number]
export type PracticeSale = z.output<typeof api.SoldAnswer>
export type Place = z.output<typeof api.Place>
export type OrderItem = z.output<typeof api.OrderItem>
export type OrderDetail = z.output<typeof api.OrderDetail>
export type InvoiceItem = z.output<typeof api.InvoiceItem>
export type InvoiceDetail = z.output<typeof api.InvoiceDetail>
export type AccountItem = z.output<typeof api.AccountItem>
export type VoucherItem = z.output<typeof api.VoucherItem>
export type VoucherDetail = z.output<typeof api.VoucherDetail>
export type Books = z.output<typeof api.BooksShown>
export type BookYear = Books['years'][number]
export type Balances = z.output<typeof api.BalancesShown>
export type AccountBalance = Balances['accounts'][number]
export type ProductItem = z.output<typeof api.ProductItem>
export type ProductDetail = z.output<typeof api.ProductDetail>
export type CustomerItem = z.output<typeof api.CustomerItem>
export type CustomerDetail = z.output<typeof api.CustomerDetail>
export type ShipmentItem = z.output<typeof api.ShipmentItem>
export type StockItem = z.output<typeof api.StockItem>
export type RecordChange = z.output<typeof api.RecordChange>
export type Rejection = z.output<typeof api.RejectionShown>
export type RejectionDetail = z.output<typeof api.RejectionDetail>
export type Retried = z.output<typeof api.RetriedShown>

export interface Page<Item> {
  readonly items: Item[]
  readonly next: string | null
}

export interface List<Item> {
  readonly items: Item[]
}
