import t from 'tap'
import { takeApart } from '../../../../connectors/fortnox/map/document.ts'
import { decimalOf } from '../../../../connectors/fortnox/map/money.ts'
import { takeDice } from '../../../../src/sdk/testing/index.ts'

type Row = Parameters<typeof takeApart>[1][number]

const row = (given: Partial<Row>): Row => ({ Discount: 0, DiscountType: 'PERCENT', VAT: 25, ...given }) as Row

const told = (raw: object, rows: readonly Row[]) => {
  const { rows: parts, freight, fee, rounding, rest } = takeApart(raw as Parameters<typeof takeApart>[0], rows)
  const plain = (money: (typeof parts)[number] | null) =>
    money && [money.subtotal, money.total, money.tax].map(decimalOf)
  return {
    rows: parts.map(plain),
    freight: plain(freight),
    fee: plain(fee),
    rounding: decimalOf(rounding),
    rest: plain(rest),
  }
}

t.test('prices without VAT: rows, freight, fee and rounding make the total', async t => {
  const rows = [row({ Total: 100 }), row({ Total: '45.50', VAT: 12, Discount: 50 })]
  const raw = { Freight: 40, FreightVAT: 10, AdministrationFee: 20, AdministrationFeeVAT: 5, RoundOff: 0.04 }
  t.strictSame(told({ ...raw, VATIncluded: false, TotalVAT: 45.46, Total: 251 }, rows), {
    rows: [
      ['100', '100', '25'],
      ['91', '45.5', '5.46'],
    ],
    freight: ['40', '40', '10'],
    fee: ['20', '20', '5'],
    rounding: '0.04',
    rest: null,
  })
})

t.test('prices with VAT: what is without it is told on invoices and worked out on orders', async t => {
  const raw = { VATIncluded: 'true', Freight: 50, FreightVAT: 10, TotalVAT: 30, Total: 150 }
  const parts = { freight: ['40', '40', '10'], fee: null, rounding: '0', rest: null }
  for (const net of [{}, { TotalExcludingVAT: 80 }])
    t.strictSame(told(raw, [row({ Total: 100, ...net })]), { rows: [['80', '80', '20']], ...parts })
  const discounted = row({ Total: 100, Discount: 25, DiscountType: 'AMOUNT' })
  t.strictSame(told(raw, [discounted]).rows, [['100', '80', '20']], 'a discount has VAT in it as prices have')
  const given = row({ Total: 0, Price: 125, DeliveredQuantity: '2', Discount: 100 })
  t.strictSame(told({ VATIncluded: true, Total: 0 }, [given]).rows, [['200', '0', '0']], 'a gift')
})

t.test('VAT that is rounded for the whole is put right on the largest rows', async t => {
  const rows = [row({ Total: 0.1, VAT: 25 }), row({ Total: 10.1, VAT: 25 }), row({ Total: 5.3, VAT: 25 })]
  const { rows: parts, rest } = told({ VATIncluded: false, TotalVAT: 3.88, Total: 19.38 }, rows)
  t.equal(rest, null)
  t.strictSame(
    parts.map(part => part?.[2]),
    ['0.03', '2.52', '1.33'],
  )
})

t.test('what no row tells is told as a rest, with its VAT', async t => {
  t.strictSame(told({ VATIncluded: false, TotalVAT: 35, Total: 175 }, [row({ Total: 100 })]).rest, ['40', '40', '10'])
  const credit = told({ VATIncluded: false, TotalVAT: -25, Total: -125 }, [row({ Total: -100 })])
  t.strictSame([credit.rows, credit.rest], [[['-100', '-100', '-25']], null], 'a credit note is negative')
})

t.test('whatever is on a document, its parts make its total to the öre', async t => {
  const dice = takeDice(7)
  const wrong: unknown[] = []
  for (let n = 0; n < 300; n++) {
    const included = dice.chance(0.5)
    const lines = Array.from({ length: 1 + dice.roll(9) }, () => ({
      net: 1 + dice.roll(dice.pick([20, 99_999])),
      vat: dice.pick([25, 12, 6, 0]),
    }))
    const gross = lines.map(({ net, vat }) => Math.round((net * (100 + vat)) / 100))
    const nets = lines.reduce((all, { net }) => all + net, 0)
    const grosses = gross.reduce((all, one) => all + one, 0)
    const vat = included
      ? grosses - nets
      : [25, 12, 6].reduce((all, rate) => {
          const of = lines.filter(line => line.vat === rate).reduce((sum, { net }) => sum + net, 0)
          return all + Math.round((of * rate) / 100)
        }, 0)
    const rows = lines.map(({ net, vat }, i) =>
      row({ Total: (included ? gross[i]! : net) / 100, VAT: vat, ...(included && { TotalExcludingVAT: net / 100 }) }),
    )
    const raw = { VATIncluded: included, TotalVAT: vat / 100, Total: (nets + vat) / 100 }
    const apart = takeApart(raw as Parameters<typeof takeApart>[0], rows)
    const sum = apart.rows.reduce((all, { total, tax }) => all + total + tax, 0n)
    if (apart.rest !== null || sum !== BigInt(nets + vat) * 10_000n) wrong.push({ raw, rows })
  }
  t.strictSame(wrong, [])
})
